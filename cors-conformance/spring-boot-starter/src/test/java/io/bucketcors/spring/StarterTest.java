package io.bucketcors.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import io.bucketcors.conformance.harness.RawHttp;
import io.bucketcors.conformance.harness.RawResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What an application has that adds the starter and writes rules into its YAML. */
class StarterTest {
  @TempDir private Path folder;

  /** The YAML that the documentation shows. */
  private static String shown() throws IOException {
    String page = Files.readString(Path.of(System.getProperty("docs"), "start", "spring-boot.md"));
    String start = "```yaml\n";
    int from = page.indexOf(start) + start.length();
    return page.substring(from, page.indexOf("```\n", from));
  }

  private static RawResponse get(RawHttp http, String path, String origin) {
    return http.send(
        """
        GET %s HTTP/1.1
        Origin: %s
        """
            .formatted(path, origin));
  }

  @Test
  void theDocumentedRulesAreInForceBeforeSpringSecurity() throws Exception {
    try (Shop shop = Shop.start(folder, shown())) {
      RawHttp http = new RawHttp(shop.port());
      RawResponse granted = get(http, "/goods", "https://shop.partner.example");
      assertThat(granted.status()).isEqualTo(200);
      assertThat(granted.lines("Access-Control-Allow-Origin"))
          .containsExactly("https://shop.partner.example");
      assertThat(get(http, "/goods", "https://evil.example").headers())
          .doesNotContainKey("Access-Control-Allow-Origin");
      assertThat(
              get(http, "/open/goods", "https://evil.example").lines("Access-Control-Allow-Origin"))
          .containsExactly("*");
      RawResponse preflight =
          http.send(
              """
              OPTIONS /closed HTTP/1.1
              Origin: https://app.example
              Access-Control-Request-Method: PUT
              Access-Control-Request-Headers: content-type
              """);
      assertThat(preflight.status()).isEqualTo(204);
      assertThat(preflight.lines("Access-Control-Allow-Methods")).containsExactly("GET, HEAD, PUT");
      RawResponse closed = get(http, "/closed", "https://app.example");
      assertThat(closed.status()).isEqualTo(401);
      assertThat(closed.lines("Access-Control-Allow-Origin"))
          .containsExactly("https://app.example");
    }
  }

  @Test
  void theActuatorShowsTheRulesAndExplainsARequest() throws Exception {
    try (Shop shop = Shop.start(folder, shown())) {
      RawHttp http = new RawHttp(shop.port());
      assertThat(body(get(http, "/actuator/bucketcors", "https://x.example")))
          .contains("\"version\":\"", "\"allowedOrigins\":[\"https://app.example\"", "/open/*");
      assertThat(
              body(
                  get(
                      http,
                      "/actuator/bucketcors?origin=https://app.example&method=DELETE",
                      "https://x.example")))
          .contains("\"reason\":\"METHOD_NOT_ALLOWED\"", "\"origin\":\"MATCHED\"");
      get(http, "/goods", "https://app.example");
      assertThat(body(get(http, "/actuator/metrics/bucketcors.decisions", "https://x.example")))
          .contains("\"bucketcors.bucket\"", "\"bucketcors.outcome\"");
    }
  }

  private static String body(RawResponse response) {
    assertThat(response.status()).isEqualTo(200);
    return response.body();
  }

  @Test
  void everyMistakeIsToldOnceWithItsFileAndLine() throws Exception {
    String mistakes =
        """
        bucketcors:
          rules:
            - allowed-origins:
                - https://app.example/
                - https://*.partner.example
              allowed-methods: GET,put
              max-age-seconds: -1
        """;
    assertThatThrownBy(() -> Shop.start(folder, mistakes).close())
        .rootCause()
        .isInstanceOf(io.bucketcors.CorsConfigurationException.class);
    String log = Files.readString(folder.resolve("log.txt"), StandardCharsets.UTF_8);
    String told = log.substring(log.indexOf("APPLICATION FAILED TO START"));
    assertThat(told)
        .containsOnlyOnce("remove the trailing slash: https://app.example")
        .containsOnlyOnce("[method-case]")
        .containsOnlyOnce("[max-age]")
        .contains(
            "application.yaml] - 4:11", "application.yaml] - 6:24", "application.yaml] - 7:24")
        .doesNotContain("properties of the application");
  }

  @Test
  void anUnknownKeyKeepsItFromStarting() {
    assertThatThrownBy(() -> Shop.start(folder, "bucketcors:\n  reload-intervall: PT5S\n").close())
        .hasStackTraceContaining("bucketcors.reload-intervall");
  }

  @Test
  void withoutRulesTheApplicationIsUntouched() throws Exception {
    try (Shop shop = Shop.start(folder, "spring.application.name: shop\n")) {
      RawResponse response = get(new RawHttp(shop.port()), "/goods", "https://app.example");
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.headers()).doesNotContainKey("Access-Control-Allow-Origin");
    }
  }

  /** Rules that come from a database, for instance. */
  @Configuration(proxyBeanMethods = false)
  static class OwnRules {
    @Bean
    CorsPolicySource rules() {
      return CorsPolicySource.of(
          CorsRule.allow("https://own.example").methods("GET", "HEAD").build());
    }
  }

  @Test
  void aSourceOfTheApplicationsOwnCounts() throws Exception {
    try (Shop shop = Shop.start(folder, shown(), OwnRules.class)) {
      RawHttp http = new RawHttp(shop.port());
      assertThat(get(http, "/goods", "https://own.example").lines("Access-Control-Allow-Origin"))
          .containsExactly("https://own.example");
      assertThat(get(http, "/goods", "https://app.example").headers())
          .doesNotContainKey("Access-Control-Allow-Origin");
    }
  }
}
