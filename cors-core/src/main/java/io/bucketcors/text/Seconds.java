package io.bucketcors.text;

/** Says what is wrong with text that should be seconds. */
public final class Seconds {
  private Seconds() {}

  public static String explanation(String text) {
    return text.matches("[0-9]{19,}|[0-9]+[eE]\\+?[0-9]{2,}")
        ? "no such number of seconds can be sent; browsers cache for a day at most"
        : "seconds are a whole number, 0 or more";
  }

  public static String fix(String text) {
    String plain = Blanks.strip(text).replaceAll("^[\"']|[\"']$", "");
    if (plain.matches("[0-9]{19,}|[0-9]+[eE]\\+?[0-9]{2,}")) {
      return "write 86400 for a day";
    }
    if (plain.matches("-[0-9]+")) {
      return "write 0 for no caching";
    }
    if (plain.matches("\\+?[0-9]{1,18}(\\.0*)?")) {
      return "write " + plain.replaceFirst("^\\+", "").replaceFirst("\\.0*$", "");
    }
    if (plain.matches("[0-9]{1,9} *(s|sec|secs|seconds?)")) {
      return "write " + plain.replaceAll("[^0-9]", "");
    }
    if (plain.matches("[0-9]{1,6} *(m|min|mins|minutes?)")) {
      return "write " + Long.parseLong(plain.replaceAll("[^0-9]", "")) * 60;
    }
    if (plain.matches("[0-9]{1,6} *(h|hours?)")) {
      return "write " + Long.parseLong(plain.replaceAll("[^0-9]", "")) * 3600;
    }
    return "write for how many seconds browsers may cache a preflight, 0 for not at all";
  }
}
