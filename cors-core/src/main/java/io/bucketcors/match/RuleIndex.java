package io.bucketcors.match;

import io.bucketcors.origin.OriginPattern;
import io.bucketcors.origin.SerializedOrigin;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
  private final @Nullable ExactTable exact;
  private final @Nullable WildcardTable wildcards;

  /**
   * @param origins the origins that each rule lists, in order
   * @param methods the methods that each rule lists; {@code *} for any
   */
  public RuleIndex(List<List<OriginPattern>> origins, List<List<String>> methods) {
    Set<String> names = new LinkedHashSet<>();
    methods.forEach(names::addAll);
    names.remove("*");
    this.methods = new TextTable(names);
    RuleMethods methodsOf = new RuleMethods(methods, this.methods);

    RuleList listAny = new RuleList();
    RuleList listNull = new RuleList();
    Map<String, RuleList> byOrigin = new HashMap<>();
    Map<OriginPattern, RuleList> byPattern = new LinkedHashMap<>();
    for (int rule = 0; rule < origins.size(); rule++) {
      for (OriginPattern pattern : origins.get(rule)) {
        RuleList rules =
            switch (pattern.kind()) {
              case ANY -> listAny;
              case NULL -> listNull;
              case EXACT -> byOrigin.computeIfAbsent(pattern.text(), o -> new RuleList());
              case BOUNDED, UNBOUNDED, RAW ->
                  byPattern.computeIfAbsent(pattern, p -> new RuleList());
            };
        rules.add(rule);
      }
    }
    // Many origins of one rule share one list.
    Map<RuleList, RulesByMethod> shared = new HashMap<>();
    Function<RuleList, RulesByMethod> compile =
        rules -> shared.computeIfAbsent(rules, list -> RulesByMethod.of(list.toArray(), methodsOf));
    any = listAny.isEmpty() ? null : compile.apply(listAny);
    nullOrigin = listNull.isEmpty() ? null : compile.apply(listNull);
    exact = byOrigin.isEmpty() ? null : new ExactTable(compiled(byOrigin, compile));
    wildcards = byPattern.isEmpty() ? null : new WildcardTable(compiled(byPattern, compile));
  }

  private static <K> Map<K, RulesByMethod> compiled(
      Map<K, RuleList> rules, Function<RuleList, RulesByMethod> compile) {
    Map<K, RulesByMethod> compiled = new LinkedHashMap<>();
    rules.forEach((key, list) -> compiled.put(key, compile.apply(list)));
    return compiled;
  }

  /** The number by which the other calls know a method. */
  public int method(String name) {
    return methods.numberOf(name);
  }

  /**
   * The first rule above {@code after} that lists {@code *} and the method, or {@link #NONE} or
   * {@link #UNLISTED}.
   */
  public int nextForAnyOrigin(int method, int after) {
    return any == null ? UNLISTED : any.next(method, after);
  }

  /** As {@link #nextForAnyOrigin}, also for rules that list {@code null}. */
  public int nextForNull(int method, int after) {
    int first = nextForAnyOrigin(method, after);
    return nullOrigin == null ? first : Math.min(first, nullOrigin.next(method, after));
  }

  /**
   * The first rule above {@code after} that lists the origin and the method, or {@link #NONE} or
   * {@link #UNLISTED}.
   *
   * @param parts what {@link SerializedOrigin#read} said of the origin, not malformed
   */
  public int next(String origin, long parts, int method, int after) {
    int start = SerializedOrigin.hostStart(parts);
    int end = SerializedOrigin.hostEnd(parts);
    return next(origin, start, end, SerializedOrigin.port(parts), method, after);
  }

  /** As {@link #next(String, long, int, int)}, for dialects that take origins for raw text. */
  public int nextForRaw(String origin, int method, int after) {
    return next(origin, 0, origin.length(), 0, method, after);
  }

  private int next(String origin, int start, int end, int port, int method, int after) {
    int first = nextForAnyOrigin(method, after);
    if (exact != null) {
      RulesByMethod rules = exact.get(origin);
      if (rules != null) {
        first = Math.min(first, rules.next(method, after));
      }
    }
    return wildcards == null
        ? first
        : Math.min(first, wildcards.next(origin, start, end, port, method, after));
  }
}
