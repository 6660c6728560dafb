package io.bucketcors.conformance.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A servlet filter in front of resources that name their buckets: the filter goes by path. */
@ParameterizedClass(name = "{0}", allowZeroInvocations = true)
@MethodSource("stacksWithServlets")
class FilterOverNamedBucketTest extends Conformance {
  private static final String WARNING = "The application has both @CorsBucket";

  FilterOverNamedBucketTest(String stack) {
    super(stack, "/overridden", "Servlet filter before `@CorsBucket`");
  }

  @Test
  void decidesByPath() throws Exception {
    assertGranted(send("GET /api/orders", APP));
    assertNotGranted(send("GET /api/orders", "Origin: https://orders.example"));
  }

  @Test
  void answersPreflightByPath() throws Exception {
    String asksGet = "Access-Control-Request-Method: GET";
    assertThat(send("OPTIONS /api/orders", APP, asksGet).status()).isEqualTo(204);
    assertThat(send("OPTIONS /api/orders", "Origin: https://orders.example", asksGet).status())
        .isEqualTo(403);
  }

  @Test
  void warnsThatTheAnnotationHasNoEffect() throws Exception {
    Stack stack = Stacks.get(stackName());
    int before = warnings();
    stack.startAndEnd("BehindFilter");
    if (!stack.log().isEmpty()) {
      send("GET /api/orders", APP);
      stack.startAndEnd("BehindFilter");
      assertThat(stack.log()).containsOnlyOnce(WARNING);
      return;
    }
    if (onCxf()) {
      assertThat(warnings()).isEqualTo(before);
      send("GET /api/orders", APP);
      assertThat(warnings()).isPositive();
      cell("with the first request: CXF fills the servlet context in no earlier");
    } else {
      assertThat(warnings()).isEqualTo(before + 1);
    }
  }

  private static int warnings() {
    return (int)
        Stacks.log().stream().filter(entry -> entry.startsWith("WARNING " + WARNING)).count();
  }
}
