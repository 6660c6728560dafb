package io.bucketcors.conformance.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Resources that name their buckets. */
@ParameterizedClass(name = "{0}")
@MethodSource("stacks")
class NamedBucketTest extends Conformance {
  private static final String ORDERS = "Origin: https://orders.example";
  private static final String REPORTS = "Origin: https://reports.example";
  private static final String NOBODY = "";

  NamedBucketTest(String stack) {
    super(stack, "/buckets", "Buckets named by `@CorsBucket`");
  }

  private RawResponse preflight(String origin, String method, String path) throws Exception {
    return send("OPTIONS " + path, origin, "Access-Control-Request-Method: " + method);
  }

  /** Of four origins, one for each bucket and one stranger, only this one may. */
  private void assertPreflightOnlyFor(String allowed, String method, String path) throws Exception {
    int before = calls();
    for (String origin : new String[] {ORDERS, REPORTS, APP, EVIL}) {
      RawResponse answer = preflight(origin, method, path);
      assertThat(answer.body()).isEmpty();
      assertThat(answer.lines("Allow")).isEmpty();
      assertThat(answer.lines("WWW-Authenticate")).isEmpty();
      assertThat(answer.lines("Vary"))
          .containsExactly("Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
      if (origin.equals(allowed)) {
        assertThat(answer.status()).as(origin).isEqualTo(204);
        assertThat(answer.lines("Access-Control-Allow-Origin"))
            .containsExactly(origin.substring("Origin: ".length()));
        assertThat(String.join("", answer.lines("Access-Control-Allow-Methods"))).contains(method);
      } else {
        assertThat(answer.status()).as(origin).isEqualTo(403);
        assertThat(answer.grants()).isEmpty();
      }
    }
    assertThat(calls()).isEqualTo(before);
  }

  private void assertActualOnlyFor(String allowed, int status, String request, String... lines)
      throws Exception {
    for (String origin : new String[] {ORDERS, REPORTS, APP, EVIL}) {
      String[] all = new String[lines.length + 1];
      all[0] = origin;
      System.arraycopy(lines, 0, all, 1, lines.length);
      RawResponse answer = send(request, all);
      assertThat(answer.status()).isEqualTo(status);
      assertVariesByOrigin(answer);
      if (origin.equals(allowed)) {
        assertThat(answer.lines("Access-Control-Allow-Origin"))
            .containsExactly(origin.substring("Origin: ".length()));
      } else {
        assertThat(answer.grants()).as(origin).isEmpty();
      }
    }
  }

  @Test
  void judgesPreflightByBucketOfTheClass() throws Exception {
    assertPreflightOnlyFor(ORDERS, "GET", "/api/orders");
    // Takes JSON only, and a preflight has no Content-Type.
    assertPreflightOnlyFor(ORDERS, "POST", "/api/orders");
  }

  @Test
  void judgesPreflightByBucketOfTheMethod() throws Exception {
    assertPreflightOnlyFor(REPORTS, "GET", "/api/orders/summary");
  }

  // https://github.com/micronaut-projects/micronaut-core/issues/12865: judged by another route.
  @Test
  void neverJudgesPreflightByNeighbour() throws Exception {
    assertPreflightOnlyFor(ORDERS, "GET", "/api/orders/mixed");
    assertPreflightOnlyFor(REPORTS, "PUT", "/api/orders/mixed");
  }

  @Test
  void judgesPreflightForHeadByBucketOfGet() throws Exception {
    assertPreflightOnlyFor(ORDERS, "HEAD", "/api/orders");
  }

  @Test
  void judgesPreflightByPathWhereNoBucketIsNamed() throws Exception {
    assertPreflightOnlyFor(APP, "GET", "/api/items/hello");
  }

  // What cannot be matched has no bucket that anybody could tell, and its answer is an error.
  @Test
  void refusesPreflightWhereNoResourceIs() throws Exception {
    if (on("quarkus")) {
      RawResponse answer = preflight(APP, "PUT", "/api/nowhere");
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.grants()).isEmpty();
      cell("yes, by a 404: " + ANSWERS_ITSELF);
      return;
    }
    assertPreflightOnlyFor(NOBODY, "PUT", "/api/nowhere");
    assertPreflightOnlyFor(NOBODY, "GET", "/api/orders/nowhere");
  }

  @Test
  void refusesPreflightWhereNoMethodIs() throws Exception {
    for (String method : new String[] {"DELETE", "OPTIONS", "PURGE"}) {
      assertPreflightOnlyFor(NOBODY, method, "/api/orders");
    }
  }

  @Test
  void answersPreflightBeforeAuthentication() throws Exception {
    assertPreflightOnlyFor(ORDERS, "GET", "/api/orders/items/secure");
  }

  @Test
  void refusesPreflightThatPreMatchingAuthenticationStops() throws Exception {
    assertPreflightOnlyFor(NOBODY, "GET", "/api/orders/items/early");
  }

  @Test
  void grantsNothingWhereNoMatchingTellsTheBucket() throws Exception {
    assertActualOnlyFor(NOBODY, 401, "GET /api/orders/items/early");
  }

  @Test
  void runsNothingForPreflightWithBody() throws Exception {
    int before = calls();
    RawResponse answer =
        send(
            "OPTIONS /api/orders",
            ORDERS,
            "Access-Control-Request-Method: POST",
            "Content-Type: text/plain",
            "Content-Length: 0");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(calls()).isEqualTo(before);
  }

  @Test
  void runsNothingForPreflightOfUnreadableMethod() throws Exception {
    int before = calls();
    for (String method : new String[] {"GET, PUT", "G\u00c9T", "", "X".repeat(65)}) {
      RawResponse answer = preflight(ORDERS, method, "/api/orders");
      assertThat(answer.status()).as(method).isIn(403, 400);
      assertThat(answer.grants()).isEmpty();
    }
    assertThat(calls()).isEqualTo(before);
  }

  @Test
  void grantsActualRequestsByBucket() throws Exception {
    assertActualOnlyFor(ORDERS, 200, "GET /api/orders");
    assertActualOnlyFor(REPORTS, 200, "GET /api/orders/summary");
    assertActualOnlyFor(APP, 200, "GET /api/items/hello");
  }

  @Test
  void grantsErrorsByBucket() throws Exception {
    assertActualOnlyFor(ORDERS, 401, "GET /api/orders/items/secure");
    assertActualOnlyFor(ORDERS, 418, "GET /api/orders/mapped");
  }

  // No implementation tells a response filter which class the path had led to.
  @Test
  void grantsNothingToErrorsOfMatching() throws Exception {
    assertActualOnlyFor(NOBODY, 405, "DELETE /api/orders");
    assertActualOnlyFor(
        NOBODY, 415, "POST /api/orders", "Content-Type: text/plain", "Content-Length: 0");
    assertActualOnlyFor(NOBODY, 406, "GET /api/orders/typed", "Accept: image/png");
  }

  @Test
  void grantsNothingWhereNoResourceIs() throws Exception {
    assertThat(send("GET /api/nowhere", APP).status()).isEqualTo(404);
    assertThat(send("GET /api/nowhere", APP).grants()).isEmpty();
    if (!answersItselfWhereNoResourceIs()) {
      assertActualOnlyFor(NOBODY, 404, "GET /api/nowhere");
      assertActualOnlyFor(NOBODY, 404, "GET /api/orders/nowhere");
    }
  }

  @Test
  void grantsAsyncByBucket() throws Exception {
    assertActualOnlyFor(ORDERS, 200, "GET /api/orders/later");
  }

  @Test
  void answersAsTheStoreDoes() throws Exception {
    RawResponse denied = preflight(ORDERS, "GET", "/api/orders/shadow");
    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.body()).contains("<Code>AccessForbidden</Code>");
    assertThat(denied.lines("Vary")).isEmpty();
    assertThat(preflight(APP, "GET", "/api/orders/shadow").status()).isEqualTo(200);
    // The requested method is HEAD while matching, whose answers have no body: none is announced.
    RawResponse head = preflight(ORDERS, "HEAD", "/api/orders/shadow");
    assertThat(head.status()).isEqualTo(403);
    if (head.body().isEmpty()) {
      assertThat(head.lines("Content-Length")).allMatch("0"::equals);
    } else {
      assertThat(head.body()).contains("<Method>HEAD</Method>");
    }
  }

  @Test
  void includesSubResources() throws Exception {
    if (findsSubResourcesLate()) {
      cell("refused at start: sub-resource locators are called after all filters");
      return;
    }
    assertPreflightOnlyFor(ORDERS, "GET", "/api/shops/1");
    assertPreflightOnlyFor(REPORTS, "PUT", "/api/shops/1");
    assertActualOnlyFor(ORDERS, 200, "GET /api/shops/1");
  }
}
