package io.bucketcors.conformance.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What must not start, and says why. */
@ParameterizedClass(name = "{0}")
@MethodSource("stacks")
class StartTest extends Conformance {
  StartTest(String stack) {
    super(stack, "/alone", "Refused at start");
  }

  private void assertRefused(String application, String... messages) {
    int before = Stacks.log().size();
    Throwable thrown = catchThrowable(() -> Stacks.get(stackName()).startAndEnd(application));
    assertThat(thrown).isNotNull();
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    // Tomcat starts without an application that fails, and says why in its log only.
    Stacks.log().subList(before, Stacks.log().size()).forEach(text::append);
    assertThat(text.toString()).contains("CorsConfigurationException").contains(messages);
  }

  @Test
  void mistakesOfTheAnnotationsAllAtOnce() {
    if (on("quarkus")) {
      // Which one depends on the order of a set.
      assertRefused("WithMistakes", "@CorsBucket on io.bucketcors.conformance.jaxrs.");
      cell("refused, one at a time: Quarkus shows no classes that it has scanned");
      return;
    }
    assertRefused(
        "WithMistakes",
        "5 errors",
        "Nowhere.get",
        "bucketcors.buckets.nowhere",
        "Nowhere.put",
        "bucketcors.buckets.lost",
        "Nowhere$Elsewhere.get",
        "bucketcors.buckets.order.",
        "Nowhere$Further.get",
        "bucketcors.buckets.shelf",
        "name one of: default, ",
        "orders",
        "Torn.text",
        "a preflight cannot choose");
  }

  @Test
  void mistakesOfTheConfigurationAllAtOnce() {
    assertRefused("Misconfigured", "3 errors", "remove the trailing slash", "PUT", "soon");
  }

  @Test
  void subResourceThatNamesBucketWhereLocatorsComeLate() {
    if (findsSubResourcesLate()) {
      assertRefused("WithLocator", "after its filters");
    } else {
      cell("included");
    }
  }
}
