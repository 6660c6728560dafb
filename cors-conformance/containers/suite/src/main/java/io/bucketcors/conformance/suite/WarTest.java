package io.bucketcors.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.Container;
import io.bucketcors.conformance.RawHttp;
import io.bucketcors.conformance.RawResponse;
import io.bucketcors.conformance.Servers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The WAR of examples/webxml, unchanged: rules in a properties file, no Java code. */
@ExtendWith(Servers.Extension.class)
class WarTest {

  @Test
  void answersLikeABucketWithoutJavaCode(Servers servers) throws Exception {
    String row = "the WAR of examples/webxml";
    if (!servers.container().deploysWars()) {
      servers.table().cell(row, "nothing reads web.xml here; WildFly does");
      return;
    }
    Path war = Path.of(System.getProperty("example.war"));
    assertThat(war.resolve("WEB-INF/web.xml")).as("packaged by mvn verify").exists();
    try (Container.Running running = servers.container().deploy(war)) {
      RawHttp http = new RawHttp(running.port());
      RawResponse granted =
          http.send(
              """
              GET /test.txt HTTP/1.1
              Origin: https://app.example
              """);
      assertThat(granted.status()).isEqualTo(200);
      assertThat(granted.body()).contains("An object.");
      assertThat(granted.lines("Access-Control-Allow-Origin"))
          .containsExactly("https://app.example");
      assertThat(granted.lines("Access-Control-Expose-Headers")).containsExactly("ETag");
      assertThat(granted.vary()).containsOnlyOnce("Origin");
      RawResponse missing =
          http.send(
              """
              GET /missing.txt HTTP/1.1
              Origin: http://localhost:3000
              """);
      assertThat(missing.status()).isEqualTo(404);
      assertThat(missing.lines("Access-Control-Allow-Origin"))
          .containsExactly("http://localhost:3000");
      RawResponse denied =
          http.send(
              """
              GET /test.txt HTTP/1.1
              Origin: https://evil.example
              """);
      assertThat(denied.status()).isEqualTo(200);
      assertThat(denied.headers()).doesNotContainKey("Access-Control-Allow-Origin");
      RawResponse forAll =
          http.send(
              """
              GET /public/test.txt HTTP/1.1
              Origin: https://evil.example
              """);
      assertThat(forAll.lines("Access-Control-Allow-Origin")).containsExactly("*");
      assertThat(forAll.headers()).doesNotContainKey("Vary");
      RawResponse preflight =
          http.send(
              """
              OPTIONS /test.txt HTTP/1.1
              Origin: https://app.example
              Access-Control-Request-Method: HEAD
              Access-Control-Request-Headers: x-trace
              """);
      assertThat(preflight.status()).isEqualTo(204);
      assertThat(preflight.lines("Access-Control-Allow-Methods")).containsExactly("GET, HEAD");
      assertThat(preflight.lines("Access-Control-Allow-Headers")).containsExactly("x-trace");
      assertThat(preflight.lines("Access-Control-Max-Age")).containsExactly("600");
    }
    servers.table().cell(row, "works");
  }
}
