package io.bucketcors.conformance.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.conformance.Container;
import io.bucketcors.conformance.app.TestApp;
import io.bucketcors.conformance.harness.RawHttp;
import io.bucketcors.conformance.harness.RawResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/spring-boot.md} shows is what runs here, and works as it says. */
class SpringBootDocumentationTest {
  private static final Path SOURCE =
      Path.of("src/test/java/io/bucketcors/conformance/springboot/CorsConfiguration.java");

  @TempDir Path folder;

  private static String block(String language) throws IOException {
    Path docs = Path.of(System.getProperty("compatibility.table"));
    String text = Files.readString(docs.resolveSibling("spring-boot.md"));
    String start = "```" + language + "\n";
    int from = text.indexOf(start);
    assertThat(from).as("a block of %s", language).isPositive();
    return text.substring(from + start.length(), text.indexOf("```\n", from + 1));
  }

  private Container.Running runWith(String rules) throws IOException {
    Path file = folder.resolve("application.yaml");
    Files.writeString(file, rules);
    return SpringBoot.run(TestApp.PLAIN, Map.of("spring.config.location", file.toUri().toString()));
  }

  @Test
  void showsTheClassThatTheSuiteRuns() throws Exception {
    String code = Files.readString(SOURCE);
    assertThat(block("java")).isEqualTo(code.substring(code.indexOf("import ")));
  }

  @Test
  void itsRulesAreInForceBeforeSpringSecurity() throws Exception {
    try (Container.Running running = runWith(block("yaml"))) {
      RawHttp http = new RawHttp(running.port());
      RawResponse granted = get(http, "/do/ok", "https://shop.partner.example");
      assertThat(granted.status()).isEqualTo(200);
      assertThat(granted.lines("Access-Control-Allow-Origin"))
          .containsExactly("https://shop.partner.example");
      assertThat(get(http, "/do/ok", "https://evil.example").headers())
          .doesNotContainKey("Access-Control-Allow-Origin");
      assertThat(get(http, "/open/ok", "https://evil.example").lines("Access-Control-Allow-Origin"))
          .containsExactly("*");
      RawResponse preflight =
          http.send(
              """
              OPTIONS /closed/ok HTTP/1.1
              Origin: https://app.example
              Access-Control-Request-Method: PUT
              Access-Control-Request-Headers: content-type
              """);
      assertThat(preflight.status()).isEqualTo(204);
      assertThat(preflight.lines("Access-Control-Allow-Methods")).containsExactly("GET, HEAD, PUT");
      assertThat(preflight.lines("Access-Control-Max-Age")).containsExactly("600");
      RawResponse closed = get(http, "/closed/ok", "https://app.example");
      assertThat(closed.status()).isEqualTo(401);
      assertThat(closed.lines("Access-Control-Allow-Origin"))
          .containsExactly("https://app.example");
    }
  }

  @Test
  void mistakesKeepItFromStarting() throws Exception {
    String mistakes =
        block("yaml").replace("app.example", "app.example/").replace("HEAD,PUT", "HEAD,put");
    assertThatThrownBy(() -> runWith(mistakes).close())
        .rootCause()
        .isInstanceOf(CorsConfigurationException.class)
        .hasMessageContaining("remove the trailing slash")
        .hasMessageContaining("PUT");
  }

  private static RawResponse get(RawHttp http, String path, String origin) {
    return http.send(
        """
        GET %s HTTP/1.1
        Origin: %s
        """
            .formatted(path, origin));
  }
}
