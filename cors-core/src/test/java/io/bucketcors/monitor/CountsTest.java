package io.bucketcors.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsCount;
import io.bucketcors.CorsDecision;
import io.bucketcors.CorsDialect;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRequest;
import io.bucketcors.CorsRule;
import io.bucketcors.config.ReloadableCorsPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@link CorsPolicySource#counts}: what was decided, over all reloads. */
class CountsTest {
  private static final CorsRule A = CorsRule.allow("https://a.example").methods("GET").build();
  private static final CorsRule B =
      CorsRule.allow("https://b.example").methods("GET", "PUT").headers("x-b").id("bee").build();
  private static final CorsRule C = CorsRule.allow("https://c.example").methods("GET").build();

  private static void ask(CorsPolicySource source, CorsRequest request) {
    CorsPolicy policy = source.current().defaultBucket();
    policy.record(policy.decide(request), request, CorsRequest.READER);
  }

  private static CorsRequest get(String origin) {
    return CorsRequest.actual("GET", origin);
  }

  private static List<String> lines(List<CorsCount> counts) {
    return counts.stream().map(CorsCount::toString).toList();
  }

  @Test
  void countsByBucketKindAndReason() {
    try (CorsPolicySource source = CorsPolicySource.of(A, B)) {
      assertThat(source.counts()).isEmpty();
      ask(source, get("https://a.example"));
      ask(source, get("https://b.example"));
      ask(source, get("https://b.example"));
      ask(source, get("https://x.example"));
      ask(source, get("nonsense"));
      ask(source, CorsRequest.preflight("https://b.example", "PUT", "x-b"));
      ask(source, CorsRequest.preflight("https://b.example", "PUT", "x-c"));
      ask(source, CorsRequest.preflight("https://b.example", "DELETE"));
      // OPTIONS that is no preflight is an actual request.
      ask(source, CorsRequest.actual("OPTIONS", "https://b.example"));

      assertThat(lines(source.counts()))
          .containsExactly(
              "default preflight ALLOWED: 1",
              "default preflight METHOD_NOT_ALLOWED: 1",
              "default preflight HEADER_NOT_ALLOWED: 1",
              "default request ALLOWED: 3",
              "default request MALFORMED_ORIGIN: 1",
              "default request ORIGIN_NOT_ALLOWED: 1",
              "default request METHOD_NOT_ALLOWED: 1");
      assertThat(source.counts()).extracting(CorsCount::outcome).contains("allowed", "denied");
      assertThat(lines(source.countsByRule()))
          .containsExactly(
              "default request ALLOWED by rule 0: 1",
              "default request ALLOWED by rule 1 bee: 2",
              "default preflight ALLOWED by rule 1 bee: 1");
    }
  }

  /** Bucket dialects have outcomes of their own, a bucket without rules among them. */
  @Test
  void countsWhatABucketAnswers() {
    CorsPolicy full = CorsPolicy.builder().dialect(CorsDialect.S3).rule(B).build();
    CorsPolicy empty = CorsPolicy.builder().dialect(CorsDialect.S3).build();
    try (ReloadableCorsPolicies source = ReloadableCorsPolicies.of(CorsPolicies.of(full))) {
      ask(source, get("https://b.example"));
      ask(source, get("https://x.example"));
      ask(source, CorsRequest.preflight("https://b.example", "PUT", "x-b"));
      ask(source, CorsRequest.preflight("https://x.example", "PUT"));
      ask(source, CorsRequest.preflight("https://b.example", "PATCH"));
      ask(source, CorsRequest.of("GET"));
      ask(source, CorsRequest.of("OPTIONS"));
      source.replace(CorsPolicies.of(empty));
      ask(source, get("https://b.example"));
      ask(source, CorsRequest.preflight("https://b.example", "PUT"));
      assertThat(lines(source.counts()))
          .containsExactlyInAnyOrder(
              "default preflight ALLOWED: 1",
              "default preflight ORIGIN_NOT_ALLOWED: 1",
              "default preflight METHOD_INVALID: 1",
              "default preflight ORIGIN_MISSING: 1",
              "default preflight NO_RULES: 1",
              "default request ALLOWED: 1",
              "default request ORIGIN_NOT_ALLOWED: 1",
              "default request NOT_CORS: 1",
              "default request NO_RULES: 1");
    }
  }

  @Test
  void countsWhatNeedsNoOriginAndOptionsThatAreNoPreflight() {
    CorsRule star = CorsRule.allow("*").methods("GET", "OPTIONS").build();
    CorsRule named = CorsRule.allow("https://a.example").methods("GET", "OPTIONS").build();
    for (CorsRule rule : List.of(star, named)) {
      try (CorsPolicySource source = CorsPolicySource.of(rule)) {
        ask(source, CorsRequest.actual("OPTIONS", "https://a.example"));
        assertThat(lines(source.counts())).containsExactly("default request ALLOWED: 1");
        assertThat(lines(source.countsByRule()))
            .containsExactly("default request ALLOWED by rule 0: 1");
        ask(source, CorsRequest.of("GET"));
        assertThat(lines(source.counts())).contains("default request NOT_CORS: 1");
        ask(source, CorsRequest.of("OPTIONS"));
        assertThat(lines(source.counts())).contains("default request NOT_CORS: 2");
        ask(source, CorsRequest.of("PUT"));
        assertThat(lines(source.counts()))
            .containsExactly("default request ALLOWED: 1", "default request NOT_CORS: 3");
      }
    }
  }

  @Test
  void countsOneOutcomeHoweverTheRequestedHeadersAreWritten() {
    try (ReloadableCorsPolicies source =
        ReloadableCorsPolicies.of(CorsPolicies.of(CorsPolicy.of(B)))) {
      CorsRequest tidy = CorsRequest.preflight("https://b.example", "PUT", "x-b");
      CorsRequest untidy = CorsRequest.preflight("https://b.example", "PUT", " X-B ,");
      ask(source, tidy);
      ask(source, untidy);
      source.replace(CorsPolicies.of(CorsPolicy.of(B, C)));
      ask(source, untidy);
      ask(source, tidy);
      assertThat(lines(source.counts())).containsExactly("default preflight ALLOWED: 4");
      assertThat(lines(source.countsByRule()))
          .containsExactly("default preflight ALLOWED by rule 0 bee: 4");
    }
  }

  @Test
  void sumsNeverFallWhenRulesAreReplaced() {
    try (ReloadableCorsPolicies source =
        ReloadableCorsPolicies.of(CorsPolicies.of(CorsPolicy.of(A, B)))) {
      ask(source, get("https://a.example"));
      ask(source, get("https://b.example"));
      ask(source, get("https://x.example"));

      source.replace(CorsPolicies.of(CorsPolicy.of(A, C)));
      ask(source, get("https://a.example"));
      ask(source, get("https://b.example"));
      assertThat(lines(source.counts()))
          .containsExactly("default request ALLOWED: 3", "default request ORIGIN_NOT_ALLOWED: 2");
      // The first rule is the same as before, the second is another.
      assertThat(lines(source.countsByRule()))
          .containsExactly("default request ALLOWED by rule 0: 2");

      source.replace(CorsPolicies.of(CorsPolicy.builder().dialect(CorsDialect.S3).rule(A).build()));
      ask(source, get("https://a.example"));
      source.replace(CorsPolicies.disabled());
      source.replace(CorsPolicies.of(CorsPolicy.of(A)));
      assertThat(lines(source.counts()))
          .containsExactly("default request ALLOWED: 4", "default request ORIGIN_NOT_ALLOWED: 2");
    }
  }

  @Test
  void aRequestThatCountsAfterItsSnapshotWasReplacedIsCounted() {
    try (ReloadableCorsPolicies source =
        ReloadableCorsPolicies.of(CorsPolicies.of(CorsPolicy.of(A)))) {
      CorsPolicy old = source.current().defaultBucket();
      CorsRequest request = get("https://a.example");
      CorsDecision decision = old.decide(request);
      source.replace(CorsPolicies.of(CorsPolicy.of(B)));
      old.record(decision, request, CorsRequest.READER);
      assertThat(lines(source.counts())).containsExactly("default request ALLOWED: 1");
    }
  }

  @Test
  void aSnapshotInTwoSourcesIsCountedInBoth() {
    CorsPolicies shared = CorsPolicies.of(CorsPolicy.of(A));
    try (ReloadableCorsPolicies one = ReloadableCorsPolicies.of(shared);
        ReloadableCorsPolicies other =
            ReloadableCorsPolicies.of(CorsPolicies.of(CorsPolicy.of(B)))) {
      other.replace(shared);
      ask(one, get("https://a.example"));
      assertThat(lines(one.counts())).containsExactly("default request ALLOWED: 1");
      assertThat(lines(other.counts())).containsExactly("default request ALLOWED: 1");
    }
  }

  /** The counters stay with the first; the other goes on without them. */
  @Test
  void aSourceThatLeavesASharedSnapshotCountsThereNoMore() {
    CorsPolicies shared = CorsPolicies.of(CorsPolicy.of(A));
    try (ReloadableCorsPolicies one = ReloadableCorsPolicies.of(shared);
        ReloadableCorsPolicies other = ReloadableCorsPolicies.of(shared)) {
      ask(one, get("https://a.example"));
      other.replace(CorsPolicies.of(CorsPolicy.of(A, B)));
      ask(one, get("https://a.example"));
      assertThat(lines(one.counts())).containsExactly("default request ALLOWED: 2");
      assertThat(lines(other.counts())).containsExactly("default request ALLOWED: 1");
    }
  }

  @Test
  void whatSharedSnapshotsCountedIsSummedUpWhenTheyAreLeft() {
    CorsPolicies first = CorsPolicies.of(CorsPolicy.of(A, B));
    CorsPolicies second = CorsPolicies.of(CorsPolicy.of(B, A));
    try (CorsPolicySource one = CorsPolicySource.fixed(first);
        CorsPolicySource two = CorsPolicySource.fixed(second);
        ReloadableCorsPolicies other = ReloadableCorsPolicies.of(first)) {
      ask(other, get("https://a.example"));
      ask(other, CorsRequest.preflight("https://b.example", "PUT"));
      other.replace(second);
      ask(other, get("https://a.example"));
      ask(other, get("https://a.example"));
      other.replace(CorsPolicies.of(CorsPolicy.of(C)));
      assertThat(lines(other.counts()))
          .containsExactly("default preflight ALLOWED: 1", "default request ALLOWED: 3");
      assertThat(lines(one.counts()))
          .containsExactly("default preflight ALLOWED: 1", "default request ALLOWED: 1");
      assertThat(lines(two.counts())).containsExactly("default request ALLOWED: 2");
    }
  }

  /** The counters of a snapshot may have been another's before. */
  @Test
  void sumsNeverFallWhenASharedSnapshotIsLeft() {
    try (ReloadableCorsPolicies one = ReloadableCorsPolicies.of(CorsPolicies.of(CorsPolicy.of(A)));
        ReloadableCorsPolicies other =
            ReloadableCorsPolicies.of(CorsPolicies.of(CorsPolicy.of(B)))) {
      ask(one, get("https://a.example"));
      ask(one, get("https://a.example"));
      one.replace(CorsPolicies.of(CorsPolicy.of(C)));
      other.replace(one.current());
      ask(other, get("https://c.example"));
      List<String> before = lines(other.counts());
      other.replace(CorsPolicies.of(CorsPolicy.of(A)));
      assertThat(lines(other.counts()))
          .isEqualTo(before)
          .containsExactly("default request ALLOWED: 1");
      assertThat(lines(one.counts())).containsExactly("default request ALLOWED: 3");
    }
  }

  /** The names of these buckets have one hash. */
  @Test
  void bucketsThatAreGoneKeepTheirOwnSums() {
    assertThat("an").hasSameHashCodeAs("c0");
    CorsPolicies policies =
        CorsPolicies.builder()
            .bucket(CorsPolicy.builder().bucket("an").rule(A).build(), "/an/*")
            .bucket(CorsPolicy.builder().bucket("c0").rule(A).build(), "/c0/*")
            .build();
    try (ReloadableCorsPolicies source = ReloadableCorsPolicies.of(policies)) {
      CorsRequest request = get("https://a.example");
      for (String path : List.of("/an/x", "/an/y", "/c0/x")) {
        CorsPolicy policy = source.current().forRequest(path, "");
        policy.record(policy.decide(request), request, CorsRequest.READER);
      }
      source.replace(CorsPolicies.disabled());
      assertThat(lines(source.counts()))
          .containsExactly("an request ALLOWED: 2", "c0 request ALLOWED: 1");
    }
  }

  @Test
  void whatARuleAllowedInSeveralWaysIsOneCount() {
    CorsRule any = CorsRule.allow("https://a.example").methods("*").build();
    try (CorsPolicySource source = CorsPolicySource.of(any)) {
      ask(source, get("https://a.example"));
      ask(source, get("https://a.example"));
      ask(source, CorsRequest.actual("OPTIONS", "https://a.example"));
      assertThat(lines(source.countsByRule()))
          .containsExactly("default request ALLOWED by rule 0: 3");
    }
  }

  @Test
  void ambiguousPathsAreCountedWithTheirBucket() {
    CorsPolicies policies =
        CorsPolicies.builder()
            .defaultBucket(CorsPolicy.of(A))
            .bucket(CorsPolicy.builder().bucket("files").rule(B).build(), "/files/*")
            .build();
    try (CorsPolicySource source = CorsPolicySource.fixed(policies)) {
      CorsRequest request = get("https://b.example");
      for (String path : List.of("/files/x", "/x/..;/files/x")) {
        CorsPolicy policy = source.current().forRequest(path, "");
        policy.record(policy.decide(request), request, CorsRequest.READER);
      }
      assertThat(lines(source.counts()))
          .containsExactly("default request AMBIGUOUS_PATH: 1", "files request ALLOWED: 1");
    }
  }

  /** Rules are replaced all the time, by others and by the same, and nothing is lost or doubled. */
  @Test
  @Tag("slow")
  void nothingIsLostUnderLoad() throws Exception {
    int threads = 4;
    int each = 20_000;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (ReloadableCorsPolicies source =
        ReloadableCorsPolicies.of(CorsPolicies.of(CorsPolicy.of(A, B)))) {
      List<Future<?>> all = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        all.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < each; i++) {
                    ask(source, get("https://a.example"));
                    ask(source, get("https://x.example"));
                  }
                }));
      }
      for (int i = 0; all.stream().anyMatch(future -> !future.isDone()); i++) {
        source.replace(CorsPolicies.of(i % 3 == 0 ? CorsPolicy.of(A) : CorsPolicy.of(C, A)));
      }
      for (Future<?> future : all) {
        future.get();
      }
      assertThat(source.counts().stream().mapToLong(CorsCount::count).sum())
          .isEqualTo(2L * threads * each);
    } finally {
      pool.shutdownNow();
    }
  }
}
