package io.bucketcors;

/** Writes what was configured into messages: bounded, and without a control character. */
final class ProblemText {
  private static final int MOST = 200;

  private ProblemText() {}

  static String line(CorsProblem problem) {
    StringBuilder text = new StringBuilder();
    text.append(problem.location()).append(": ");
    if (!problem.value().isEmpty()) {
      text.append(quote(problem.value())).append(": ");
    }
    text.append(problem.explanation());
    if (!problem.part().isEmpty() && !problem.part().equals(problem.value())) {
      text.append(" (").append(quote(problem.part())).append(')');
    }
    if (!problem.fix().isEmpty()) {
      text.append("; ").append(problem.fix());
    }
    return text.append(" [").append(problem.code()).append(']').toString();
  }

  /** The value in double quotes; what is not printable ASCII becomes an escape. */
  static String quote(String value) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < Math.min(value.length(), MOST); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c >= 0x20 && c < 0x7f) {
        text.append(c);
      } else {
        text.append(String.format("\\u%04x", (int) c));
      }
    }
    if (value.length() > MOST) {
      text.append("… (").append(value.length()).append(" characters)");
    }
    return text.append('"').toString();
  }
}
