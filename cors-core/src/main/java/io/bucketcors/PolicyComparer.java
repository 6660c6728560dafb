package io.bucketcors;

import io.bucketcors.analysis.HeaderClasses;
import io.bucketcors.analysis.HeaderSets;
import io.bucketcors.analysis.OriginClass;
import io.bucketcors.analysis.OriginClasses;
import io.bucketcors.analysis.Work;
import io.bucketcors.origin.OriginPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
  private final OriginClasses origins;
  private final HeaderClasses headers;
  private final HeaderSets sets;
  private final Set<String> methods = new LinkedHashSet<>();

  PolicyComparer(CorsPolicy before, CorsPolicy after, Work work) {
    this.before = new ComparedPolicy(before);
    this.after = new ComparedPolicy(after);
    this.work = work;
    Map<String, OriginPattern> standard = new LinkedHashMap<>();
    Map<String, OriginPattern> bucket = new LinkedHashMap<>();
    List<List<String>> lists = new ArrayList<>();
    for (ComparedPolicy side : List.of(this.before, this.after)) {
      side.addPatterns(side.isRaw() ? bucket : standard);
      for (CorsRule rule : side.rules()) {
        lists.add(rule.allowedHeaders());
        methods.addAll(rule.allowedMethods());
      }
    }
    headers = new HeaderClasses(lists, work);
    sets = new HeaderSets(headers, work);
    String other = "PURGE";
    while (methods.contains(other)) {
      other = other + "X";
    }
    otherMethod = other;
    methods.remove("*");
    methods.add(otherMethod);
    origins = new OriginClasses(List.copyOf(standard.values()), List.copyOf(bucket.values()), work);
    differences = new DifferenceCollector(this.before, this.after, origins, otherMethod);
    compare();
  }

  private void compare() {
    for (OriginClass origin : origins.list()) {
      List<Integer> first = before.listing(origin, origins);
      List<Integer> second = after.listing(origin, origins);
      Set<String> listed = new LinkedHashSet<>();
      first.forEach(rule -> listed.addAll(before.rules().get(rule).allowedMethods()));
      second.forEach(rule -> listed.addAll(after.rules().get(rule).allowedMethods()));
      listed.remove("*");
      listed.add(otherMethod);
      for (String method : listed) {
        if (!work.spend(4)) {
          return;
        }
        decide(origin, new SampleRequest(origin.text(), method, null));
        for (List<String> set :
            sets.of(lists(before, first, method), lists(after, second, method))) {
          if (!work.spend(4)) {
            return;
          }
          decide(origin, new SampleRequest(origin.text(), method, set));
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

  private void decide(OriginClass origin, SampleRequest request) {
    CorsDecision old = before.decide(request);
    CorsDecision now = after.decide(request);
    Grant given = before.grant(old, request);
    Grant gives = after.grant(now, request);
    if (!given.equals(gives)) {
      differences.add(
          origin,
          request,
          new CorsComparison.Verdict(old, given),
          new CorsComparison.Verdict(now, gives));
    }
  }

  /**
   * Where the two differ.
   *
   * @param path a path to send witnesses to
   * @param where the paths, in words
   */
  List<CorsComparison.Difference> differences(String path, String where) {
    CorsPolicy deciding = after.policy().isMatched() ? after.policy() : before.policy();
    return differences.list(deciding.bucket(), path, where);
  }

  boolean grants() {
    return differences.grants();
  }

  boolean withdraws() {
    return differences.withdraws();
  }

  /** How many requests were decided on, as the sizes of what they are made of. */
  String scope() {
    return origins.list().size()
        + " classes of origins x "
        + methods.size()
        + " methods x "
        + headers.size()
        + " classes of headers";
  }
}
