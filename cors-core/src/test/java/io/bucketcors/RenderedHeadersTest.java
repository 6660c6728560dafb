package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.adapter.CorsHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The values of single headers. */
class RenderedHeadersTest {
  private static final CorsPolicy ANY_HEADER =
      CorsPolicy.of(CorsRule.allow("https://a.example").methods("PUT").headers("*").build());

  @Test
  void allowsTheRequestedHeadersOfSeveralLinesInOne() {
    CorsRequest request =
        CorsRequest.preflight("https://a.example", "PUT", "x-a")
            .with("Access-Control-Request-Headers", "X-B, x-c")
            .with("Access-Control-Request-Headers", "x-d");

    assertThat(allowed(request)).isEqualTo("x-a,x-b,x-c,x-d");
  }

  /** What browsers write is not written again. */
  @Test
  void sendsTidyHeadersBackAsTheyCame() {
    String sent = "x-a,x-b";
    CorsRequest tidy =
        CorsRequest.preflight("https://a.example", "PUT")
            .with("Access-Control-Request-Headers", sent);

    assertThat(allowed(tidy)).isSameAs(sent);
    assertThat(allowed(CorsRequest.preflight("https://a.example", "PUT", " X-A , x-b")))
        .isEqualTo(sent);
  }

  private static @Nullable String allowed(CorsRequest request) {
    return ANY_HEADER.decide(request).headers(request).get(CorsHeaders.ALLOW_HEADERS);
  }

  @Test
  void saysWhyByAnIdOnlyIfThatIsPlainVisibleText() {
    assertThat(why("!~")).isEqualTo("allowed; rule=!~; bucket=default");
    for (String id : new String[] {"a b", " ", "a\u007f", "a;b", "\u00e4", "a\tb", ""}) {
      assertThat(why(id)).as(id).isEqualTo("allowed; rule=0; bucket=default");
    }
  }

  private static @Nullable String why(String id) {
    CorsRequest request = CorsRequest.actual("GET", "https://a.example");
    return CorsPolicy.builder()
        .diagnostics(true)
        .rule(CorsRule.allow("https://a.example").methods("GET").id(id).build())
        .build()
        .decide(request)
        .headers(request)
        .get(CorsHeaders.DIAGNOSTICS);
  }
}
