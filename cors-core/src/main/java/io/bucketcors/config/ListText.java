package io.bucketcors.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a list, the same way whatever config implementation is beside it: at commas, {@code \,} is
 * a comma, blanks around an element and empty elements are dropped.
 */
final class ListText {
  private ListText() {}

  static List<String> split(String text) {
    List<String> elements = new ArrayList<>();
    StringBuilder element = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == ',') {
        element.append(',');
        i++;
      } else if (c == ',') {
        add(elements, element);
      } else {
        element.append(c);
      }
    }
    add(elements, element);
    return elements;
  }

  private static void add(List<String> elements, StringBuilder element) {
    String text = element.toString().strip();
    if (!text.isEmpty()) {
      elements.add(text);
    }
    element.setLength(0);
  }
}
