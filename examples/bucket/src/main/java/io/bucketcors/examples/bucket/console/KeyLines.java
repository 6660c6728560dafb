package io.bucketcors.examples.bucket.console;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * Lines of properties, as {@link Properties#load} reads them, except that every line has to be a
 * key of this program: what it would skip somebody meant as a rule.
 */
final class KeyLines {
  private static final String EXAMPLE =
      "paste lines such as bucketcors.rules[0].allowed-origins = https://app.example, or the JSON"
          + " or XML that the bucket's store shows";

  /** Nobody reads more of them. */
  private static final int MAX_PROBLEMS = 10;

  private final String[] lines;
  private final Map<String, String> keys = new LinkedHashMap<>();
  private final Map<String, Integer> places = new LinkedHashMap<>();
  private final List<JsonObject> problems = new ArrayList<>();

  KeyLines(String text) {
    this.lines = text.split("\r\n|\r|\n", -1);
  }

  /**
   * All keys with their values.
   *
   * @throws Unreadable if a line is none, each with its number
   */
  Map<String, String> read() throws Unreadable {
    for (int next = 0; next < lines.length && problems.size() < MAX_PROBLEMS; next++) {
      int first = next;
      String start = lines[first].strip();
      if (start.isEmpty() || start.startsWith("#") || start.startsWith("!")) {
        continue;
      }
      StringBuilder whole = new StringBuilder(lines[first]);
      while (goesOn(lines[next]) && next + 1 < lines.length) {
        whole.append('\n').append(lines[++next]);
      }
      line(first, whole.toString());
    }
    if (!problems.isEmpty()) {
      throw new Unreadable(422, problems);
    }
    return keys;
  }

  /** An odd number of backslashes at the end escapes the line break. */
  private static boolean goesOn(String line) {
    int backslashes = 0;
    while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  private void line(int index, String whole) {
    Properties one = new Properties();
    try {
      one.load(new StringReader(whole));
    } catch (IllegalArgumentException broken) {
      problem("properties-escape", index, "a \\u escape in it is broken", "write four hex digits");
      return;
    } catch (IOException never) {
      throw new IllegalStateException(never);
    }
    String key = one.stringPropertyNames().stream().findFirst().orElse("");
    String form = key.toUpperCase(Locale.ROOT);
    if (!key.startsWith("bucketcors.") && !form.startsWith("BUCKETCORS_")) {
      problem("console-line", index, "this line is no key that starts with bucketcors.", fix(key));
      return;
    }
    Integer before = places.putIfAbsent(key, index);
    if (before != null) {
      add(index, "key-twice", key, "line " + (before + 1) + " sets it too", "keep one of them");
    }
    keys.put(key, one.getProperty(key));
  }

  private void problem(String code, int index, String explanation, String fix) {
    add(index, code, lines[index].strip(), explanation, fix);
  }

  private void add(int index, String code, String text, String explanation, String fix) {
    String shown = text.isEmpty() ? "" : "“" + text + "”: ";
    problems.add(Unreadable.problem(index + 1, code, shown + explanation, fix));
  }

  private String fix(String key) {
    if (key.matches("(rules\\[|buckets\\.|rules-|dialect|diagnostics).*")) {
      return "write bucketcors." + key;
    }
    if (key.matches("(allowed|expose|max-age|allow|id|dangerously)-?.*")) {
      return "write bucketcors.rules[0]." + key;
    }
    if (key.startsWith("-Dbucketcors.")) {
      return "leave out -D";
    }
    if (key.equals("bucketcors") || key.equals("---") || key.equals("-")) {
      return "YAML is not read here: " + EXAMPLE;
    }
    return EXAMPLE;
  }
}
