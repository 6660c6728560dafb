package io.bucketcors.header;

import io.bucketcors.text.TextLists;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The request headers that each of many rules allows. What a preflight asks for is read once, in
 * one walk, whatever the number of rules and of allowed headers: each name narrows the set of lists
 * that still cover everything (GO-2024-2883 was a walk through the list for each name, and trying
 * rule after rule is another for each rule). Immutable and thread-safe; reading allocates nothing.
 */
public final class HeaderIndex {
  /** The most characters over all lines of {@code Access-Control-Request-Headers}. */
  public static final int MAX_LENGTH = 8192;

  /** The most names over all lines. */
  public static final int MAX_NAMES = 256;

  /** The most lines; browsers send one. */
  public static final int MAX_LINES = 256;

  /** The line holds a name that no list covers, or something that is no list of names. */
  public static final int REFUSED = -1;

  /**
   * Set in what {@link #check} returns where the lines so far are not one list in lower case, with
   * a comma alone between any two names, as browsers send it: then it cannot be sent back as it is.
   */
  public static final int UNTIDY = 1 << 16;

  private static final int COUNT = UNTIDY - 1;

  private static final int NO_LIST = -1;

  /** Spare sets, so that reading allocates none; more threads at a time make their own. */
  private static final int SPARE = 16;

  private final int[] listOfRule;
  private final int lists;
  private final int anyList;
  private final HeaderNames names = new HeaderNames();
  private final ListSet[] listsOfName;
  private final @Nullable HeaderPatterns patterns;
  private final AtomicReferenceArray<CoveringLists> spare = new AtomicReferenceArray<>(SPARE);

  /**
   * @param allowed for each rule its names, patterns with one {@code *}, or {@code *}; tokens only
   */
  public HeaderIndex(List<List<String>> allowed) {
    listOfRule = new int[allowed.size()];
    TextLists distinct = new TextLists();
    List<List<String>> byNumber = new ArrayList<>();
    for (int rule = 0; rule < listOfRule.length; rule++) {
      // What else stands beside a * makes no difference.
      List<String> list = allowed.get(rule).contains("*") ? List.of("*") : allowed.get(rule);
      int number = distinct.add(list);
      if (number == byNumber.size()) {
        byNumber.add(list);
      }
      listOfRule[rule] = number;
    }
    lists = byNumber.size();
    int any = NO_LIST;
    List<ListSet.Builder> exact = new ArrayList<>();
    Map<String, HeaderPatterns.Draft> drafts = new HashMap<>();
    for (int list = 0; list < lists; list++) {
      for (String name : byNumber.get(list)) {
        String lower = Token.lower(name);
        if (lower.equals("*")) {
          any = list;
        } else if (lower.indexOf('*') >= 0) {
          drafts
              .computeIfAbsent(lower, key -> new HeaderPatterns.Draft(key, new ListSet.Builder()))
              .lists()
              .add(list);
        } else {
          int number = names.add(lower);
          if (number == exact.size()) {
            exact.add(new ListSet.Builder());
          }
          exact.get(number).add(list);
        }
      }
    }
    anyList = any;
    listsOfName = exact.stream().map(builder -> builder.build(lists)).toArray(ListSet[]::new);
    patterns =
        drafts.isEmpty() ? null : new HeaderPatterns(new ArrayList<>(drafts.values()), lists);
  }

  /** Whether all rules allow the same headers: then {@link #check} alone says what is covered. */
  public boolean isUniform() {
    return lists <= 1;
  }

  /** The lists that cover what a request asks for, to be read into; to be given back. */
  public CoveringLists borrow() {
    CoveringLists taken = spare.getAndSet(stripe(), null);
    if (taken == null) {
      taken = new CoveringLists(this, lists, listOfRule);
    }
    taken.reset();
    return taken;
  }

  /** Gives back what was borrowed. */
  public void giveBack(CoveringLists borrowed) {
    spare.lazySet(stripe(), borrowed);
  }

  private static int stripe() {
    return (int) Thread.currentThread().getId() & (SPARE - 1);
  }

  /**
   * Checks one line of requested names: optional white space, any case and empty elements are fine
   * (RFC 9110 section 5.6.1).
   *
   * @param before what this said of the lines before, 0 for the first
   * @param covering what is narrowed to the lists that cover the line too; without, one list is
   *     enough for each name
   * @return how many names there were with this line, with {@link #UNTIDY} added where it is so; or
   *     {@link #REFUSED}
   */
  public int check(String line, int before, @Nullable CoveringLists covering) {
    int count = before & COUNT;
    boolean untidy = before != 0;
    boolean afterName = false;
    int i = 0;
    int length = line.length();
    while (i < length) {
      char c = line.charAt(i);
      if (c == ',' || c == ' ' || c == '\t') {
        untidy |= c != ',' || !afterName;
        afterName = false;
        i++;
        continue;
      }
      int from = i;
      int number = names.startingAt(line, from);
      if (number != HeaderNames.ABSENT) {
        i += names.length(number);
      } else {
        int upper = 0;
        char lower;
        while (i < length && (lower = Token.lowerTokenChar(c = line.charAt(i))) != 0) {
          upper |= c ^ lower;
          i++;
        }
        untidy |= upper != 0;
      }
      int to = i;
      while (i < length && (line.charAt(i) == ' ' || line.charAt(i) == '\t')) {
        i++;
      }
      if (from == to || (i < length && line.charAt(i) != ',') || ++count > MAX_NAMES) {
        return REFUSED;
      }
      untidy |= i != to;
      afterName = true;
      if (number == HeaderNames.ABSENT) {
        number = names.find(line, from, to);
      }
      boolean covered =
          covering == null
              ? number != HeaderNames.ABSENT || anyList != NO_LIST || matches(line, from, to)
              : covering.narrow(number, line, from, to);
      if (!covered) {
        return REFUSED;
      }
    }
    return untidy || !afterName ? count | UNTIDY : count;
  }

  private boolean matches(String line, int from, int to) {
    return patterns != null && patterns.match(line, from, to, null);
  }

  /** The lists of a name alone decide: no pattern and no {@code *} can add to them. */
  boolean isExactOnly() {
    return patterns == null && anyList == NO_LIST;
  }

  ListSet listsOfName(int number) {
    return listsOfName[number];
  }

  /** Adds all lists that cover a name. */
  void add(int number, String line, int from, int to, long[] covering) {
    if (anyList != NO_LIST) {
      covering[anyList >> 6] |= 1L << anyList;
    }
    if (number != HeaderNames.ABSENT) {
      listsOfName[number].addTo(covering);
    }
    if (patterns != null) {
      patterns.match(line, from, to, covering);
    }
  }
}
