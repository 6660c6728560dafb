package io.bucketcors.conformance.load;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The headers that the policy decides on; line by line, so that a doubled one shows. */
final class PolicyHeaders {
  private static final Set<String> NAMES =
      Set.of(
          "access-control-allow-origin",
          "access-control-allow-credentials",
          "access-control-allow-methods",
          "access-control-allow-headers",
          "access-control-expose-headers",
          "access-control-max-age",
          "bucket-cors",
          "vary");

  private PolicyHeaders() {}

  /** Of all header lines those of the policy, names in lower case, sorted. */
  static List<String> of(List<String> lines) {
    return lines.stream()
        .filter(line -> NAMES.contains(name(line)))
        .map(PolicyHeaders::comparable)
        .sorted()
        .toList();
  }

  private static String comparable(String line) {
    String name = name(line);
    String value = line.substring(line.indexOf(':') + 1).strip();
    if (name.equals("bucket-cors")) {
      // Of the whole snapshot, which is not known to a policy alone.
      value = value.replaceFirst("; version=[0-9a-f]{12}$", "");
    }
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

  private static String name(String line) {
    return line.substring(0, Math.max(0, line.indexOf(':'))).toLowerCase(Locale.ROOT);
  }
}
