package io.bucketcors.text;

import java.util.List;

/**
 * Numbers distinct lists of texts from 0, in the order in which they are added. A map keyed by
 * lists would do it, but for lists of equal hash it has no order to go by and looks through all of
 * them.
 */
public final class TextLists {
  private final TextTable keys = new TextTable();

  /** The number of the list, a new one where no equal list was there. */
  public int add(List<String> list) {
    return keys.add(key(list));
  }

  /** One text for one list: each element's length stands before it, so that no two are alike. */
  public static String key(List<String> list) {
    StringBuilder key = new StringBuilder(16 + 24 * list.size());
    for (String text : list) {
      key.append(text.length()).append(':').append(text);
    }
    return key.toString();
  }
}
