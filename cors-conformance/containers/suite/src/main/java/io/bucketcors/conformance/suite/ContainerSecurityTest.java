package io.bucketcors.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.Servers;
import io.bucketcors.conformance.harness.RawResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Security that the container manages comes before any filter; what that means for preflight. */
@ExtendWith(Servers.Extension.class)
class ContainerSecurityTest {
  private final Servers servers;

  ContainerSecurityTest(Servers servers) {
    this.servers = servers;
  }

  private RawResponse preflight(String path) {
    return servers
        .plain()
        .send(
            """
            OPTIONS %s HTTP/1.1
            Origin: https://app.example
            Access-Control-Request-Method: GET
            Access-Control-Request-Headers: authorization
            """
                .formatted(path));
  }

  /** spring-security#4448, for security constraints. */
  @Test
  void answersPreflightWhereTheConstraintLeavesOptionsOut() {
    RawResponse answer = preflight("/secured/ok");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.lines("Access-Control-Allow-Headers")).containsExactly("authorization");
    servers.table().cell("preflight, BASIC constraint without OPTIONS", "204");
  }

  @Test
  void cannotAnswerPreflightWhereTheConstraintCoversOptions() {
    RawResponse answer = preflight("/closed/ok");
    servers.table().cell("preflight, BASIC constraint on all methods", seen(answer));
  }

  @Test
  void stillProtectsTheActualRequest() {
    RawResponse answer =
        servers
            .plain()
            .send(
                """
                GET /secured/ok HTTP/1.1
                Origin: https://app.example
                """);
    assertThat(answer.status()).isEqualTo(401);
    servers.table().cell("401 of the container itself", seen(answer));
  }

  @Test
  void grantsOnceTheUserIsKnown() {
    String user =
        Base64.getEncoder().encodeToString("ann:secret".getBytes(StandardCharsets.US_ASCII));
    RawResponse answer =
        servers
            .plain()
            .send(
                """
                GET /secured/ok HTTP/1.1
                Origin: https://app.example
                Authorization: Basic %s
                """
                    .formatted(user));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.lines("Access-Control-Allow-Origin")).containsExactly("https://app.example");
  }

  private static String seen(RawResponse answer) {
    boolean granted = answer.headers().containsKey("Access-Control-Allow-Origin");
    return answer.status() + (granted ? ", headers" : ", no headers");
  }
}
