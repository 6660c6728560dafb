package io.bucketcors.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsDialect;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import jakarta.servlet.DispatcherType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A filter before this one that grants: the policy replaces it, and takes it off a denial. */
class OuterGrantTest {
  private static final String[] SIX = {
    "Access-Control-Allow-Origin",
    "Access-Control-Allow-Credentials",
    "Access-Control-Allow-Methods",
    "Access-Control-Allow-Headers",
    "Access-Control-Expose-Headers",
    "Access-Control-Max-Age"
  };

  private final Fakes http = new Fakes();
  private final LogLines log = new LogLines();
  private final CorsFilter filter =
      filter(
          CorsPolicy.of(
              CorsRule.allow("https://app.example").methods("GET").expose("ETag").build()));

  private static CorsFilter filter(CorsPolicy policy) {
    return new CorsFilter(CorsPolicySource.fixed(CorsPolicies.of(policy)));
  }

  /** As a filter does that reflects every origin with credentials. */
  private void grantEverything() {
    for (String name : SIX) {
      http.responseHeaders.put(name, List.of("outer"));
    }
    http.responseHeaders.put("Vary", List.of("Accept-Encoding"));
  }

  private void run(CorsFilter ours) throws Exception {
    ours.doFilter(http.request(), http.response(), (request, response) -> {});
  }

  @Test
  void isReplacedOnAGrant() throws Exception {
    http.origin("https://app.example");
    grantEverything();
    run(filter);
    assertThat(http.responseHeaders)
        .containsOnlyKeys("Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Vary")
        .containsEntry("Access-Control-Allow-Origin", List.of("https://app.example"))
        .containsEntry("Access-Control-Expose-Headers", List.of("ETag"))
        .containsEntry("Vary", List.of("Accept-Encoding, Origin"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "", "https://app.example/"})
  void isTakenOffADenial(String origin) throws Exception {
    http.origin(origin);
    grantEverything();
    run(filter);
    assertThat(http.responseHeaders)
        .containsOnlyKeys("Vary")
        .containsEntry("Vary", List.of("Accept-Encoding, Origin"));
  }

  /** None of them does anything without an allowed origin; beside ours each would. */
  @ParameterizedTest
  @FieldSource("SIX")
  void isTakenOffBesideAGrantThoughItAllowsNoOrigin(String name) throws Exception {
    CorsFilter plain =
        filter(CorsPolicy.of(CorsRule.allow("https://app.example").methods("GET").build()));
    http.origin("https://app.example");
    http.responseHeaders.put(name, List.of("outer"));
    run(plain);
    assertThat(http.responseHeaders).containsOnlyKeys("Access-Control-Allow-Origin", "Vary");
    http.requestHeaders.put("Access-Control-Request-Method", List.of("GET"));
    http.attributes.clear();
    http.method = "OPTIONS";
    http.responseHeaders.put(name, List.of("outer"));
    run(plain);
    assertThat(http.responseHeaders)
        .containsOnlyKeys("Access-Control-Allow-Origin", "Access-Control-Allow-Methods", "Vary")
        .doesNotContainValue(List.of("outer"));
  }

  @ParameterizedTest
  @FieldSource("SIX")
  void isTakenOffBesideTheAnswerThatEverybodyGets(String name) throws Exception {
    http.responseHeaders.put(name, List.of("outer"));
    run(filter(CorsPolicy.of(CorsRule.allow("*").methods("GET").build())));
    assertThat(http.responseHeaders)
        .containsExactly(Map.entry("Access-Control-Allow-Origin", List.of("*")));
  }

  @ParameterizedTest
  @FieldSource("SIX")
  void isTakenOffADenialThoughItAllowsNoOrigin(String name) throws Exception {
    http.origin("https://evil.example");
    http.responseHeaders.put(name, List.of("outer"));
    run(filter);
    assertThat(http.responseHeaders).containsOnlyKeys("Vary");
  }

  @Test
  void isTakenOffWhereThereIsNoOrigin() throws Exception {
    grantEverything();
    run(filter);
    assertThat(http.responseHeaders).containsOnlyKeys("Vary");
  }

  @Test
  void isTakenOffARefusedPreflight() throws Exception {
    http.origin("https://evil.example").method = "OPTIONS";
    http.requestHeaders.put("Access-Control-Request-Method", List.of("GET"));
    grantEverything();
    run(filter);
    assertThat(http.status).isEqualTo(403);
    assertThat(http.responseHeaders).doesNotContainKeys(SIX);
  }

  @ParameterizedTest
  @EnumSource(
      value = CorsDialect.class,
      names = {"S3", "COS"})
  void isTakenOffInAStoresBucketWithoutRules(CorsDialect dialect) throws Exception {
    http.origin("https://app.example");
    grantEverything();
    run(filter(CorsPolicy.builder().dialect(dialect).build()));
    assertThat(http.responseHeaders).doesNotContainKeys(SIX);
  }

  @Test
  void isLeftInABucketWithoutRules() throws Exception {
    http.origin("https://app.example");
    grantEverything();
    run(filter(CorsPolicy.builder().build()));
    assertThat(http.responseHeaders).containsKeys(SIX);
  }

  @Test
  void isTakenOffTheErrorPageOfADenialToo() throws Exception {
    http.origin("https://evil.example");
    run(filter);
    grantEverything();
    http.dispatcher = DispatcherType.ERROR;
    run(filter);
    assertThat(http.responseHeaders).containsOnlyKeys("Vary");
  }

  /** Servlet 6.0 says nothing on a null value, and Tomcat 10.1 ignores it. */
  @Test
  void isEmptiedWhereNothingRemovesAHeader() throws Exception {
    http.removesHeaders = false;
    http.origin("https://evil.example");
    grantEverything();
    run(filter);
    for (String name : SIX) {
      assertThat(http.responseHeaders).containsEntry(name, List.of(""));
    }
  }

  @Test
  void isWarnedOfOnce() throws Exception {
    for (String origin : List.of("https://evil.example", "https://app.example")) {
      http.attributes.clear();
      http.origin(origin);
      grantEverything();
      run(filter);
    }
    log.close();
    assertThat(log.said()).singleElement().asString().contains("before CorsFilter");
  }

  @Test
  void isNotSuspectedInWhatTheFilterWroteItself() throws Exception {
    http.origin("https://app.example");
    run(filter);
    http.dispatcher = DispatcherType.ERROR;
    run(filter);
    log.close();
    assertThat(log.said()).isEmpty();
  }
}
