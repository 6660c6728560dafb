package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.adapter.CorsHeaders;
import io.bucketcors.adapter.CorsVary;
import io.bucketcors.text.Quoted;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SmallPartsTest {

  @Test
  void mergesVary() {
    assertThat(CorsVary.merge(List.of(), "Origin")).isEqualTo("Origin");
    assertThat(CorsVary.merge(List.of("Origin"), "Origin")).isNull();
    assertThat(CorsVary.merge(List.of("oRIGIN"), "Origin")).isNull();
    assertThat(CorsVary.merge(List.of("*"), "Origin")).isNull();
    assertThat(CorsVary.merge(List.of("Accept", " * "), "Origin")).isNull();
    assertThat(CorsVary.merge(List.of("Accept,\tOrigin \t"), "Origin")).isNull();
    assertThat(CorsVary.merge(List.of("X-Origin"), "Origin")).isEqualTo("X-Origin, Origin");
    assertThat(CorsVary.merge(List.of("Origin-X"), "Origin")).isEqualTo("Origin-X, Origin");
    assertThat(CorsVary.merge(List.of("a", "b"), "Origin")).isEqualTo("a, b, Origin");
    assertThat(CorsVary.merge(List.of(""), "Origin")).isEqualTo("Origin");
    assertThat(CorsVary.merge(List.of("B"), "A, B, C")).isEqualTo("B, A, C");
    assertThat(CorsVary.merge(List.of("C, A", "B"), "A, B, C")).isNull();
    assertThat(CorsVary.merge(List.of(",Origin"), "Origin")).isNull();
    assertThat(CorsVary.merge(List.of("A"), ",Origin")).isEqualTo("A, Origin");
    assertThat(CorsVary.merge(List.of("A"), "Origin, ")).isEqualTo("A, Origin");
    assertThat(CorsVary.merge(List.of("A"), "Origin \t, B")).isEqualTo("A, Origin, B");
    assertThat(CorsVary.merge(List.of("A"), " , \t")).isNull();
  }

  @Test
  void knowsTheSixHeadersOfThePolicy() {
    for (String name :
        List.of(
            "Access-Control-Allow-Origin",
            "access-control-allow-credentials",
            "ACCESS-CONTROL-ALLOW-METHODS",
            "Access-Control-Allow-Headers",
            "Access-Control-Expose-Headers",
            "Access-Control-Max-Age")) {
      assertThat(CorsHeaders.isPolicyHeader(name)).as(name).isTrue();
    }
    for (String name :
        List.of(
            "Access-Control-Request-Method",
            "Access-Control-",
            "Access-Control-Allow-Private-Network",
            "Allow",
            "",
            "X-Access-Control-Max-Age")) {
      assertThat(CorsHeaders.isPolicyHeader(name)).as(name).isFalse();
    }
  }

  // Containers send such names as they are, and whoever reads them may read over what is around.
  @Test
  void knowsTheSixHeadersOfThePolicyWithWhatIsReadOver() {
    for (String name :
        List.of(
            "Access-Control-Allow-Origin ",
            " access-control-allow-credentials",
            "\t ACCESS-CONTROL-ALLOW-METHODS \t",
            "Access-Control-Allow-Headers\r\n",
            "Access-Control-Expose-Headers\u0000",
            "\u00a0Access-Control-Max-Age\u2003")) {
      assertThat(CorsHeaders.isPolicyHeader(name)).as(name).isTrue();
    }
    for (String name :
        List.of(" ", " \t ", "Access-Control-Allow Origin", "Access-Control-Max-Age :", " Vary ")) {
      assertThat(CorsHeaders.isPolicyHeader(name)).as(name).isFalse();
    }
  }

  @Test
  void quotesWithoutControlCharacters() {
    assertThat(Quoted.of("a\"\\\r\n\u00e9 ~")).isEqualTo("\"a\\\"\\\\\\u000d\\u000a\\u00e9 ~\"");
    assertThat(Quoted.of("\u007f")).isEqualTo("\"\\u007f\"");
    assertThat(Quoted.of("x".repeat(200))).hasSize(202);
    assertThat(Quoted.of("x".repeat(201))).endsWith("x... (201 characters)\"");
    // Fuzzing found that escapes were not counted.
    assertThat(Quoted.of("\u0001".repeat(500))).hasSizeLessThan(240);
  }

  @Test
  void saysWhereSomethingWasWritten() {
    CorsLocation code = CorsLocation.inCode("files", 2, CorsField.ALLOWED_ORIGINS, 0);
    assertThat(code).hasToString("bucket files, rule 2, allowed-origins, element 0");
    assertThat(CorsLocation.inCode("files")).hasToString("bucket files");
    assertThat(code.under("bucketcors.x", "env")).hasToString("bucketcors.x, element 0 (env)");
    assertThat(code.at("rules.xml", 3, 7))
        .hasToString(
            "bucket files, rule 2, allowed-origins, element 0 (rules.xml, line 3, column 7)");
  }

  @Test
  void requestsReadHeadersInAnyCaseAndByLine() {
    CorsRequest request =
        new CorsRequest("GET", Map.of("ORIGIN", List.of("a"))).with("origin", "b");
    assertThat(CorsRequest.READER.header(request, "Origin", 0)).isEqualTo("a");
    assertThat(CorsRequest.READER.header(request, "Origin", 1)).isEqualTo("b");
    assertThat(CorsRequest.READER.header(request, "Origin", 2)).isNull();
    assertThat(CorsRequest.READER.header(request, "Host", 0)).isNull();
    assertThat(CorsRequest.READER.method(request)).isEqualTo("GET");
    CorsRequest preflight = CorsRequest.preflight("o", "PUT", "x-a", "x-b");
    assertThat(preflight.headers())
        .containsEntry("access-control-request-headers", List.of("x-a,x-b"))
        .containsEntry("access-control-request-method", List.of("PUT"));
    assertThat(CorsRequest.preflight("o", "PUT").headers())
        .doesNotContainKey("access-control-request-headers");
  }

  @Test
  void explainsEveryPartOfEveryRule() {
    CorsPolicy policy =
        CorsPolicy.of(
            CorsRule.allow("https://a.example").methods("GET").headers("x-a").build(),
            CorsRule.allow("https://b.example").methods("PUT", "GET").build(),
            CorsRule.allow("*").methods("*").headers("*").build());
    CorsExplanation explanation =
        policy.explain(CorsRequest.preflight("https://a.example", "PUT", "x-a"));
    assertThat(explanation.decision().isAllowed()).isTrue();
    assertThat(explanation.rules())
        .extracting(
            CorsExplanation.RuleExplanation::origin,
            CorsExplanation.RuleExplanation::method,
            CorsExplanation.RuleExplanation::headers)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                CorsExplanation.Part.MATCHED,
                CorsExplanation.Part.FAILED,
                CorsExplanation.Part.MATCHED),
            org.assertj.core.groups.Tuple.tuple(
                CorsExplanation.Part.FAILED,
                CorsExplanation.Part.MATCHED,
                CorsExplanation.Part.FAILED),
            org.assertj.core.groups.Tuple.tuple(
                CorsExplanation.Part.MATCHED,
                CorsExplanation.Part.MATCHED,
                CorsExplanation.Part.MATCHED));
    CorsExplanation plain = policy.explain(CorsRequest.of("GET"));
    assertThat(plain.rules())
        .extracting(CorsExplanation.RuleExplanation::origin)
        .containsOnly(CorsExplanation.Part.NOT_ASKED);
    assertThat(plain.rules())
        .extracting(CorsExplanation.RuleExplanation::headers)
        .containsOnly(CorsExplanation.Part.NOT_ASKED);
  }

  @Test
  void rulesCopyTheirLists() {
    CorsRule.Builder builder = CorsRule.allow("https://a.example").methods("GET");
    CorsRule rule = builder.build();
    builder.methods("PUT").headers("x").expose("y").id("z").credentials(true);
    assertThat(rule.allowedMethods()).containsExactly("GET");
    assertThat(rule.dangerouslyAllow()).isEmpty();
    CorsRule later = builder.dangerouslyAllow(CorsHazard.NULL_ORIGIN).maxAgeSeconds(5).build();
    assertThat(later.allowedMethods()).containsExactly("GET", "PUT");
    assertThat(later.allowedHeaders()).containsExactly("x");
    assertThat(later.exposeHeaders()).containsExactly("y");
    assertThat(later.id()).isEqualTo("z");
    assertThat(later.allowCredentials()).isTrue();
    assertThat(later.dangerouslyAllow()).containsExactly(CorsHazard.NULL_ORIGIN);
    assertThat(later.maxAgeSeconds()).hasValue(5);
  }

  /** With {@code -X HEAD} curl would wait for a body that never comes. */
  @Test
  void aRequestIsACommandThatAShellTakesAsItIs() {
    String url = "https://api.example/a b";
    assertThat(CorsRequest.of("GET").curl("")).isEqualTo("curl -i /");
    assertThat(CorsRequest.actual("HEAD", "https://a.example").curl("https://api.example/"))
        .isEqualTo("curl -i -I -H 'Origin: https://a.example' https://api.example/");
    assertThat(CorsRequest.actual("PUT", "x'\r\n$(y)").curl(url))
        .isEqualTo("curl -i -X PUT -H 'Origin: x'\\''??$(y)' 'https://api.example/a b'");
    assertThat(CorsRequest.preflight("null", "GET", "x-a", "x-b").curl("/"))
        .isEqualTo(
            "curl -i -X OPTIONS -H 'Origin: null' -H 'Access-Control-Request-Method: GET'"
                + " -H 'Access-Control-Request-Headers: x-a,x-b' /");
  }
}
