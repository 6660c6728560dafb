package io.bucketcors.examples.fleet;

import java.util.ArrayList;
import java.util.List;

/**
 * Rules documents that each say in every part which one they are, so that an answer made of two
 * gives itself away.
 */
final class Documents {
  static final String A = "https://a.example";
  static final String B = "https://b.example";
  static final String EVIL = "https://evil.example";

  private Documents() {}

  /** The origin that this document lists and no other does. */
  static String originOf(int number) {
    return "https://v" + number + ".example";
  }

  /** The header that this document exposes and no other does. */
  static String exposedBy(int number) {
    return "x-" + number;
  }

  static List<String> methodsOf(int number) {
    List<String> methods = new ArrayList<>(List.of("GET", "HEAD"));
    String[] more = {"PUT", "POST", "DELETE"};
    for (int bit = 0; bit < more.length; bit++) {
      if ((number >> bit & 1) == 1) {
        methods.add(more[bit]);
      }
    }
    return methods;
  }

  static String of(int number) {
    return head(number) + tail(number);
  }

  /** Two halves, for a writer that pauses between them. */
  static String head(int number) {
    return "<CORSConfiguration>\n" + rule(number, A);
  }

  static String tail(int number) {
    return rule(number, B) + "</CORSConfiguration>\n";
  }

  private static String rule(int number, String origin) {
    StringBuilder rule = new StringBuilder("  <CORSRule>\n");
    element(rule, "AllowedOrigin", origin);
    element(rule, "AllowedOrigin", originOf(number));
    methodsOf(number).forEach(method -> element(rule, "AllowedMethod", method));
    element(rule, "AllowedHeader", "x-any");
    element(rule, "MaxAgeSeconds", Integer.toString(number));
    element(rule, "ExposeHeader", exposedBy(number));
    return rule.append("  </CORSRule>\n").toString();
  }

  private static void element(StringBuilder rule, String name, String text) {
    rule.append("    <%1$s>%2$s</%1$s>\n".formatted(name, text));
  }
}
