package io.bucketcors.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The classes into which lists of allowed headers divide header names: names of one class are
 * covered by the same lists. Immutable.
 */
public final class HeaderClasses {
  private final Map<List<String>, Integer> numbers = new LinkedHashMap<>();
  private final List<BitSet> covered = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  /** Names as they are asked for: tokens in lower case. */
  private enum Names implements AffixClasses.Texts {
    TOKENS;

    @Override
    public @Nullable String read(String text) {
      return text.isEmpty() ? null : text;
    }

    @Override
    public List<String> words() {
      return List.of("app", "any", "x1", "other", "q");
    }

    @Override
    public String characters() {
      return "qzxjkvwyabcdefghilmnoprstu0123456789-_!#$%&'*+^`|~";
    }
  }

  /**
   * @param lists lists of allowed headers, tokens with one {@code *} at most
   */
  public HeaderClasses(List<List<String>> lists, Work work) {
    AffixTable table = new AffixTable();
    Map<String, Integer> patterns = new HashMap<>();
    List<List<Integer>> listsOfPattern = new ArrayList<>();
    TreeSet<Integer> all = new TreeSet<>();
    for (List<String> list : lists) {
      if (numbers.putIfAbsent(list, numbers.size()) != null) {
        continue;
      }
      int number = numbers.size() - 1;
      covered.add(new BitSet());
      for (String written : list) {
        String name = written.toLowerCase(Locale.ROOT);
        if (name.equals("*")) {
          all.add(number);
          continue;
        }
        int pattern = patterns.computeIfAbsent(name, key -> patterns.size());
        if (pattern == listsOfPattern.size()) {
          listsOfPattern.add(new ArrayList<>());
          add(pattern, name, table);
        }
        listsOfPattern.get(pattern).add(number);
      }
    }
    Map<TreeSet<Integer>, String> found = new LinkedHashMap<>();
    for (String name : new TreeSet<>(table.exactTexts())) {
      if (work.spend(4)) {
        found.putIfAbsent(lists(table.matching(name), listsOfPattern, all), name);
      }
    }
    for (AffixClasses.Found each : new AffixClasses(table, Names.TOKENS, work).find()) {
      found.putIfAbsent(lists(each.patterns(), listsOfPattern, all), each.text());
    }
    if (!all.isEmpty() && !found.containsKey(all)) {
      addOther(table, all, found, work);
    }
    found.forEach(
        (covering, name) -> {
          covering.forEach(list -> covered.get(list).set(names.size()));
          names.add(name);
        });
  }

  private static void add(int pattern, String name, AffixTable table) {
    int star = name.indexOf('*');
    if (star < 0) {
      table.addExact(pattern, name);
    } else {
      table.add(
          new Affix(pattern, name.substring(0, star), name.substring(star + 1), Affix.Star.ANY));
    }
  }

  private static TreeSet<Integer> lists(
      List<Integer> patterns, List<List<Integer>> listsOfPattern, TreeSet<Integer> all) {
    TreeSet<Integer> lists = new TreeSet<>(all);
    patterns.forEach(pattern -> lists.addAll(listsOfPattern.get(pattern)));
    return lists;
  }

  /** A name that only lists with a lone {@code *} cover. */
  private static void addOther(
      AffixTable table, TreeSet<Integer> all, Map<TreeSet<Integer>, String> found, Work work) {
    String characters = Names.TOKENS.characters();
    List<String> tried = List.of("x-other", "other", "q");
    for (int i = 0; i < tried.size() + characters.length() * characters.length(); i++) {
      int pair = i - tried.size();
      String name =
          pair < 0
              ? tried.get(i)
              : characters.charAt(pair / characters.length())
                  + "-"
                  + characters.charAt(pair % characters.length());
      if (!work.spend(1)) {
        return;
      }
      if (table.matching(name).isEmpty()) {
        found.put(all, name);
        return;
      }
    }
    work.leaveOut();
  }

  /** How many classes there are of names that some list covers. */
  public int size() {
    return names.size();
  }

  /** A name of the class. */
  public String name(int number) {
    return names.get(number);
  }

  /** The number of a list; equal lists share one. */
  public int numberOf(List<String> list) {
    Integer number = numbers.get(list);
    if (number == null) {
      throw new IllegalArgumentException("a list that was not given: " + list);
    }
    return number;
  }

  /** The classes that a list covers. Not to be changed. */
  public BitSet covered(int list) {
    return covered.get(list);
  }
}
