package io.bucketcors.conformance.load;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An answer as it came over the wire.
 *
 * @param lines the header lines
 */
record Answer(int status, List<String> lines, String body) {
  private static final Set<String> OF_POLICY =
      Set.of(
          "access-control-allow-origin",
          "access-control-allow-credentials",
          "access-control-allow-methods",
          "access-control-allow-headers",
          "access-control-expose-headers",
          "access-control-max-age",
          "bucket-cors",
          "vary");

  /** The headers that the policy decides on; line by line, so that a doubled one shows. */
  List<String> policyHeaders() {
    return policyHeaders(lines);
  }

  /** Of all lines those of the policy, names in lower case, sorted. */
  static List<String> policyHeaders(List<String> lines) {
    return lines.stream()
        .filter(line -> OF_POLICY.contains(name(line)))
        .map(Answer::comparable)
        .sorted()
        .toList();
  }

  private static String comparable(String line) {
    String name = name(line);
    String value = line.substring(line.indexOf(':') + 1).strip();
    if (name.equals("vary")) {
      // In any order; a name that is there twice stays so.
      value =
          String.join(
              ",",
              Arrays.stream(value.toLowerCase(Locale.ROOT).split(","))
                  .map(String::strip)
                  .sorted()
                  .toList());
    }
    return name + ": " + value;
  }

  /** The value of a header's first line, or an empty text. */
  String header(String name) {
    return lines.stream()
        .filter(line -> name(line).equals(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("");
  }

  private static String name(String line) {
    return line.substring(0, Math.max(0, line.indexOf(':'))).toLowerCase(Locale.ROOT);
  }
}
