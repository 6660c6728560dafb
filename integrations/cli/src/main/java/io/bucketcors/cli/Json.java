package io.bucketcors.cli;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON. Reading it takes a library, which is not loaded where nothing is read. */
final class Json {
  private final StringBuilder text = new StringBuilder();

  private Json() {}

  /** Maps, collections, booleans, numbers and null as such; anything else as its text. */
  static String write(@Nullable Object value) {
    Json json = new Json();
    json.value(value, 0);
    return json.text.toString();
  }

  private void value(@Nullable Object value, int depth) {
    if (value instanceof Map<?, ?> map) {
      String separator = "{";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        text.append(separator);
        indent(depth + 1);
        string(String.valueOf(entry.getKey()));
        text.append(": ");
        value(entry.getValue(), depth + 1);
        separator = ",";
      }
      end(map.isEmpty(), '{', '}', depth);
    } else if (value instanceof Collection<?> list) {
      String separator = "[";
      for (Object element : list) {
        text.append(separator);
        indent(depth + 1);
        value(element, depth + 1);
        separator = ",";
      }
      end(list.isEmpty(), '[', ']', depth);
    } else if (value == null || value instanceof Boolean || value instanceof Number) {
      text.append(value);
    } else {
      string(value.toString());
    }
  }

  private void end(boolean empty, char open, char close, int depth) {
    if (empty) {
      text.append(open);
    } else {
      indent(depth);
    }
    text.append(close);
  }

  private void indent(int depth) {
    text.append('\n').append("  ".repeat(depth));
  }

  private void string(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        default -> {
          // Beyond ASCII escaped as well: lone surrogates could not be encoded.
          if (c < ' ' || c > '~') {
            text.append(String.format("\\u%04x", (int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }
}
