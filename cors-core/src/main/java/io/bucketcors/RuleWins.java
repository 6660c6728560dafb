package io.bucketcors;

import io.bucketcors.analysis.HeaderClasses;
import io.bucketcors.analysis.HeaderSets;
import io.bucketcors.analysis.OriginClass;
import io.bucketcors.analysis.OriginClasses;
import io.bucketcors.analysis.Work;
import io.bucketcors.origin.OriginPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which rules of a list decide on anything, and what earlier ones take from them: over all classes
 * of origins, methods and sets of headers, so that nothing is missed and nothing made up.
 */
final class RuleWins {
  /** A method that no rule lists by name. */
  static final String OTHER_METHOD = "PURGE";

  private final List<CorsRule> rules;
  private final OriginClasses origins;
  private final HeaderClasses headers;
  private final HeaderSets sets;
  private final Work work;
  private final Map<String, List<Integer>> listing = new HashMap<>();
  private final Map<String, List<OriginClass>> matched = new HashMap<>();
  private final @Nullable SampleRequest[] won;
  private final @Nullable Meeting[] lost;
  private final Map<Integer, Map<Integer, SampleRequest>> split = new LinkedHashMap<>();
  private final Map<Integer, Map<Integer, Meeting>> overtaken = new LinkedHashMap<>();

  /**
   * A request that an earlier rule decides on.
   *
   * @param first the earlier rule
   */
  record Meeting(int first, SampleRequest request) {}

  RuleWins(boolean raw, List<CorsRule> rules, List<List<OriginPattern>> patterns, Work work) {
    this.rules = rules;
    this.work = work;
    Map<String, OriginPattern> distinct = new LinkedHashMap<>();
    for (int rule = 0; rule < rules.size(); rule++) {
      for (OriginPattern pattern : patterns.get(rule)) {
        distinct.putIfAbsent(pattern.text(), pattern);
        List<Integer> known = listing.computeIfAbsent(pattern.text(), key -> new ArrayList<>(1));
        if (known.isEmpty() || known.get(known.size() - 1) != rule) {
          known.add(rule);
        }
      }
    }
    List<OriginPattern> all = List.copyOf(distinct.values());
    origins = new OriginClasses(raw ? List.of() : all, raw ? all : List.of(), work);
    headers = new HeaderClasses(rules.stream().map(CorsRule::allowedHeaders).toList(), work);
    sets = new HeaderSets(headers, work);
    won = new SampleRequest[rules.size()];
    lost = new Meeting[rules.size()];
    for (OriginClass origin : origins.list()) {
      meet(origin);
    }
  }

  /** The classes of origins that a pattern matches. */
  List<OriginClass> matched(String pattern) {
    return matched.getOrDefault(pattern, List.of());
  }

  /** The text of the pattern of that number. */
  String text(int number) {
    return origins.text(number);
  }

  /** A request that the rule decides on, or null where there is none. */
  @Nullable SampleRequest won(int rule) {
    return won[rule];
  }

  /** A request that the rule lists and an earlier one decides on, or null where there is none. */
  @Nullable Meeting lost(int rule) {
    return lost[rule];
  }

  /**
   * Earlier rules that decide on an actual request whose preflight the rule decides on; each with
   * such a preflight.
   */
  Map<Integer, SampleRequest> split(int rule) {
    return split.getOrDefault(rule, Map.of());
  }

  /** Earlier rules that give less, and decide on a request that the rule lists; each with one. */
  Map<Integer, Meeting> overtaken(int rule) {
    return overtaken.getOrDefault(rule, Map.of());
  }

  private void meet(OriginClass origin) {
    Set<Integer> listed = new TreeSet<>();
    for (int number : origin.patterns()) {
      String text = origins.text(number);
      listed.addAll(listing.getOrDefault(text, List.of()));
      matched.computeIfAbsent(text, key -> new ArrayList<>()).add(origin);
    }
    Set<String> methods = new LinkedHashSet<>();
    listed.forEach(rule -> methods.addAll(rules.get(rule).allowedMethods()));
    if (methods.remove("*")) {
      methods.add(other(methods));
    }
    for (String method : methods) {
      List<Integer> here = new ArrayList<>();
      for (int rule : listed) {
        List<String> allowed = rules.get(rule).allowedMethods();
        if (allowed.contains(method) || allowed.contains("*")) {
          here.add(rule);
        }
      }
      if (!work.spend(2 + here.size())) {
        return;
      }
      meet(origin.text(), method, here);
    }
  }

  private static String other(Set<String> methods) {
    String other = OTHER_METHOD;
    while (methods.contains(other)) {
      other += "X";
    }
    return other;
  }

  /**
   * @param here the rules that list origin and method; at least one
   */
  private void meet(String origin, String method, List<Integer> here) {
    SampleRequest actual = new SampleRequest(origin, method, null);
    int first = here.get(0);
    won[first] = won[first] == null ? actual : won[first];
    List<Integer> lists = new ArrayList<>();
    for (int rule : here) {
      lists.add(headers.numberOf(rules.get(rule).allowedHeaders()));
    }
    List<@Nullable List<String>> escapes = here.size() > 1 ? sets.escapes(lists) : List.of();
    for (int i = 1; i < here.size(); i++) {
      int rule = here.get(i);
      lost[rule] = lost[rule] == null ? new Meeting(first, actual) : lost[rule];
      List<String> names = escapes.get(i);
      if (names != null) {
        SampleRequest preflight = new SampleRequest(origin, method, names);
        won[rule] = won[rule] == null ? preflight : won[rule];
        split.computeIfAbsent(rule, key -> new LinkedHashMap<>()).putIfAbsent(first, preflight);
      }
      if (!lacks(first, rule).isEmpty()) {
        overtaken
            .computeIfAbsent(rule, key -> new LinkedHashMap<>())
            .putIfAbsent(first, new Meeting(first, actual));
      }
    }
  }

  /** What one rule gives and an earlier one does not, in words; empty where there is nothing. */
  String lacks(int first, int rule) {
    CorsRule poor = rules.get(first);
    CorsRule rich = rules.get(rule);
    List<String> lacking = new ArrayList<>();
    if (rich.allowCredentials() && !poor.allowCredentials()) {
      lacking.add("no credentials");
    }
    Set<String> exposed = lower(poor.exposeHeaders());
    if (!exposed.contains("*") && !exposed.containsAll(lower(rich.exposeHeaders()))) {
      Set<String> missing = lower(rich.exposeHeaders());
      missing.removeAll(exposed);
      lacking.add("no exposed " + String.join(" ", missing));
    }
    if (rich.maxAgeSeconds().orElse(0) > poor.maxAgeSeconds().orElse(0)) {
      lacking.add(
          poor.maxAgeSeconds().isPresent()
              ? "a max age of " + poor.maxAgeSeconds().getAsLong() + " s"
              : "no max age");
    }
    return String.join(" and ", lacking);
  }

  private static Set<String> lower(List<String> names) {
    Set<String> lower = new LinkedHashSet<>();
    names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
    return lower;
  }
}
