package io.bucketcors.analysis;

import io.bucketcors.analysis.OriginClass.Ends;
import io.bucketcors.analysis.OriginClass.Kind;
import io.bucketcors.origin.OriginPattern;
import io.bucketcors.origin.SerializedOrigin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All classes into which origin patterns divide what an {@code Origin} can be. Patterns are known
 * by their numbers, in the order in which they were given.
 */
public final class OriginClasses {
  private static final String MALFORMED = "not an origin";
  private static final int HIGHEST_PORT = 65535;

  /** In the place of a port, for patterns that match with any and with none. */
  private static final String ANY_PORT = "*";

  private final List<OriginPattern> patterns;
  private final boolean[] raw;
  private final AffixTable origins = new AffixTable();
  private final AffixTable texts = new AffixTable();
  private final List<Integer> any = new ArrayList<>();
  private final List<Integer> nulls = new ArrayList<>();
  private final Map<List<Integer>, OriginClass> classes = new LinkedHashMap<>();
  private @Nullable OriginWords words;

  /**
   * @param standard patterns that the grammar has read
   * @param bucket patterns of dialects that take origins for raw text; numbered after the others
   */
  public OriginClasses(List<OriginPattern> standard, List<OriginPattern> bucket, Work work) {
    patterns = new ArrayList<>(standard);
    patterns.addAll(bucket);
    raw = new boolean[patterns.size()];
    for (int i = standard.size(); i < raw.length; i++) {
      raw[i] = true;
    }
    find(standard.isEmpty(), bucket.isEmpty(), work);
  }

  /** The classes: text that is no origin first, and what nothing matches last. */
  public List<OriginClass> list() {
    return List.copyOf(classes.values());
  }

  /** Whether the pattern of that number is raw text. */
  public boolean isRaw(int number) {
    return raw[number];
  }

  /** The text of the pattern of that number. */
  public String text(int number) {
    return patterns.get(number).text();
  }

  /** Some of the classes, in words. */
  public String describe(Collection<OriginClass> some) {
    OriginWords known = words;
    if (known == null) {
      known = new OriginWords(patterns.stream().map(OriginPattern::text).toList(), any, list());
      words = known;
    }
    return known.of(some);
  }

  /**
   * Another origin of a class, or null where none is found.
   *
   * @param wanted what it has to be
   */
  public @Nullable String another(OriginClass origin, Predicate<String> wanted) {
    List<String> starts = new ArrayList<>();
    String end = origin.ends().end();
    Universe universe = end.indexOf(Universe.BAR) >= 0 ? Universe.ORIGINS : Universe.TEXTS;
    if (origin.kind() == Kind.MATCHED) {
      starts.add(origin.ends().start());
    } else if (origin.kind() == Kind.OTHER) {
      starts.addAll(List.of("https://", "http://", "x-other://"));
      end = ".test" + Universe.BAR;
      universe = Universe.ORIGINS;
    }
    for (String start : starts) {
      for (String word : universe.words()) {
        for (String filling : List.of(word, word + ".app", word + ".example")) {
          String text = universe.read(start + filling + end);
          if (text != null
              && !text.equals(origin.text())
              && wanted.test(text)
              && matching(text).equals(origin.patterns())) {
            return text;
          }
        }
      }
    }
    return null;
  }

  private void find(boolean noStandard, boolean noBucket, Work work) {
    Ports ports = Ports.of(patterns);
    AffixTable search = new AffixTable();
    for (int i = 0; i < raw.length; i++) {
      add(i, ports, search);
    }
    add(MALFORMED, Ends.of(Kind.MALFORMED));
    add("null", Ends.of(Kind.LISTED));
    addListed(search, work);
    if (!noStandard || noBucket) {
      addFound(search, Universe.ORIGINS, work);
    }
    if (!noBucket) {
      addFound(texts, noStandard ? Universe.TEXTS : Universe.MALFORMED_TEXTS, work);
    }
    addOther(work);
  }

  private void add(int number, Ports ports, AffixTable search) {
    OriginPattern pattern = patterns.get(number);
    switch (pattern.kind()) {
      case ANY -> any.add(number);
      case NULL -> nulls.add(number);
      case EXACT -> {
        if (raw[number]) {
          String text = pattern.text();
          long parts = SerializedOrigin.read(text);
          texts.addExact(number, text);
          if (parts != SerializedOrigin.MALFORMED) {
            search.addExact(number, Universe.withBar(text, parts));
          }
        } else {
          String text = pattern.text();
          String barred = Universe.withBar(text, SerializedOrigin.read(text));
          origins.addExact(number, barred);
          search.addExact(number, barred);
        }
      }
      case RAW -> {
        Affix affix = new Affix(number, pattern.prefix(), tail(pattern), Affix.Star.ANY);
        texts.add(affix);
        ports.ofText(affix, search::add);
      }
      case BOUNDED, LABEL, UNBOUNDED -> {
        boolean anyPort = pattern.port() == OriginPattern.ANY_PORT;
        for (String scheme : pattern.schemes()) {
          String start = scheme + "://" + pattern.prefix();
          for (String port : ports.of(pattern)) {
            add(number, start, port, search);
            if (!anyPort) {
              add(number, start, port, origins);
            }
          }
          if (anyPort) {
            add(number, start, ANY_PORT, origins);
          }
        }
      }
    }
  }

  private void add(int number, String start, String port, AffixTable to) {
    OriginPattern pattern = patterns.get(number);
    if (pattern.suffix() == null) {
      to.addExact(number, start + Universe.BAR + port);
    } else {
      to.add(new Affix(number, start, tail(pattern) + Universe.BAR + port, star(pattern)));
    }
  }

  private static String tail(OriginPattern pattern) {
    String suffix = pattern.suffix();
    return suffix == null ? "" : suffix;
  }

  private static Affix.Star star(OriginPattern pattern) {
    if (pattern.kind() == OriginPattern.Kind.LABEL) {
      return Affix.Star.LABEL;
    }
    boolean wholeLabels = pattern.prefix().isEmpty() && tail(pattern).startsWith(".");
    return wholeLabels ? Affix.Star.SOME : Affix.Star.ANY;
  }

  /** The patterns that match what was sent, ascending. */
  private List<Integer> matching(String text) {
    TreeSet<Integer> all = new TreeSet<>(any);
    if (text.equals(MALFORMED)) {
      return List.copyOf(all);
    }
    if (Universe.TEXTS.read(text) != null) {
      all.addAll(texts.matching(text));
    }
    long parts = SerializedOrigin.read(text);
    if (parts != SerializedOrigin.MALFORMED) {
      String barred = Universe.withBar(text, parts);
      all.addAll(origins.matching(barred));
      String host = barred.substring(0, barred.lastIndexOf(Universe.BAR) + 1);
      all.addAll(origins.matching(host + ANY_PORT));
    } else if (text.equals("null")) {
      all.addAll(nulls);
    }
    return List.copyOf(all);
  }

  private void add(String text, Ends ends) {
    List<Integer> matching = matching(text);
    boolean told = ends.kind() == Kind.MALFORMED || text.equals("null");
    // Nothing but the text tells malformed ones and null from others.
    List<Integer> key = told ? List.of(-1, classes.size()) : matching;
    classes.putIfAbsent(key, new OriginClass(text, matching, ends));
  }

  private void addListed(AffixTable search, Work work) {
    for (String text : search.exactTexts()) {
      String origin = work.spend(4) ? Universe.ORIGINS.read(text) : null;
      if (origin != null) {
        add(origin, Ends.of(Kind.LISTED));
      }
    }
    for (String text : texts.exactTexts()) {
      if (work.spend(4) && Universe.TEXTS.read(text) != null) {
        add(text, Ends.of(Kind.LISTED));
      }
    }
  }

  private void addFound(AffixTable table, Universe universe, Work work) {
    for (AffixClasses.Found found : new AffixClasses(table, universe, work).find()) {
      String text = universe.read(found.text());
      if (text != null) {
        add(text, new Ends(Kind.MATCHED, found.start(), found.end()));
      }
    }
  }

  /** An origin that nothing matches but a lone {@code *}. */
  private void addOther(Work work) {
    List<String> starts =
        List.of("https://", "https://x.", "http://", "http://x.", "x-other://", "q-other://");
    for (String start : starts) {
      for (String word : Universe.ORIGINS.words()) {
        for (String origin : List.of(start + word + ".example", start + word + ".test")) {
          if (matching(origin).equals(any)) {
            add(origin, Ends.of(Kind.OTHER));
            return;
          }
        }
      }
    }
    // So many schemes cannot all be listed; raw patterns may match every one of them.
    for (int i = 0; i <= patterns.size(); i++) {
      String origin = "x" + i + "-other://app";
      if (work.spend(1) && matching(origin).equals(any)) {
        add(origin, Ends.of(Kind.OTHER));
        return;
      }
    }
    // Raw patterns may match whatever starts or ends with a letter.
    for (char first = '!'; first < 0x7f; first++) {
      for (char last = '!'; last < 0x7f; last++) {
        String text = first + "://x" + last;
        if (!work.spend(1)) {
          return;
        }
        if (matching(text).equals(any)) {
          add(text, Ends.of(Kind.OTHER));
          return;
        }
      }
    }
    work.leaveOut();
  }

  /** The ports that patterns with a wildcard tell apart, and one that none of them names. */
  private record Ports(Set<String> named, String fresh) {
    static Ports of(List<OriginPattern> patterns) {
      Set<String> named = new TreeSet<>();
      Set<Integer> taken = new TreeSet<>();
      for (OriginPattern pattern : patterns) {
        taken.add(pattern.port());
        if (pattern.kind() == OriginPattern.Kind.RAW) {
          addDigits(tail(pattern), named);
          addDigits(pattern.prefix(), named);
        }
        if (pattern.port() > 0 && pattern.kind() != OriginPattern.Kind.EXACT) {
          named.add(Integer.toString(pattern.port()));
        }
      }
      int fresh = HIGHEST_PORT - 536;
      while (taken.contains(fresh)) {
        fresh--;
      }
      return new Ports(named, Integer.toString(fresh));
    }

    /** Raw text may end within a port, or start one: then that port, or one digit more. */
    private static void addDigits(String text, Set<String> named) {
      int from = text.length();
      while (from > 0 && text.charAt(from - 1) >= '0' && text.charAt(from - 1) <= '9') {
        from--;
      }
      String digits = text.substring(from);
      if (!digits.isEmpty() && digits.length() < 5) {
        named.addAll(List.of(digits, digits + "1", "1" + digits));
      } else if (digits.length() == 5) {
        named.add(digits);
      }
    }

    List<String> of(OriginPattern pattern) {
      if (pattern.port() != OriginPattern.ANY_PORT) {
        return List.of(pattern.port() == 0 ? "" : Integer.toString(pattern.port()));
      }
      return all();
    }

    private List<String> all() {
      List<String> all = new ArrayList<>();
      all.add("");
      all.add(fresh);
      all.addAll(named);
      return all;
    }

    /** What raw text says of origins whose ports are told by a bar. */
    void ofText(Affix raw, Consumer<Affix> to) {
      int colon = raw.prefix().indexOf(':', raw.prefix().indexOf("://") + 3);
      String prefix = raw.prefix();
      if (prefix.contains("://") && colon > 0) {
        prefix = prefix.substring(0, colon) + Universe.BAR + prefix.substring(colon + 1);
      }
      for (String port : all()) {
        String end = port.isEmpty() ? "" : ":" + port;
        String suffix = raw.suffix();
        if (end.endsWith(suffix)) {
          to.accept(new Affix(raw.pattern(), prefix, Universe.BAR + port, Affix.Star.ANY));
        } else if (suffix.endsWith(end)) {
          String host = suffix.substring(0, suffix.length() - end.length());
          to.accept(new Affix(raw.pattern(), prefix, host + Universe.BAR + port, Affix.Star.ANY));
        }
      }
    }
  }
}
