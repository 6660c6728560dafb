package io.bucketcors.document;

import java.util.List;

/** Which of the headers are exposed that stores with prefixes list. */
final class ExposedNames {
  private ExposedNames() {}

  /** Whether a value of a list is a name, or a * that stands alone. */
  static boolean isKept(String value, List<String> list) {
    return value.indexOf('*') < 0 || value.equals("*") && list.size() == 1;
  }

  /** What is left of a list. */
  static List<String> of(List<String> list) {
    return list.stream().filter(value -> isKept(value, list)).toList();
  }
}
