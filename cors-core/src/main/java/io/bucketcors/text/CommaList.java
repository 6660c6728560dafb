package io.bucketcors.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a list, the same way whatever config implementation is beside it: at commas, {@code \,} is
 * a comma, blanks around an element and empty elements are dropped.
 */
public final class CommaList {
  private CommaList() {}

  public static List<String> split(String text) {
    if (text.indexOf(',') < 0) {
      String only = text.strip();
      return only.isEmpty() ? List.of() : List.of(only);
    }
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

  /**
   * The elements without what JSON, YAML and shells have around lists and values, and properties do
   * not; the elements themselves where there is nothing of this.
   */
  public static List<String> bare(String text, List<String> elements) {
    if (text.indexOf('"') < 0 && text.indexOf('\'') < 0 && text.indexOf('[') < 0) {
      return elements;
    }
    String whole = text.strip();
    boolean brackets = whole.startsWith("[") && whole.endsWith("]");
    List<String> inner = brackets ? split(whole.substring(1, whole.length() - 1)) : elements;
    List<String> bare = new ArrayList<>();
    for (String element : inner) {
      int end = element.length() - 1;
      char first = element.charAt(0);
      boolean quoted = end > 0 && (first == '"' || first == '\'') && element.charAt(end) == first;
      bare.add(quoted ? element.substring(1, end).strip() : element);
    }
    // Quotes around several: "a,b".
    if (!brackets
        && whole.length() > 1
        && (whole.startsWith("\"") && whole.endsWith("\""))
        && whole.indexOf('"', 1) == whole.length() - 1) {
      return split(whole.substring(1, whole.length() - 1));
    }
    bare.removeIf(String::isEmpty);
    return bare;
  }

  private static void add(List<String> elements, StringBuilder element) {
    String text = element.toString().strip();
    if (!text.isEmpty()) {
      elements.add(text);
    }
    element.setLength(0);
  }
}
