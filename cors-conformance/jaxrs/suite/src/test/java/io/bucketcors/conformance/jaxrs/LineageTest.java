package io.bucketcors.conformance.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.RawResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A resource whose buckets stand on a generic interface and superclass. */
@Tag("embedded")
@ParameterizedClass(name = "{0}")
@MethodSource("stacks")
class LineageTest extends Conformance {
  private static final String ORDERS = "Origin: https://orders.example";
  private static final String REPORTS = "Origin: https://reports.example";

  LineageTest(String stack) {
    super(stack, "/buckets", "`@CorsBucket` on generic interfaces and superclasses");
  }

  private void assertJudgedFor(String allowed, String method, String path) throws Exception {
    for (String origin : new String[] {ORDERS, REPORTS, APP, EVIL}) {
      RawResponse answer =
          send("OPTIONS " + path, origin, "Access-Control-Request-Method: " + method);
      assertThat(answer.status()).as(origin).isEqualTo(origin.equals(allowed) ? 204 : 403);
    }
  }

  @Test
  void findsBucketOfInterface() throws Exception {
    assertJudgedFor(ORDERS, "PUT", "/api/wares");
  }

  @Test
  void findsBucketOfSuperclass() throws Exception {
    assertJudgedFor(REPORTS, "PUT", "/api/wares/taken");
    assertJudgedFor(REPORTS, "GET", "/api/wares");
  }
}
