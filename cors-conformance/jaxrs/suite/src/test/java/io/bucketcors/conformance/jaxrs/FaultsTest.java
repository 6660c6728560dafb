package io.bucketcors.conformance.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.RawResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What of the app throws while a preflight is answered, with buckets named by annotations. */
@Tag("embedded")
@ParameterizedClass(name = "{0}")
@MethodSource("stacks")
class FaultsTest extends Conformance {
  private static final String LOCATED =
      "a sub-resource locator runs while a listed origin's preflight is matched, and no filter is"
          + " called for what it throws";
  private static final String MAPPED =
      "no filter is called for what an exception mapper throws while a preflight is matched";

  FaultsTest(String stack) {
    super(stack, "/broken", "What of the app throws on a preflight");
  }

  private RawResponse preflight(String path, String origin) throws Exception {
    return send("OPTIONS /api/broken/" + path, origin, "Access-Control-Request-Method: PUT");
  }

  private static void assertAnswer(RawResponse answer, int status) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.lines("Access-Control-Allow-Origin"))
        .hasSize(status == 204 ? 1 : 0)
        .allMatch("https://app.example"::equals);
    assertThat(answer.lines("Vary"))
        .containsExactly("Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
  }

  /** Whatever would throw does not run for strangers. */
  private void assertRefusedToStrangers(String path) throws Exception {
    int before = calls();
    assertAnswer(preflight(path, EVIL), 403);
    assertThat(calls()).isEqualTo(before);
  }

  private void assertAnswered(String path, int status) throws Exception {
    assertRefusedToStrangers(path);
    assertAnswer(preflight(path, APP), status);
  }

  /** The server's own error, perhaps with a page: it grants nothing, so a browser refuses too. */
  private void assertServerError(String path, String why) throws Exception {
    assertRefusedToStrangers(path);
    RawResponse answer = preflight(path, APP);
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.grants()).isEmpty();
    cell("refused by a 500: " + why);
  }

  @Test
  void answersPreflightWhereMapperOfResponseFilterThrows() throws Exception {
    assertAnswered("plain", 204);
  }

  @Test
  void refusesPreflightWhereMapperOfMissingResourceThrows() throws Exception {
    if (on("resteasy")) {
      assertServerError("nowhere/at/all", MAPPED);
      return;
    }
    assertAnswered("nowhere/at/all", 403);
  }

  @Test
  void refusesPreflightWhereLocatorThrows() throws Exception {
    if (on("resteasy")) {
      assertAnswered("locator", 403);
      return;
    }
    assertServerError("locator", LOCATED);
  }

  @Test
  void refusesPreflightWhereLocatorThrowsWhatIsMapped() throws Exception {
    assertAnswered("locator-mapped", 403);
  }

  @Test
  void refusesPreflightWhereMapperOfLocatorThrows() throws Exception {
    if (on("jersey")) {
      assertAnswered("locator-fault", 403);
      return;
    }
    assertServerError("locator-fault", MAPPED);
  }
}
