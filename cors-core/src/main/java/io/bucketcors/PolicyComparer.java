package io.bucketcors;

import io.bucketcors.analysis.HeaderClasses;
import io.bucketcors.analysis.HeaderSets;
import io.bucketcors.analysis.OriginClass;
import io.bucketcors.analysis.OriginClasses;
import io.bucketcors.analysis.Work;
import io.bucketcors.origin.OriginPattern;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares two policies: both decide, by themselves, on one request of each class. So what is said
 * of a request cannot differ from what the policies do; that no request is left out rests on how
 * the classes are made.
 */
final class PolicyComparer {
  /** A method that no rule lists by name. */
  private final String otherMethod;

  private final ComparedPolicy before;
  private final ComparedPolicy after;
  private final Work work;
  private final DifferenceCollector differences;
  private final List<OriginPattern> patterns;
  private final boolean[] raw;
  private final HeaderClasses headers;
  private final HeaderSets sets;

  private int classes;

  PolicyComparer(CorsPolicy before, CorsPolicy after, String path, Work work) {
    this.before = new ComparedPolicy(before);
    this.after = new ComparedPolicy(after);
    this.work = work;
    Set<OriginPattern> standard = new LinkedHashSet<>();
    Set<OriginPattern> bucket = new LinkedHashSet<>();
    List<List<String>> lists = new ArrayList<>();
    Set<String> methods = new LinkedHashSet<>();
    for (ComparedPolicy side : List.of(this.before, this.after)) {
      (side.isRaw() ? bucket : standard).addAll(side.patterns());
      for (CorsRule rule : side.rules()) {
        lists.add(rule.allowedHeaders());
        methods.addAll(rule.allowedMethods());
      }
    }
    patterns = new ArrayList<>(standard);
    patterns.addAll(bucket);
    raw = new boolean[patterns.size()];
    for (int i = standard.size(); i < raw.length; i++) {
      raw[i] = true;
    }
    headers = new HeaderClasses(lists, work);
    sets = new HeaderSets(headers, work);
    String other = "PURGE";
    while (methods.contains(other)) {
      other = other + "X";
    }
    otherMethod = other;
    differences = new DifferenceCollector(this.before, this.after, path, otherMethod, patterns);
    compare(OriginClasses.of(List.copyOf(standard), List.copyOf(bucket), work));
  }

  private void compare(List<OriginClass> origins) {
    classes = origins.size();
    for (OriginClass origin : origins) {
      List<Integer> first = before.listing(origin, patterns, raw);
      List<Integer> second = after.listing(origin, patterns, raw);
      Set<String> methods = new LinkedHashSet<>();
      first.forEach(rule -> methods.addAll(before.rules().get(rule).allowedMethods()));
      second.forEach(rule -> methods.addAll(after.rules().get(rule).allowedMethods()));
      methods.remove("*");
      methods.add(otherMethod);
      for (String method : methods) {
        if (!work.spend(4)) {
          return;
        }
        decide(origin, method, List.of(), false);
        for (List<String> set :
            sets.of(lists(before, first, method), lists(after, second, method))) {
          if (!work.spend(4)) {
            return;
          }
          decide(origin, method, set, true);
        }
      }
    }
  }

  /** The lists of allowed headers of the rules that list a method. */
  private List<Integer> lists(ComparedPolicy side, List<Integer> rules, String method) {
    List<Integer> lists = new ArrayList<>();
    for (int index : rules) {
      CorsRule rule = side.rules().get(index);
      if (rule.allowedMethods().contains(method) || rule.allowedMethods().contains("*")) {
        lists.add(headers.numberOf(rule.allowedHeaders()));
      }
    }
    return lists;
  }

  private void decide(OriginClass origin, String method, List<String> names, boolean preflight) {
    CorsRequest request =
        preflight
            ? CorsRequest.preflight(origin.text(), method, names.toArray(String[]::new))
            : CorsRequest.actual(method, origin.text());
    Grant old = before.grant(before.decide(request), request);
    Grant now = after.grant(after.decide(request), request);
    if (!old.equals(now)) {
      differences.add(origin, method, names, request);
    }
  }

  List<CorsComparison.Difference> differences() {
    return differences.list();
  }

  int classes() {
    return classes;
  }
}
