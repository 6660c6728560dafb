package io.bucketcors.examples.bucket;

import io.bucketcors.CorsProblem;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;

/** Text from the page that is not taken for rules, with every reason. */
final class UnreadableRules extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final List<Complaint> complaints;

  UnreadableRules(List<Complaint> complaints) {
    super(complaints.toString());
    this.complaints = List.copyOf(complaints);
  }

  List<Complaint> complaints() {
    return complaints;
  }

  /**
   * What the page shows of one problem.
   *
   * @param error whether the rules are refused for it
   * @param code the library's code, or one of the page's own
   * @param message one line for people
   */
  record Complaint(boolean error, String code, String message) implements Serializable {
    static Complaint of(CorsProblem problem) {
      return new Complaint(problem.isError(), problem.code(), problem.message());
    }

    /** Of the page itself, which cannot read a line. */
    static Complaint at(int line, String code, String text, String explanation, String fix) {
      String shown = text.isEmpty() ? "" : "\"" + text + "\": ";
      return new Complaint(
          true,
          code,
          "line " + line + ": " + shown + explanation + (fix.isEmpty() ? "" : "; " + fix));
    }
  }
}
