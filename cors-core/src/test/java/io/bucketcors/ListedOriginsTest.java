package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.bucketcors.adapter.CorsRequestReader;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Any bucket lists an origin exactly where one of them would not refuse it for its origin. */
class ListedOriginsTest {
  private static final CorsRequestReader<String> ORIGIN_ONLY =
      new CorsRequestReader<>() {
        @Override
        public String method(String origin) {
          return "OPTIONS";
        }

        @Override
        public @org.jspecify.annotations.Nullable String header(
            String origin, String name, int line) {
          return line == 0 && name.equals("Origin") ? origin : null;
        }
      };

  private static CorsPolicy bucket(String name, CorsDialect dialect, String... origins) {
    CorsRule.Builder rule = CorsRule.allow(origins).methods("GET");
    for (CorsHazard hazard : CorsHazard.values()) {
      rule.dangerouslyAllow(hazard);
    }
    return CorsPolicy.builder().bucket(name).dialect(dialect).rule(rule.build()).build();
  }

  private static final List<String> ORIGINS =
      List.of(
          "https://app.example",
          "https://x.wild.example",
          "https://wild.example",
          "http://localhost:3000",
          "https://store.example",
          "https://STORE.example",
          "null",
          "not an origin",
          "\u0000",
          "https://app.example/",
          "https://app.example:443",
          "https://evil.example",
          "x".repeat(5000));

  private static void assertAgrees(CorsPolicies policies) {
    for (String origin : ORIGINS) {
      for (String more : new String[] {"", "https://app.example"}) {
        CorsRequest request = CorsRequest.preflight(origin, "GET");
        CorsRequest sent = more.isEmpty() ? request : request.with("Origin", more);
        boolean any =
            java.util.stream.Stream.concat(
                    java.util.stream.Stream.of(policies.defaultBucket()),
                    policies.namedBuckets().stream())
                .map(policy -> policy.decide(sent).reason())
                .anyMatch(
                    reason ->
                        reason != CorsReason.ORIGIN_NOT_ALLOWED
                            && reason != CorsReason.MALFORMED_ORIGIN
                            && reason != CorsReason.NO_RULES);
        assertThat(policies.anyLists(sent, CorsRequest.READER)).as(origin + more).isEqualTo(any);
      }
    }
  }

  @Test
  void listsWhatAnyBucketLists() {
    CorsPolicy app = bucket("default", CorsDialect.STANDARD, "https://app.example");
    CorsPolicy wild =
        bucket("wild", CorsDialect.STANDARD, "https://*.wild.example", "http://localhost:*");
    CorsPolicy store = bucket("store", CorsDialect.S3, "https://store.example", "https://*t.co");
    assertAgrees(CorsPolicies.of(app));
    assertAgrees(
        CorsPolicies.builder().defaultBucket(app).bucket(wild, "/w/*").bucket(store).build());
    assertAgrees(
        CorsPolicies.builder()
            .defaultBucket(app)
            .bucket(bucket("nulls", CorsDialect.STANDARD, "null"))
            .build());
    assertAgrees(
        CorsPolicies.builder()
            .defaultBucket(app)
            .bucket(bucket("everybody", CorsDialect.STANDARD, "*"))
            .build());
    assertAgrees(
        CorsPolicies.builder()
            .defaultBucket(app)
            .bucket(bucket("everybody", CorsDialect.COS, "*"))
            .build());
    assertAgrees(CorsPolicies.of(CorsPolicy.of()));
    assertAgrees(CorsPolicies.disabled());
  }

  @Test
  void asksNobodyWithoutOrigin() {
    CorsPolicy everybody = bucket("default", CorsDialect.STANDARD, "*");
    assertThat(CorsPolicies.of(everybody).anyLists(CorsRequest.of("GET"), CorsRequest.READER))
        .isFalse();
  }

  @Test
  @Tag("slow")
  void allocatesNothingWithTenThousandBuckets() {
    CorsPolicies.Builder builder = CorsPolicies.builder();
    for (int i = 0; i < 10_000; i++) {
      builder.bucket(
          bucket(
              "b" + i,
              CorsDialect.STANDARD,
              "https://app" + i + ".example",
              "https://*.w.example"));
    }
    CorsPolicies policies = builder.build();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 6; attempt++) {
      long before = threads.getThreadAllocatedBytes(id);
      boolean stranger = false;
      boolean all = true;
      for (int i = 0; i < 20_000; i++) {
        stranger |= policies.anyLists("https://evil.example", ORIGIN_ONLY);
        all &= policies.anyLists("https://app9999.example", ORIGIN_ONLY);
      }
      assertThat(stranger).isFalse();
      assertThat(all).isTrue();
      least = Math.min(least, (threads.getThreadAllocatedBytes(id) - before) / 20_000);
    }
    assertThat(least).isZero();
  }
}
