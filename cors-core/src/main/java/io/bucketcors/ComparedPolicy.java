package io.bucketcors;

import io.bucketcors.analysis.OriginClass;
import io.bucketcors.analysis.OriginClasses;
import io.bucketcors.origin.OriginPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One side of a comparison: which of its rules list an origin, and what its decisions give. */
final class ComparedPolicy {
  private final CorsPolicy policy;
  private final List<CorsRule> rules;
  private final List<List<OriginPattern>> origins;

  /** By the text of a pattern, which in one dialect says all of it. */
  private final Map<String, List<Integer>> listing = new HashMap<>();

  private final Map<CorsDecision, Grant> grants = new IdentityHashMap<>();

  ComparedPolicy(CorsPolicy policy) {
    this.policy = policy;
    // One that refuses everything has rules that decide on nothing.
    boolean decides = policy.isMatched();
    rules = decides ? policy.rules() : List.of();
    origins = decides ? policy.origins() : List.of();
    for (int rule = 0; rule < origins.size(); rule++) {
      for (OriginPattern pattern : origins.get(rule)) {
        List<Integer> known = listing.computeIfAbsent(pattern.text(), key -> new ArrayList<>(1));
        if (known.isEmpty() || known.get(known.size() - 1) != rule) {
          known.add(rule);
        }
      }
    }
  }

  CorsPolicy policy() {
    return policy;
  }

  boolean isRaw() {
    return policy.dialect() != CorsDialect.STANDARD;
  }

  List<CorsRule> rules() {
    return rules;
  }

  /** The patterns of all rules, by their texts. */
  void addPatterns(Map<String, OriginPattern> all) {
    origins.forEach(
        patterns -> patterns.forEach(pattern -> all.putIfAbsent(pattern.text(), pattern)));
  }

  /** The rules that list an origin, in order. */
  List<Integer> listing(OriginClass origin, OriginClasses classes) {
    List<Integer> only = null;
    TreeSet<Integer> found = null;
    for (int number : origin.patterns()) {
      if (classes.isRaw(number) != isRaw()) {
        continue;
      }
      List<Integer> rules = listing.get(classes.text(number));
      if (rules != null && only == null) {
        only = rules;
      } else if (rules != null) {
        found = found == null ? new TreeSet<>(only) : found;
        found.addAll(rules);
      }
    }
    if (found != null) {
      return List.copyOf(found);
    }
    return only == null ? List.of() : only;
  }

  /** The policy's own decision. */
  CorsDecision decide(SampleRequest request) {
    return policy.decide(request, SampleRequest.READER);
  }

  /** What a decision of this policy gives; decisions are shared, so each is read once. */
  Grant grant(CorsDecision decision, SampleRequest request) {
    Grant known = grants.get(decision);
    if (known == null) {
      known = Grant.of(decision, request, SampleRequest.READER);
      grants.put(decision, known);
    }
    return known;
  }

  CorsComparison.Verdict verdict(SampleRequest request) {
    CorsDecision decision = decide(request);
    return new CorsComparison.Verdict(decision, grant(decision, request));
  }
}
