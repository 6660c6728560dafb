package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.oracle.Browser;
import io.bucketcors.oracle.Browser.Call;
import io.bucketcors.oracle.Browser.Response;
import io.bucketcors.oracle.Cache;
import io.bucketcors.oracle.SlowOrigin;
import io.bucketcors.oracle.SlowRule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What browsers and caches make of the answers is what the rules say. */
class BrowserProperties {
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "patch", "PURGE", "OPTIONS", "*");
  private static final List<List<String>> HEADERS =
      List.of(
          List.of(),
          List.of(),
          List.of("x-a"),
          List.of("X-B", "x-a"),
          List.of("Authorization"),
          List.of("x-amz-date", "authorization"),
          List.of("x-other"),
          List.of("*"));

  @Property(edgeCases = EdgeCasesMode.NONE) // So many lists as the build says.
  void browsersPassWhatIsGrantedAndBlockWhatIsDenied(
      @ForAll("rules") List<SlowRule> rules, @ForAll("seeds") long seed) {
    List<SlowRule> usable = OracleProperties.withoutRefused(rules);
    Assume.that(!usable.isEmpty());
    CorsPolicy policy = OracleProperties.policy("standard", false, usable);
    SplittableRandom random = new SplittableRandom(seed);
    List<String> origins = originsOfBrowsers(usable);
    for (int i = 0; i < (Boolean.getBoolean("thorough") ? 60 : 8); i++) {
      Call call =
          new Call(
              origins.get(random.nextInt(origins.size())),
              METHODS.get(random.nextInt(METHODS.size())),
              HEADERS.get(random.nextInt(HEADERS.size())),
              random.nextInt(3) == 0);
      boolean granted =
          (!call.needsPreflight() || grants(policy, usable, call, "OPTIONS", call.preflight()))
              && grants(policy, usable, call, call.method(), Map.of("Origin", call.origin()));
      boolean reads = Browser.reads(call, (method, sent) -> respond(policy, method, sent));
      assertThat(reads).as("%s over %s", call, usable).isEqualTo(granted);
    }
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void noCacheChangesAnOutcome(@ForAll("rules") List<SlowRule> rules, @ForAll("seeds") long seed) {
    List<SlowRule> usable = OracleProperties.withoutRefused(rules);
    Assume.that(!usable.isEmpty());
    CorsPolicy policy = OracleProperties.policy("standard", false, usable);
    List<String> origins = originsOfBrowsers(usable);
    List<List<String>> requests = new ArrayList<>();
    requests.add(List.of());
    requests.add(List.of(""));
    requests.add(List.of("garbage"));
    requests.add(List.of("https://a.example", "https://b.example"));
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < (Boolean.getBoolean("thorough") ? 17 : 2); i++) {
      requests.add(List.of(origins.get(random.nextInt(origins.size()))));
    }
    for (List<String> first : requests) {
      for (List<String> second : requests) {
        checkPair(policy, first, second, "GET", "GET");
        checkPair(policy, first, second, "HEAD", "HEAD");
        checkPair(policy, first, second, "PURGE", "PURGE");
        checkPair(policy, first, second, "GET", "HEAD");
      }
    }
  }

  private static void checkPair(
      CorsPolicy policy, List<String> first, List<String> second, String stored, String asked) {
    Cache cache = new Cache();
    Map<String, String> firstSent = joined(first);
    cache.store(stored, firstSent, lower(policy, stored, first));
    Map<String, String> direct = lower(policy, asked, second);
    Map<String, String> cached = cache.reuse(asked, joined(second)).orElse(direct);
    for (boolean credentials : new boolean[] {false, true}) {
      Call call = new Call(second.isEmpty() ? "" : second.get(0), asked, List.of(), credentials);
      boolean isFromBrowser =
          second.size() == 1
              && (second.get(0).equals("null") || SlowOrigin.read(second.get(0)).isPresent());
      if (!isFromBrowser) {
        continue;
      }
      boolean with = Browser.passesCheck(call, new Response(200, cached));
      boolean without = Browser.passesCheck(call, new Response(200, direct));
      Supplier<String> what =
          () ->
              "%s %s after %s %s, credentials %s, over %s"
                  .formatted(asked, second, stored, first, credentials, policy.rules());
      if (stored.equals(asked)) {
        assertThat(with).as(what).isEqualTo(without);
        if (with) {
          assertThat(cached.get("access-control-expose-headers"))
              .as(what)
              .isEqualTo(direct.get("access-control-expose-headers"));
        }
      } else if (with) {
        Map<String, String> ofGet = lower(policy, stored, second);
        assertThat(without || Browser.passesCheck(call, new Response(200, ofGet)))
            .as(what)
            .isTrue();
      }
    }
  }

  private static boolean grants(
      CorsPolicy policy, List<SlowRule> rules, Call call, String method, Map<String, String> sent) {
    CorsRequest request = CorsRequest.of(method);
    for (Map.Entry<String, String> header : sent.entrySet()) {
      request = request.with(header.getKey(), header.getValue());
    }
    return policy.decide(request) instanceof CorsDecision.Allowed allowed
        && (!call.credentials() || rules.get(allowed.ruleIndex()).credentials());
  }

  private static Response respond(CorsPolicy policy, String method, Map<String, String> sent) {
    CorsRequest request = CorsRequest.of(method);
    for (Map.Entry<String, String> header : sent.entrySet()) {
      request = request.with(header.getKey(), header.getValue());
    }
    Answered answer = Answered.by(policy, request);
    int status = answer.decision().isAnswer() ? answer.decision().status() : 200;
    return new Response(status, lower(answer.headers()));
  }

  private static Map<String, String> lower(CorsPolicy policy, String method, List<String> origins) {
    CorsRequest request = CorsRequest.of(method);
    for (String origin : origins) {
      request = request.with("Origin", origin);
    }
    return lower(Answered.by(policy, request).headers());
  }

  private static Map<String, String> lower(Map<String, String> headers) {
    Map<String, String> lower = new TreeMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    return lower;
  }

  private static Map<String, String> joined(List<String> origins) {
    return origins.isEmpty() ? Map.of() : Map.of("origin", String.join(", ", origins));
  }

  /** Near misses that a browser can send. */
  private static List<String> originsOfBrowsers(List<SlowRule> rules) {
    Set<String> origins = new LinkedHashSet<>(List.of("null", "https://other.example"));
    for (SlowRule rule : rules) {
      for (String pattern : rule.origins()) {
        RandomRules.nearMisses(pattern).stream()
            .filter(origin -> SlowOrigin.read(origin).isPresent())
            .forEach(origins::add);
      }
    }
    return List.copyOf(origins);
  }

  @Provide
  Arbitrary<List<SlowRule>> rules() {
    return Arbitraries.oneOf(RandomRules.standard(), RandomRules.forEverybody());
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }
}
