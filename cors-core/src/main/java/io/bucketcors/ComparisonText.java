package io.bucketcors;

import io.bucketcors.CorsComparison.Change;
import io.bucketcors.CorsComparison.Difference;
import io.bucketcors.CorsComparison.Kind;
import io.bucketcors.CorsComparison.Verdict;
import io.bucketcors.CorsComparison.Witness;
import io.bucketcors.adapter.CorsHeaders;
import io.bucketcors.text.Quoted;
import java.util.ArrayList;
import java.util.List;

/** Comparisons in words. */
final class ComparisonText {
  /** Nobody reads more; all of them can be had in code. */
  private static final int MOST_DIFFERENCES = 50;

  private ComparisonText() {}

  static String of(CorsComparison comparison) {
    StringBuilder text = new StringBuilder(comparison.change().word());
    if (!comparison.complete()) {
      text.append(": there is too much to compare, so anything may be granted; found until then:");
    } else if (comparison.change() == Change.SAME && !comparison.differences().isEmpty()) {
      text.append(": nothing is granted and nothing is withdrawn");
    }
    List<Difference> differences = comparison.differences();
    differences.stream().limit(MOST_DIFFERENCES).forEach(each -> text.append('\n').append(each));
    if (differences.size() > MOST_DIFFERENCES) {
      text.append("\nand ").append(differences.size() - MOST_DIFFERENCES).append(" more");
    }
    text.append(
        differences.isEmpty()
            ? "\n= everything answers as before"
            : "\n= everything else as before");
    return text.append(" (").append(comparison.scope()).append(')').toString();
  }

  static String of(Difference difference) {
    Witness witness = difference.witnesses().get(0);
    StringBuilder text =
        new StringBuilder()
            .append(sign(difference.kind()))
            .append(' ')
            .append(difference.region())
            .append(": ")
            .append(difference.what())
            .append("\n    ")
            .append(witness.curl("https://api.example"))
            .append("\n    before ")
            .append(difference.before())
            .append(", now ")
            .append(difference.after());
    if (difference.witnesses().size() > 1) {
      String other = difference.witnesses().get(1).request().lines(CorsHeaders.ORIGIN).get(0);
      text.append("\n    the same for Origin ").append(Quoted.bare(other));
    }
    return text.toString();
  }

  private static char sign(Kind kind) {
    return switch (kind) {
      case GRANTED -> '+';
      case WITHDRAWN -> '-';
      case ALTERED -> '~';
    };
  }

  static String what(Verdict before, Verdict after) {
    if (before.allowed() != after.allowed()) {
      Verdict granted = after.allowed() ? after : before;
      return (after.allowed() ? "granted" : "no more granted")
          + (granted.credentials() ? ", with credentials" : "")
          + (granted.anyOrigin() ? ", to any origin" : "");
    }
    List<String> changes = new ArrayList<>();
    if (before.credentials() != after.credentials()) {
      changes.add(after.credentials() ? "with credentials" : "without credentials");
    }
    if (before.anyOrigin() != after.anyOrigin()) {
      changes.add(after.anyOrigin() ? "* instead of the origin" : "the origin instead of *");
    }
    if (!before.exposedHeaders().equals(after.exposedHeaders())) {
      changes.add("exposes " + names(after) + " instead of " + names(before));
    }
    if (!before.maxAgeSeconds().equals(after.maxAgeSeconds())) {
      changes.add("max age " + seconds(after) + " instead of " + seconds(before));
    }
    return String.join(", ", changes);
  }

  private static String names(Verdict verdict) {
    return verdict.exposedHeaders().isEmpty()
        ? "nothing"
        : Quoted.bare(String.join(" ", verdict.exposedHeaders()));
  }

  private static String seconds(Verdict verdict) {
    return verdict.maxAgeSeconds().isPresent()
        ? verdict.maxAgeSeconds().getAsLong() + " s"
        : "none";
  }

  static String of(Verdict verdict) {
    String status = verdict.status() == 0 ? "" : verdict.status() + " ";
    if (!verdict.allowed()) {
      return status + verdict.reason();
    }
    String id = verdict.ruleId();
    return status
        + "allowed by rule "
        + verdict.ruleIndex()
        + (id == null ? "" : " (" + Quoted.bare(id) + ")");
  }
}
