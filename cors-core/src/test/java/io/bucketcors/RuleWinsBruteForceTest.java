package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The analysis held to the slow way: a rule is dead iff it decides on no request at all. That it is
 * not wrongly called dead is seen by asking about every request over a small alphabet; that none is
 * missed, by the request that is given for each rule that lives.
 */
class RuleWinsBruteForceTest {
  private static final int LISTS = Boolean.getBoolean("thorough") ? 10_000 : 1_500;

  @Test
  void callsDeadWhatDecidesOnNothingAndNothingElse() {
    List<String> someOrigins = SmallOrigins.some();
    List<List<String>> someSets = SmallHeaders.someSets();
    SplittableRandom random = new SplittableRandom(21);
    int dead = 0;
    for (int i = 0; i < LISTS; ) {
      boolean headers = i % 2 == 0;
      List<String> origins = headers ? List.of("https://a.b", "https://q.b", "null") : someOrigins;
      List<List<String>> sets = headers ? someSets : List.of(List.of(), List.of("x-a"));
      CorsPolicy policy = SmallRules.policy(random, headers, List.of());
      if (policy == null) {
        continue;
      }
      i++;
      Set<Integer> called =
          policy.warnings().stream()
              .filter(problem -> problem.type() == CorsProblemType.RULE_SHADOWED)
              .map(problem -> problem.location().rule())
              .collect(Collectors.toSet());
      dead += called.size();
      BitSet seen = seen(policy, origins, sets);
      for (int rule : called) {
        if (seen.get(rule)) {
          throw new AssertionError("rule " + rule + " is not dead in " + policy.rules());
        }
      }
      for (int rule = 0; rule < policy.rules().size(); rule++) {
        if (!called.contains(rule) && !seen.get(rule) && !lives(policy, rule)) {
          throw new AssertionError("rule " + rule + " is dead in " + policy.rules());
        }
      }
    }
    assertThat(dead).isGreaterThan(LISTS / 20);
  }

  private static BitSet seen(CorsPolicy policy, List<String> origins, List<List<String>> sets) {
    BitSet seen = new BitSet();
    for (String origin : origins) {
      for (String method : List.of("GET", "PUT", "ELSE")) {
        see(policy, new SampleRequest(origin, method, null), seen);
        if (policy.rules().size() > 1) {
          for (List<String> set : sets) {
            see(policy, new SampleRequest(origin, method, set), seen);
          }
        }
      }
      if (seen.cardinality() == policy.rules().size()) {
        break;
      }
    }
    return seen;
  }

  private static void see(CorsPolicy policy, SampleRequest request, BitSet seen) {
    if (policy.decide(request, SampleRequest.READER) instanceof CorsDecision.Allowed allowed) {
      seen.set(allowed.ruleIndex());
    }
  }

  /** Whether the request that the analysis has for the rule is decided by it. */
  private static boolean lives(CorsPolicy policy, int rule) {
    SampleRequest won =
        new RuleWins(
                false, policy.rules(), policy.origins(), new io.bucketcors.analysis.Work(400_000))
            .won(rule);
    return won != null
        && policy.decide(won, SampleRequest.READER) instanceof CorsDecision.Allowed allowed
        && allowed.ruleIndex() == rule;
  }
}
