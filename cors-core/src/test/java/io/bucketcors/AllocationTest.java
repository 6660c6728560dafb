package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.bucketcors.adapter.CorsRequestReader;
import io.bucketcors.adapter.CorsResponseWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Deciding allocates nothing: bytes are counted by the JVM, so nothing here depends on time. */
class AllocationTest {

  /** Kept, so that a decision that is made anew is not optimised away. */
  @SuppressWarnings("UnusedVariable")
  private static volatile @Nullable CorsDecision decided;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** The header values of a request, in fields: reading one allocates nothing. */
  private record Fake(
      String method,
      @Nullable String origin,
      @Nullable String requestMethod,
      @Nullable String requestHeaders) {}

  private static final CorsRequestReader<Fake> READER =
      new CorsRequestReader<>() {
        @Override
        public String method(Fake request) {
          return request.method();
        }

        @Override
        public @Nullable String header(Fake request, String name, int line) {
          if (line > 0) {
            return null;
          }
          return switch (name) {
            case "Origin" -> request.origin();
            case "Access-Control-Request-Method" -> request.requestMethod();
            case "Access-Control-Request-Headers" -> request.requestHeaders();
            default -> null;
          };
        }
      };

  private static final CorsResponseWriter<Fake> WRITER =
      new CorsResponseWriter<>() {
        @Override
        public void set(Fake response, String name, String value) {}

        @Override
        public void vary(Fake response, String fieldNames) {}
      };

  private final CorsPolicy small =
      CorsPolicy.of(
          rule("https://app.example").headers("content-type", "x-amz-*").build(),
          rule("https://*.wild.example", "http://localhost:*").headers("x-a").build());

  private final CorsPolicy star = CorsPolicy.of(rule("*").headers("*").build());

  @Test
  void decidesWithoutOrigin() {
    assertAllocatesNothing(small, actual(null), CorsReason.NOT_CORS);
    assertAllocatesNothing(star, actual(null), CorsReason.NOT_CORS);
  }

  @Test
  void decidesHits() {
    assertAllocatesNothing(small, actual("https://app.example"), CorsReason.ALLOWED);
    assertAllocatesNothing(small, actual("https://a.b.wild.example"), CorsReason.ALLOWED);
    assertAllocatesNothing(small, actual("http://localhost:3000"), CorsReason.ALLOWED);
    assertAllocatesNothing(star, actual("https://any.example"), CorsReason.ALLOWED);
  }

  @Test
  void decidesDenials() {
    assertAllocatesNothing(small, actual("https://evil.example"), CorsReason.ORIGIN_NOT_ALLOWED);
    assertAllocatesNothing(small, actual("null"), CorsReason.ORIGIN_NOT_ALLOWED);
    assertAllocatesNothing(small, actual("no origin at all"), CorsReason.MALFORMED_ORIGIN);
    assertAllocatesNothing(
        small,
        new Fake("OPTIONS", "https://app.example", "PURGE", null),
        CorsReason.METHOD_NOT_ALLOWED);
  }

  @Test
  void decidesPreflights() {
    assertAllocatesNothing(small, preflight("https://app.example", null), CorsReason.ALLOWED);
    assertAllocatesNothing(
        small,
        preflight("https://app.example", "content-type,x-amz-acl,x-amz-date"),
        CorsReason.ALLOWED);
    String twenty = joined(20, i -> "x-amz-meta-" + i);
    assertAllocatesNothing(small, preflight("https://app.example", twenty), CorsReason.ALLOWED);
    assertAllocatesNothing(
        small, preflight("https://app.example", "x-other"), CorsReason.HEADER_NOT_ALLOWED);
  }

  @Test
  void decidesAmongTenThousandOrigins() {
    CorsPolicy policy =
        CorsPolicy.of(rule(array(10_000, i -> "https://site" + i + ".example")).build());
    assertAllocatesNothing(policy, actual("https://site9999.example"), CorsReason.ALLOWED);
    assertAllocatesNothing(
        policy, actual("https://site10000.example"), CorsReason.ORIGIN_NOT_ALLOWED);
  }

  @Test
  void decidesAmongAThousandWildcards() {
    CorsPolicy policy =
        CorsPolicy.of(rule(array(1_000, i -> "https://*.site" + i + ".example")).build());
    assertAllocatesNothing(policy, actual("https://a.site999.example"), CorsReason.ALLOWED);
    assertAllocatesNothing(
        policy, actual("https://a.site1000.example"), CorsReason.ORIGIN_NOT_ALLOWED);
  }

  @Test
  void decidesStarsInLabelsAndOpaqueHosts() {
    CorsPolicy policy =
        CorsPolicy.of(
            rule("capacitor://MyApp", "https://pr-*.wild.example", "moz-extension://*")
                .dangerouslyAllow(CorsHazard.EXTENSION_WILDCARD)
                .build());
    assertAllocatesNothing(policy, actual("capacitor://MyApp"), CorsReason.ALLOWED);
    assertAllocatesNothing(policy, actual("capacitor://myapp"), CorsReason.ORIGIN_NOT_ALLOWED);
    assertAllocatesNothing(policy, actual("https://pr-1.wild.example"), CorsReason.ALLOWED);
    assertAllocatesNothing(
        policy, actual("https://pr-1.x.wild.example"), CorsReason.ORIGIN_NOT_ALLOWED);
    assertAllocatesNothing(policy, actual("moz-extension://0c5d-8a3e"), CorsReason.ALLOWED);
    assertAllocatesNothing(policy, actual("x://a^b"), CorsReason.MALFORMED_ORIGIN);
  }

  @Test
  void decidesAmongTenThousandRules() {
    CorsPolicy policy =
        CorsPolicy.builder()
            .rules(
                IntStream.range(0, 10_000)
                    .mapToObj(i -> rule("https://site" + i + ".example").build())
                    .toList())
            .build();
    assertAllocatesNothing(policy, actual("https://site9999.example"), CorsReason.ALLOWED);
    assertAllocatesNothing(
        policy, actual("https://site10000.example"), CorsReason.ORIGIN_NOT_ALLOWED);
  }

  @Test
  void decidesAmongManyRulesOfOneOriginThatDifferInMethod() {
    CorsPolicy policy =
        CorsPolicy.builder()
            .rules(
                IntStream.range(0, 10_000)
                    .mapToObj(i -> CorsRule.allow("https://app.example").methods("M" + i).build())
                    .toList())
            .build();
    assertAllocatesNothing(
        policy, new Fake("OPTIONS", "https://app.example", "M9999", null), CorsReason.ALLOWED);
    assertAllocatesNothing(
        policy,
        new Fake("OPTIONS", "https://app.example", "M10000", null),
        CorsReason.METHOD_NOT_ALLOWED);
  }

  /** Fewer lists than bits in a word, and more; names, and patterns of many shapes. */
  @Test
  void decidesAmongManyRulesThatDifferInHeaders() {
    for (int rules : new int[] {2, 60, 1_000}) {
      for (String own : List.of("x-own-%d", "x-own-%d-*")) {
        CorsPolicy policy =
            CorsPolicy.builder()
                .rules(
                    IntStream.range(0, rules)
                        .mapToObj(
                            i ->
                                rule("https://app.example")
                                    .headers("content-type", own.formatted(i))
                                    .build())
                        .toList())
                .build();
        String last = own.formatted(rules - 1).replace("*", "z");
        assertAllocatesNothing(
            policy, preflight("https://app.example", "content-type," + last), CorsReason.ALLOWED);
        assertAllocatesNothing(
            policy,
            preflight("https://app.example", last + ",x-own-0-z,x-none"),
            CorsReason.HEADER_NOT_ALLOWED);
      }
    }
  }

  @Test
  void findsABucketAmongTenThousand() {
    CorsPolicies.Builder all = CorsPolicies.builder();
    for (int i = 0; i < 10_000; i++) {
      all.bucket(CorsPolicy.builder().bucket("b" + i).build(), "/b" + i + "/*", "/e" + i);
    }
    CorsPolicies policies = all.build();
    assertThat(policies.forRequest("/app/b9999/x/y", "/app").bucket()).isEqualTo("b9999");
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20 && least > 0; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 200; i++) {
        policies.forRequest("/app/b9999/x/y", "/app");
        policies.forRequest("/app/e9999/", "/app");
        policies.forRequest("/app/none", "/app");
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isZero();
  }

  @Test
  void decidesHugeRequestedHeaders() {
    String atTheBound = joined(255, i -> "x".repeat(31)) + ",";
    assertThat(atTheBound.length()).isLessThanOrEqualTo(8192);
    String full = atTheBound + "y".repeat(8192 - atTheBound.length());
    assertAllocatesNothing(star, preflight("https://a.example", full), CorsReason.ALLOWED);
    String over = full + "," + full;
    assertAllocatesNothing(
        star, preflight("https://a.example", over), CorsReason.HEADER_NOT_ALLOWED);
  }

  @Test
  void decidesAHugeOrigin() {
    String huge = "https://" + "a.".repeat(4092) + "example";
    assertAllocatesNothing(small, actual(huge), CorsReason.MALFORMED_ORIGIN);
    assertAllocatesNothing(star, actual(huge), CorsReason.ALLOWED);
  }

  @Test
  void decidesInBucketDialects() {
    CorsPolicy policy =
        CorsPolicy.builder()
            .dialect(CorsDialect.S3)
            .rule(rule("https://*.example").headers("x-*").build())
            .build();
    assertAllocatesNothing(policy, preflight("https://a.example", "x-a,x-b"), CorsReason.ALLOWED);
    assertAllocatesNothing(
        policy, preflight("https://a.other", "x-a"), CorsReason.ORIGIN_NOT_ALLOWED);
    assertAllocatesNothing(
        policy, new Fake("OPTIONS", null, null, null), CorsReason.ORIGIN_MISSING);
    String huge = "https://" + "a.".repeat(4088) + "example";
    assertAllocatesNothing(policy, actual(huge), CorsReason.ORIGIN_NOT_ALLOWED);
  }

  @Test
  void writesHeadersWithoutAllocation() {
    assertThat(bytesToWrite(small, actual("https://a.wild.example"))).isZero();
    assertThat(bytesToWrite(small, preflight("https://app.example", "content-type"))).isZero();
  }

  /** One String where the requested names were not canonical: its value, built once. */
  @Test
  void writesOneStringForNamesThatWereNotCanonical() {
    String names = joined(20, i -> "X-Amz-Meta-" + i);
    long bytes = bytesToWrite(small, preflight("https://app.example", names));
    assertThat(bytes).isPositive().isLessThan(2L * names.length() + 160);
  }

  private static void assertAllocatesNothing(CorsPolicy policy, Fake request, CorsReason reason) {
    assertThat(policy.decide(request, READER).reason()).isEqualTo(reason);
    assertThat(bytesToDecide(policy, request)).as("bytes for 200 decisions, counted").isZero();
  }

  private static long bytesToDecide(CorsPolicy policy, Fake request) {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20 && least > 0; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 200; i++) {
        CorsDecision decision = policy.decide(request, READER);
        policy.record(decision, request, READER);
        decided = decision;
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  private static long bytesToWrite(CorsPolicy policy, Fake request) {
    CorsDecision decision = policy.decide(request, READER);
    assertThat(decision.isAllowed()).isTrue();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 200; i++) {
        decision.writeHeaders(request, READER, request, WRITER);
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least / 200;
  }

  private static CorsRule.Builder rule(String... origins) {
    return CorsRule.allow(origins).methods("GET", "PUT");
  }

  private static Fake actual(@Nullable String origin) {
    return new Fake("GET", origin, null, null);
  }

  private static Fake preflight(String origin, @Nullable String headers) {
    return new Fake("OPTIONS", origin, "PUT", headers);
  }

  private static String[] array(int count, IntFunction<String> element) {
    return IntStream.range(0, count).mapToObj(element).toArray(String[]::new);
  }

  private static String joined(int count, IntFunction<String> element) {
    List<String> names = new ArrayList<>(List.of(array(count, element)));
    return String.join(",", names);
  }
}
