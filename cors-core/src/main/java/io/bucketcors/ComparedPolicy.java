package io.bucketcors;

import io.bucketcors.analysis.OriginClass;
import io.bucketcors.origin.OriginPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One side of a comparison: which of its rules list an origin, and what its decisions give. */
final class ComparedPolicy {
  private final CorsPolicy policy;
  private final List<CorsRule> rules;
  private final List<List<OriginPattern>> origins;
  private final Map<OriginPattern, List<Integer>> listing = new HashMap<>();
  private final Map<CorsDecision, Grant> grants = new IdentityHashMap<>();

  ComparedPolicy(CorsPolicy policy) {
    this.policy = policy;
    // One that refuses everything has rules that decide on nothing.
    boolean decides = policy.isMatched();
    rules = decides ? policy.rules() : List.of();
    origins = decides ? policy.origins() : List.of();
    for (int rule = 0; rule < origins.size(); rule++) {
      for (OriginPattern pattern : origins.get(rule)) {
        List<Integer> known = listing.computeIfAbsent(pattern, key -> new ArrayList<>(1));
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

  /** The patterns of all rules, each once. */
  Set<OriginPattern> patterns() {
    Set<OriginPattern> all = new LinkedHashSet<>();
    origins.forEach(all::addAll);
    return all;
  }

  /** The rules that list an origin, in order. */
  List<Integer> listing(OriginClass origin, List<OriginPattern> patterns, boolean[] raw) {
    TreeSet<Integer> found = new TreeSet<>();
    for (int number : origin.patterns()) {
      if (raw[number] == isRaw()) {
        found.addAll(listing.getOrDefault(patterns.get(number), List.of()));
      }
    }
    return List.copyOf(found);
  }

  CorsDecision decide(CorsRequest request) {
    return policy.decide(request);
  }

  /** What a decision of this policy gives; decisions are shared, so each is read once. */
  Grant grant(CorsDecision decision, CorsRequest request) {
    return grants.computeIfAbsent(decision, key -> Grant.of(decision, request));
  }

  CorsComparison.Verdict verdict(CorsRequest request) {
    CorsDecision decision = decide(request);
    return new CorsComparison.Verdict(decision, grant(decision, request));
  }
}
