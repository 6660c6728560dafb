package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.oracle.SlowAnswer;
import io.bucketcors.oracle.SlowPolicy;
import io.bucketcors.oracle.SlowRequest;
import io.bucketcors.oracle.SlowRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;

/** The compiled matcher says what the obvious loop says. */
class OracleProperties {
  /** For each list of rules; a million in all with {@code -Dthorough=true}. */
  private static final int REQUESTS = Boolean.getBoolean("thorough") ? 160 : 20;

  private static final AtomicLong CASES = new AtomicLong();

  @Property(edgeCases = EdgeCasesMode.NONE) // So many lists as the build says.
  void decidesAsTheObviousLoop(@ForAll("rules") List<SlowRule> rules, @ForAll("seeds") long seed) {
    compare("standard", false, rules, seed);
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void answersAsTheObviousLoopInBucketDialects(
      @ForAll("rawRules") List<SlowRule> rules,
      @ForAll("dialects") String dialect,
      @ForAll boolean responseVary,
      @ForAll("seeds") long seed) {
    compare(dialect, responseVary && dialect.equals("cos"), rules, seed);
  }

  @AfterContainer
  static void comparedAMillionCasesOrAFewOfThem() {
    int lists = Boolean.getBoolean("thorough") ? 6_250 : 1_800;
    assertThat(CASES.get()).isGreaterThanOrEqualTo((long) lists * REQUESTS);
  }

  /** The headers that name an answer with a body. */
  private static final Map<String, Set<String>> IDS =
      Map.of(
          "s3", Set.of("x-amz-request-id", "x-amz-id-2"),
          "cos", Set.of("x-cos-request-id", "x-cos-trace-id"));

  private static void compare(
      String dialect, boolean responseVary, List<SlowRule> rules, long seed) {
    List<SlowRule> usable = dialect.equals("standard") ? withoutRefused(rules) : free(rules);
    Assume.that(!usable.isEmpty() || !dialect.equals("standard"));
    CorsPolicy policy = policy(dialect, responseVary, usable);
    SlowPolicy oracle = new SlowPolicy(dialect, responseVary, usable);
    int explained = 0;
    for (SlowRequest request : RandomRules.near(usable, REQUESTS, seed)) {
      CorsRequest asked = request(request);
      Answered answer = Answered.by(policy, asked);
      SlowAnswer expected = oracle.decide(request);
      CorsDecision decision = answer.decision();
      Map<String, String> headers = new TreeMap<>(answer.headers());
      if (answer.decision().hasBody()) {
        // Drawn anew for each answer; BucketErrorTest holds them to the body.
        Set<String> ids = Objects.requireNonNull(IDS.get(dialect));
        assertThat(headers.keySet()).containsAll(ids);
        headers.keySet().removeAll(ids);
      }
      SlowAnswer actual =
          new SlowAnswer(
              decision.reason().name(),
              decision.isPreflight(),
              decision instanceof CorsDecision.Allowed allowed ? allowed.ruleIndex() : -1,
              decision.status(),
              headers);
      if (!actual.equals(expected)) {
        assertThat(actual).as("%s over %s", request, usable).isEqualTo(expected);
      }
      if (explained++ % 16 == 0) {
        explainAgrees(policy, asked, decision);
      }
    }
    CASES.addAndGet(REQUESTS);
  }

  /** The first rule of which no part failed is the one that won. */
  private static void explainAgrees(CorsPolicy policy, CorsRequest request, CorsDecision decision) {
    CorsExplanation explanation = policy.explain(request);
    int first =
        explanation.rules().stream()
            .filter(CorsExplanation.RuleExplanation::matches)
            .mapToInt(CorsExplanation.RuleExplanation::index)
            .findFirst()
            .orElse(-1);
    List<String> origins = request.headers().getOrDefault("origin", List.of());
    boolean isCors = !origins.isEmpty() && decision.reason() != CorsReason.ORIGIN_MISSING;
    if (isCors && !(decision instanceof CorsDecision.NotCors)) {
      int won = decision instanceof CorsDecision.Allowed allowed ? allowed.ruleIndex() : -1;
      assertThat(first).as("explanation of %s", request).isEqualTo(won);
    }
    assertThat(explanation.decision().reason()).isEqualTo(decision.reason());
  }

  static CorsPolicy policy(String dialect, boolean responseVary, List<SlowRule> rules) {
    CorsPolicy.Builder policy =
        CorsPolicy.builder()
            .dialect(CorsDialect.valueOf(dialect.toUpperCase(java.util.Locale.ROOT)))
            .responseVary(responseVary);
    for (SlowRule rule : rules) {
      CorsRule.Builder builder =
          CorsRule.allow(rule.origins().toArray(String[]::new))
              .methods(rule.methods())
              .headers(rule.headers())
              .expose(rule.expose())
              .credentials(rule.credentials())
              .dangerouslyAllow(CorsHazard.values());
      if (rule.maxAge() >= 0) {
        builder.maxAgeSeconds(rule.maxAge());
      }
      policy.rule(builder.build());
    }
    return policy.build();
  }

  static CorsRequest request(SlowRequest request) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Origin", request.origins());
    headers.put("Access-Control-Request-Method", request.requestMethods());
    headers.put("Access-Control-Request-Headers", request.requestHeaders());
    return new CorsRequest(request.method(), headers);
  }

  /** Leaves out what must not be put in force: patterns that are none, and shared credentials. */
  static List<SlowRule> withoutRefused(List<SlowRule> rules) {
    List<SlowRule> usable = new ArrayList<>();
    for (SlowRule rule : rules) {
      if (isAccepted(rule)) {
        usable.add(rule);
      } else if (rule.credentials()) {
        SlowRule plain = with(rule, false);
        if (isAccepted(plain)) {
          usable.add(plain);
        }
      }
    }
    return usable;
  }

  private static List<SlowRule> free(List<SlowRule> rules) {
    return rules.stream().map(rule -> with(rule, false)).toList();
  }

  private static SlowRule with(SlowRule rule, boolean credentials) {
    return new SlowRule(
        rule.origins(), rule.methods(), rule.headers(), rule.expose(), rule.maxAge(), credentials);
  }

  private static boolean isAccepted(SlowRule rule) {
    try {
      return policy("standard", false, List.of(rule)).governs();
    } catch (CorsConfigurationException e) {
      return false;
    }
  }

  @Provide
  Arbitrary<List<SlowRule>> rules() {
    return Arbitraries.frequencyOf(
        Tuple.of(9, RandomRules.standard()), Tuple.of(1, RandomRules.forEverybody()));
  }

  @Provide
  Arbitrary<List<SlowRule>> rawRules() {
    return RandomRules.raw();
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }

  @Provide
  Arbitrary<String> dialects() {
    return Arbitraries.of("s3", "cos");
  }
}
