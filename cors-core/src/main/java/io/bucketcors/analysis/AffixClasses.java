package io.bucketcors.analysis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The classes into which patterns with one {@code *} divide texts: in one class all texts match the
 * same patterns. One text of each class is found, without trying texts at random.
 *
 * <p>Why these are all: let {@code u} be the longest of what the patterns that match a text start
 * with, and {@code v} the longest of what they end with. Either the text is as short as {@code u}
 * and {@code v} with an overlap, and all of these are tried. Or something stands between the two;
 * then any other {@code w} may stand there that matches nothing besides, as long as it has a dot
 * where the text has one and a pattern minds. Both ends belong to patterns that match, so only
 * pairs of ends that fit each other are looked at.
 */
final class AffixClasses {
  /** How texts of the universe are made. */
  interface Texts {
    /** The text as it is sent, or null where there is no such text. */
    @Nullable String read(String text);

    /** What may stand for a {@code *}, what people like to read first; each without a dot. */
    List<String> words();

    /** Every character that may stand for a {@code *}, but for the dot. */
    String characters();
  }

  /**
   * A class.
   *
   * @param start what its texts start with
   * @param end what its texts end with
   * @param text one of them, as the patterns have it
   * @param patterns the patterns that match, ascending
   */
  record Found(String start, String end, String text, List<Integer> patterns) {}

  private final AffixTable table;
  private final Texts texts;
  private final Work work;
  private final Map<List<Integer>, Found> found = new LinkedHashMap<>();

  AffixClasses(AffixTable table, Texts texts, Work work) {
    this.table = table;
    this.texts = texts;
    this.work = work;
  }

  /** One text of each class that some pattern with a {@code *} matches, and no exact text. */
  List<Found> find() {
    Set<List<String>> seen = new HashSet<>();
    for (String end : table.suffixes()) {
      List<String> ends = table.suffixesOf(end);
      for (String least : table.withSuffix(end).keySet()) {
        for (String shorter : ends) {
          // All that start with the least of what has to be there.
          for (String start : table.withSuffix(shorter).tailMap(least, true).keySet()) {
            if (!start.startsWith(least) || !work.spend(1)) {
              break;
            }
            if (seen.add(List.of(start, end))) {
              classesOf(start, end);
            }
          }
        }
      }
    }
    return List.copyOf(found.values());
  }

  private void classesOf(String start, String end) {
    if (!work.spend(40)) {
      return;
    }
    List<Integer> dotless = table.matching(start, end, false);
    List<Integer> dotted = table.matching(start, end, true);
    if (dotless.equals(dotted)) {
      fill(start, end, dotless, true, true);
    } else {
      fill(start, end, dotless, true, false);
      fill(start, end, dotted, false, true);
    }
    for (int shared = Math.min(start.length(), end.length()); shared >= 0; shared--) {
      if (start.endsWith(end.substring(0, shared))) {
        String text = start + end.substring(shared);
        List<Integer> patterns = table.matching(text);
        if (!patterns.isEmpty() && !found.containsKey(patterns) && texts.read(text) != null) {
          found.put(patterns, new Found(start, end, text, patterns));
        }
      }
    }
  }

  /** Looks for a text of a class in which something stands between the two ends. */
  private void fill(
      String start, String end, List<Integer> patterns, boolean dotless, boolean dotted) {
    if (patterns.isEmpty() || found.containsKey(patterns)) {
      return;
    }
    boolean possible = false;
    for (boolean pairs : new boolean[] {false, true}) {
      for (String word : pairs ? pairs() : singles()) {
        List<String> fillings = new ArrayList<>();
        if (dotless) {
          fillings.add(word);
        }
        if (dotted) {
          fillings.addAll(List.of(word + "." + word, word + ".", "." + word, "."));
        }
        for (String filling : fillings) {
          if (!work.spend(20)) {
            return;
          }
          String text = start + filling + end;
          if (texts.read(text) != null) {
            possible = true;
            if (table.matching(text).equals(patterns)) {
              found.put(patterns, new Found(start, end, text, patterns));
              return;
            }
          }
        }
      }
      if (!possible) {
        // No room for one more character, so there is none for more.
        return;
      }
    }
    // Every short word leads to some other pattern. There may be a longer one that does not.
    work.leaveOut();
  }

  private List<String> singles() {
    List<String> all = new ArrayList<>(texts.words());
    texts.characters().chars().forEach(c -> all.add(Character.toString(c)));
    return all;
  }

  private List<String> pairs() {
    List<String> all = new ArrayList<>();
    String characters = texts.characters();
    for (int i = 0; i < characters.length(); i++) {
      for (int j = 0; j < characters.length(); j++) {
        all.add("" + characters.charAt(i) + characters.charAt(j));
      }
    }
    return all;
  }
}
