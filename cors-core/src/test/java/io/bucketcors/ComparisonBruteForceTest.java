package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsComparison.Difference;
import io.bucketcors.CorsComparison.Verdict;
import io.bucketcors.CorsComparison.Witness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Comparisons held to the slow way: ask both policies about every origin, method and set of headers
 * that there is over a small alphabet. Policies are compared each with each, so that few have to be
 * compiled and asked.
 */
class ComparisonBruteForceTest {
  private static final String[] METHODS = {"GET", "PUT", "ELSE"};

  /** What a policy gives for each request of a universe, as numbers of equal grants. */
  private record Asked(CorsPolicy policy, int[] grants) {}

  /** All there is to ask, and what was answered. */
  private static final class Universe {
    private final List<CorsRequest> requests = new ArrayList<>();
    private final List<Given> given = new ArrayList<>();
    private final Map<Given, Integer> numbers = new HashMap<>();

    Universe(List<String> origins, List<List<String>> headerSets) {
      for (String origin : origins) {
        for (String method : METHODS) {
          requests.add(CorsRequest.actual(method, origin));
          for (List<String> names : headerSets) {
            requests.add(CorsRequest.preflight(origin, method, names.toArray(String[]::new)));
          }
        }
      }
    }

    Asked ask(CorsPolicy policy) {
      int[] grants = new int[requests.size()];
      // Decisions are shared by all requests that end the same way.
      Map<CorsDecision, Integer> known = new IdentityHashMap<>();
      for (int i = 0; i < grants.length; i++) {
        CorsRequest request = requests.get(i);
        grants[i] =
            known.computeIfAbsent(
                policy.decide(request), decision -> number(Given.by(decision, request)));
      }
      return new Asked(policy, grants);
    }

    private int number(Given one) {
      Integer number = numbers.putIfAbsent(one, given.size());
      if (number == null) {
        given.add(one);
        return given.size() - 1;
      }
      return number;
    }

    /** Whether any request is given more by one of two policies. */
    boolean differ(int[] one, int[] other) {
      for (int i = 0; i < one.length; i++) {
        if (one[i] != other[i]) {
          Given old = given.get(one[i]);
          Given now = given.get(other[i]);
          if (old.exceeds(now) || now.exceeds(old)) {
            return true;
          }
        }
      }
      return false;
    }

    /** Compares two policies both ways; returns how many requests told them apart. */
    int check(Asked before, Asked after) {
      CorsComparison comparison = CorsPolicy.compare(before.policy(), after.policy());
      if (!comparison.complete()) {
        throw new AssertionError("given up: " + show(before, after));
      }
      TreeSet<String> told = new TreeSet<>();
      for (Difference difference : comparison.differences()) {
        told.add(
            difference.before().ruleIndex()
                + ">"
                + difference.after().ruleIndex()
                + difference.grants()
                + difference.withdraws());
        hold(before.policy(), after.policy(), difference);
      }
      int differing = 0;
      Set<Long> seen = new HashSet<>();
      for (int i = 0; i < before.grants().length; i++) {
        if (before.grants()[i] != after.grants()[i]
            && seen.add((long) before.grants()[i] << 32 | after.grants()[i])) {
          differing++;
          Given old = given.get(before.grants()[i]);
          Given now = given.get(after.grants()[i]);
          String key = old.rule() + ">" + now.rule() + now.exceeds(old) + old.exceeds(now);
          if (!old.sameAs(now) && !told.contains(key)) {
            throw new AssertionError(
                key + " untold: " + requests.get(i) + show(before, after) + "\n" + comparison);
          }
        }
      }
      return differing;
    }

    private static String show(Asked before, Asked after) {
      return "\n" + before.policy().rules() + "\n" + after.policy().rules();
    }
  }

  /** Every witness is decided by both policies as the difference says. */
  static void hold(CorsPolicy before, CorsPolicy after, Difference difference) {
    for (Witness witness : difference.witnesses()) {
      Given old = Given.by(before, witness.request());
      Given now = Given.by(after, witness.request());
      boolean held =
          old.is(difference.before())
              && now.is(difference.after())
              && now.exceeds(old) == difference.grants()
              && old.exceeds(now) == difference.withdraws()
              && !old.sameAs(now);
      if (!held) {
        throw new AssertionError(
            witness + " is not as told:\n" + difference + "\n" + before.rules() + after.rules());
      }
    }
  }

  /** What an answer gives, read from its headers by the names that browsers know. */
  private record Given(int rule, boolean access, boolean credentials, String rest) {
    static Given by(CorsPolicy policy, CorsRequest request) {
      return by(policy.decide(request), request);
    }

    static Given by(CorsDecision decision, CorsRequest request) {
      Map<String, String> headers = decision.headers(request);
      String origin = headers.get("Access-Control-Allow-Origin");
      TreeSet<String> exposed = new TreeSet<>();
      for (String name :
          headers.getOrDefault("Access-Control-Expose-Headers", "").split(", ?", -1)) {
        exposed.add(name.toLowerCase(java.util.Locale.ROOT));
      }
      exposed.remove("");
      return new Given(
          decision instanceof CorsDecision.Allowed allowed ? allowed.ruleIndex() : -1,
          origin != null,
          headers.containsKey("Access-Control-Allow-Credentials"),
          "*".equals(origin)
              + "|"
              + String.join(",", exposed)
              + "|"
              + headers.get("Access-Control-Max-Age"));
    }

    private List<String> exposed() {
      String names = rest.split("\\|", -1)[1];
      return names.isEmpty() ? List.of() : List.of(names.split(","));
    }

    /** Whether a page gets something that it does not get by the other. */
    boolean exceeds(Given other) {
      boolean more = !other.exposed().contains("*") && !other.exposed().containsAll(exposed());
      return access && !other.access || credentials && !other.credentials || more;
    }

    boolean sameAs(Given other) {
      return access == other.access && credentials == other.credentials && rest.equals(other.rest);
    }

    boolean is(Verdict verdict) {
      return rule == verdict.ruleIndex()
          && access == verdict.allowed()
          && credentials == verdict.credentials()
          && exposed().equals(verdict.exposedHeaders());
    }
  }

  @Test
  void findsEveryDifferenceOverAllOriginsOfASmallAlphabet() {
    Universe universe = new Universe(SmallOrigins.all(), List.of(List.of(), List.of("x-a")));
    assertThat(compareAll(universe, 24, 11, false)).isGreaterThan(400);
  }

  /** What only the intersection of two lists of allowed headers shows. */
  @Test
  void findsEveryDifferenceOverAllHeaderSetsOfASmallAlphabet() {
    List<String> origins = List.of("https://a.b", "https://b.b", "null");
    Universe universe = new Universe(origins, SmallHeaders.allSets());
    assertThat(compareAll(universe, 36, 12, true)).isGreaterThan(900);
  }

  @Test
  @Tag("thorough")
  void neverSaysSameOfAHundredThousandPairsThatDiffer() {
    Universe universe =
        new Universe(SmallOrigins.some(), List.of(List.of(), List.of("a"), List.of("a", "b")));
    SplittableRandom random = new SplittableRandom(13);
    List<Asked> all = new ArrayList<>();
    while (all.size() < 320) {
      CorsPolicy policy = SmallRules.small(random);
      if (policy != null) {
        all.add(universe.ask(policy));
      }
    }
    int same = 0;
    for (Asked before : all) {
      for (Asked after : all) {
        boolean differs = universe.differ(before.grants(), after.grants());
        CorsComparison comparison = CorsPolicy.compare(before.policy(), after.policy());
        if (comparison.change() == CorsComparison.Change.SAME) {
          same++;
          if (differs) {
            throw new AssertionError("not the same: " + Universe.show(before, after));
          }
        }
      }
    }
    assertThat(same).isBetween(320, 100_000);
  }

  /** There an origin is text, and the requested headers count on every method. */
  @ParameterizedTest
  @EnumSource(
      value = CorsDialect.class,
      names = {"S3", "COS"})
  void findsEveryDifferenceInABucketOfAStore(CorsDialect dialect) {
    List<String> texts = new ArrayList<>(SmallOrigins.some());
    texts.addAll(
        List.of("a.b", "https://", "https://a.b/", "https://a b", "*", "null", "http://*.b"));
    Universe some = new Universe(texts, List.of(List.of(), List.of("x-a")));
    assertThat(compareAll(dialect, some, 24, 15, false)).isGreaterThan(200);
    Universe sets = new Universe(List.of("https://a.b", "b", "null"), SmallHeaders.allSets());
    assertThat(compareAll(dialect, sets, 24, 16, true)).isGreaterThan(200);
  }

  private static int compareAll(Universe universe, int policies, long seed, boolean headers) {
    return compareAll(CorsDialect.STANDARD, universe, policies, seed, headers);
  }

  private static int compareAll(
      CorsDialect dialect, Universe universe, int policies, long seed, boolean headers) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Asked> all = new ArrayList<>();
    while (all.size() < policies) {
      List<CorsPolicy> earlier = all.stream().map(Asked::policy).toList();
      CorsPolicy policy = SmallRules.policy(dialect, random, headers, earlier);
      if (policy != null) {
        all.add(universe.ask(policy));
      }
    }
    int differing = 0;
    for (Asked before : all) {
      for (Asked after : all) {
        differing += universe.check(before, after) > 0 ? 1 : 0;
      }
    }
    return differing;
  }
}
