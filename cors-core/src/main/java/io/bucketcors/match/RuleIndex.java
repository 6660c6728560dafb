package io.bucketcors.match;

import io.bucketcors.origin.OriginPattern;
import io.bucketcors.origin.SerializedOrigin;
import io.bucketcors.text.TextTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * An ordered list of rules, indexed by origin and method. Immutable, read without locks; looking up
 * allocates nothing.
 */
public final class RuleIndex {
  /** No such rule, though some rule lists the origin. Every rule's number is below. */
  public static final int NONE = RulesByMethod.NONE;

  /** No such rule, since none lists the origin at all. Above {@link #NONE}. */
  public static final int UNLISTED = RulesByMethod.UNLISTED;

  private final TextTable methods;
  private final @Nullable RulesByMethod any;
  private final @Nullable RulesByMethod nullOrigin;

  /** Exact origins; for each, by its number, the rules that list it. */
  private final TextTable exact;

  private final RulesByMethod[] rulesOfExact;
  private final @Nullable WildcardTable wildcards;

  /**
   * @param origins the origins that each rule lists, in order
   * @param methods the methods that each rule lists; {@code *} for any
   */
  public RuleIndex(List<List<OriginPattern>> origins, List<List<String>> methods) {
    RuleMethods listedMethods = new RuleMethods(methods);
    this.methods = listedMethods.names();
    RuleList listAny = new RuleList();
    RuleList listNull = new RuleList();
    Listed listedExact = new Listed();
    Listed listedWildcards = new Listed();
    for (int rule = 0; rule < origins.size(); rule++) {
      for (OriginPattern pattern : origins.get(rule)) {
        RuleList rules =
            switch (pattern.kind()) {
              case ANY -> listAny;
              case NULL -> listNull;
              case EXACT -> listedExact.rulesOf(pattern);
              case BOUNDED, LABEL, UNBOUNDED, RAW -> listedWildcards.rulesOf(pattern);
            };
        rules.add(rule);
      }
    }
    Sharing sharing = new Sharing(listedMethods);
    any = listAny.isEmpty() ? null : sharing.compile(listAny);
    nullOrigin = listNull.isEmpty() ? null : sharing.compile(listNull);
    exact = listedExact.texts;
    rulesOfExact = sharing.compileAll(listedExact.rules);
    wildcards =
        listedWildcards.isEmpty()
            ? null
            : new WildcardTable(
                listedWildcards.patterns, sharing.compileAll(listedWildcards.rules));
  }

  /** The number by which the other calls know a method. */
  public int method(String name) {
    return methods.numberOf(name);
  }

  /**
   * The first rule that lists {@code *} and the method, or {@link #NONE} or {@link #UNLISTED}.
   *
   * @param only what else has to be true of the rule, or null
   */
  public int firstForAnyOrigin(int method, @Nullable IntPredicate only) {
    return any == null ? UNLISTED : any.first(method, only);
  }

  /**
   * The first rule that lists the origin, whatever text that is, and the method, or {@link #NONE}
   * or {@link #UNLISTED}. What is malformed matches {@code *} alone. The text is read only where
   * that makes a difference: what an exact origin equals needs no reading.
   *
   * @param only what else has to be true of the rule, or null
   */
  public int first(String origin, int method, @Nullable IntPredicate only) {
    int first = firstForExact(origin, method, only);
    if (nullOrigin != null && origin.equals("null")) {
      return Math.min(first, nullOrigin.first(method, only));
    }
    if (wildcards == null || first == 0) {
      return first;
    }
    long parts = SerializedOrigin.read(origin);
    if (parts == SerializedOrigin.MALFORMED) {
      return first;
    }
    int start = SerializedOrigin.hostStart(parts);
    int end = SerializedOrigin.hostEnd(parts);
    int port = SerializedOrigin.port(parts);
    return Math.min(first, wildcards.first(origin, start, end, port, method, only));
  }

  /** As {@link #first}, for dialects that take origins for raw text. */
  public int firstForRaw(String origin, int method, @Nullable IntPredicate only) {
    int first = firstForExact(origin, method, only);
    return wildcards == null
        ? first
        : Math.min(first, wildcards.first(origin, 0, origin.length(), 0, method, only));
  }

  /** The first rule that lists {@code *} or the very text. */
  private int firstForExact(String origin, int method, @Nullable IntPredicate only) {
    int first = firstForAnyOrigin(method, only);
    int number = exact.numberOf(origin);
    return number == TextTable.ABSENT
        ? first
        : Math.min(first, rulesOfExact[number].first(method, only));
  }

  /** A few rules, looked through one by one: most origins stand in one rule or two. */
  private static final class FewRules implements RulesByMethod {
    /** How many rules and methods, taken together, cost less to look through than to look up. */
    static final int MOST = 16;

    /** Stands for {@code *}; told from an empty list by being this very array. */
    private static final int[] ANY = {};

    private final int[] rules;

    /** For each of the rules the numbers of its methods, or {@link #ANY}. */
    private final int[][] methods;

    FewRules(int[] rules, RuleMethods listed) {
      this.rules = rules;
      methods = new int[rules.length][];
      for (int i = 0; i < rules.length; i++) {
        methods[i] = listed.isAny(rules[i]) ? ANY : listed.of(rules[i]);
      }
    }

    @Override
    public int first(int method, @Nullable IntPredicate only) {
      for (int i = 0; i < rules.length; i++) {
        if (lists(methods[i], method) && (only == null || only.test(rules[i]))) {
          return rules[i];
        }
      }
      return NONE;
    }

    private static boolean lists(int[] listed, int method) {
      for (int each : listed) {
        if (each == method) {
          return true;
        }
      }
      return listed == ANY;
    }
  }

  /** The rules that list each of several patterns, being collected; one text is one pattern. */
  private static final class Listed {
    private final TextTable texts = new TextTable();
    private final List<OriginPattern> patterns = new ArrayList<>();
    private final List<RuleList> rules = new ArrayList<>();

    RuleList rulesOf(OriginPattern pattern) {
      int number = texts.add(pattern.text());
      if (number == rules.size()) {
        patterns.add(pattern);
        rules.add(new RuleList());
      }
      return rules.get(number);
    }

    boolean isEmpty() {
      return rules.isEmpty();
    }
  }

  /** Compiles lists of rules. Many origins of one rule share one. */
  private static final class Sharing {
    private final RuleMethods methods;
    private final Map<RuleList, RulesByMethod> compiled = new HashMap<>();

    Sharing(RuleMethods methods) {
      this.methods = methods;
    }

    RulesByMethod compile(RuleList rules) {
      RulesByMethod known = compiled.get(rules);
      if (known == null) {
        known = compile(rules.toArray());
        compiled.put(rules, known);
      }
      return known;
    }

    private RulesByMethod compile(int[] rules) {
      int listed = rules.length;
      for (int rule : rules) {
        listed += methods.of(rule).length;
      }
      return listed <= FewRules.MOST
          ? new FewRules(rules, methods)
          : new IndexedRules(rules, methods);
    }

    RulesByMethod[] compileAll(List<RuleList> lists) {
      RulesByMethod[] all = new RulesByMethod[lists.size()];
      for (int i = 0; i < all.length; i++) {
        all[i] = compile(lists.get(i));
      }
      return all;
    }
  }
}
