package io.bucketcors.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.Servers;
import io.bucketcors.conformance.app.TestApp;
import io.bucketcors.conformance.harness.RawHttp;
import io.bucketcors.conformance.harness.RawResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** As {@link ContainerSecurityTest}, where the container sends users to a page to log in. */
@ExtendWith(Servers.Extension.class)
class FormLoginTest {
  private final Servers servers;
  private final RawHttp http;

  FormLoginTest(Servers servers) {
    this.servers = servers;
    http = servers.http(TestApp.FORM);
  }

  private RawResponse preflight(String path) {
    return http.send(
        """
        OPTIONS /form%s HTTP/1.1
        Origin: https://app.example
        Access-Control-Request-Method: GET
        """
            .formatted(path));
  }

  private RawResponse get(String path, String cookie) {
    return http.send(
        """
        GET /form%s HTTP/1.1
        Origin: https://app.example
        Cookie: %s
        """
            .formatted(path, cookie));
  }

  @Test
  void answersPreflightWhereTheConstraintLeavesOptionsOut() {
    RawResponse answer = preflight("/secured/ok");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.lines("Access-Control-Allow-Origin")).containsExactly("https://app.example");
    servers.table().cell("preflight, FORM constraint without OPTIONS", "204");
  }

  /** A browser takes neither a page nor a redirect for the answer to a preflight. */
  @Test
  void whatPreflightGetsWhereTheConstraintCoversOptions() {
    RawResponse answer = preflight("/closed/ok");
    servers.table().cell("preflight, FORM constraint on all methods", seen(answer));
  }

  @Test
  void sendsAnActualRequestToTheLoginPage() {
    RawResponse answer = get("/secured/ok", "none=none");
    assertThat(answer.body()).doesNotEndWith("ok");
    servers.table().cell("FORM login page instead of an answer", seen(answer));
  }

  @Test
  void grantsOnceTheUserHasLoggedIn() {
    String cookie = cookies(get("/secured/ok", "none=none"));
    String form = "j_username=" + TestApp.USER + "&j_password=" + TestApp.PASSWORD;
    RawResponse login =
        http.sendBytes(
            """
            POST /form/j_security_check HTTP/1.1\r
            Host: api.example\r
            Connection: close\r
            Cookie: %s\r
            Content-Type: application/x-www-form-urlencoded\r
            Content-Length: %d\r
            \r
            %s"""
                .formatted(cookie, form.length(), form)
                .getBytes(StandardCharsets.US_ASCII));
    assertThat(login.status()).as("%s", login).isIn(302, 303);
    assertThat(login.lines("Location").toString()).contains("/form/secured/ok");
    RawResponse answer =
        get("/secured/ok", login.lines("Set-Cookie").isEmpty() ? cookie : cookies(login));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.lines("Access-Control-Allow-Origin")).containsExactly("https://app.example");
    assertThat(answer.vary()).containsOnlyOnce("Origin");
    servers.table().cell("after FORM login", "kept");
  }

  /** Those that a client sends back: the session's, and what else a server remembers a user by. */
  private static String cookies(RawResponse answer) {
    List<String> cookies = answer.lines("Set-Cookie");
    assertThat(cookies).as("%s", answer).isNotEmpty();
    return cookies.stream()
        .map(cookie -> cookie.split(";", 2)[0])
        .collect(Collectors.joining("; "));
  }

  private static String seen(RawResponse answer) {
    boolean granted = answer.headers().containsKey("Access-Control-Allow-Origin");
    String what = answer.body().contains("page /page/login") ? ", login page" : "";
    return answer.status() + what + (granted ? ", headers" : ", no headers");
  }
}
