package io.bucketcors.conformance.jaxrs;

import static io.bucketcors.conformance.jaxrs.Conformance.APP;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.RawResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Jersey 3.1.12 behind a servlet filter that sets its headers before the chain, and behind the
 * filter of this project with the feature beside it: what becomes of the headers.
 */
@Tag("embedded")
class JerseyPeerTest {
  private static final Map<String, EmbeddedStack> STACKS = new HashMap<>();

  @BeforeAll
  static void start() throws Exception {
    for (String container : new String[] {"jetty", "tomcat", "undertow"}) {
      STACKS.put(
          container,
          EmbeddedStack.start(
              "jersey-3",
              container,
              "JerseyPeer",
              "JerseyPeer$Resetting",
              "JerseyPeer$Here",
              "JerseyPeer$ResettingHere"));
    }
  }

  @AfterAll
  static void end() throws Exception {
    for (EmbeddedStack stack : STACKS.values()) {
      stack.close();
    }
  }

  private static RawResponse get(String container, String application, String path)
      throws Exception {
    return requireNonNull(STACKS.get(container)).send(application, "GET " + path, APP);
  }

  private static void assertGranted(RawResponse answer) {
    assertThat(answer.lines("Access-Control-Allow-Origin")).containsExactly("https://app.example");
    assertThat(answer.lines("Access-Control-Expose-Headers")).containsExactly("ETag");
  }

  // https://github.com/eclipse-ee4j/jersey/issues/3361: where it is told to set a status instead of
  // calling sendError, Jersey calls reset() for an exception that nothing maps.
  @ParameterizedTest
  @ValueSource(strings = {"jetty", "tomcat", "undertow"})
  void headersOutliveTheResetOfJersey(String container) throws Exception {
    RawResponse lost = get(container, "/Resetting", "/api/items/unmapped");
    assertThat(lost.status()).isEqualTo(500);
    assertThat(lost.lines("Access-Control-Allow-Origin")).isEmpty();
    assertThat(get(container, "/Resetting", "/api/nowhere").lines("Access-Control-Allow-Origin"))
        .as("what is no such exception")
        .containsExactly("https://app.example");

    RawResponse kept = get(container, "/ResettingHere", "/api/items/unmapped");
    assertThat(kept.status()).isEqualTo(500);
    assertGranted(kept);
  }

  // The same issue, as Jersey comes: it calls sendError and then throws on, and what Undertow makes
  // of that has no headers. No response filter of JAX-RS is called either.
  @ParameterizedTest
  @ValueSource(strings = {"jetty", "tomcat", "undertow"})
  void headersOutliveAnExceptionThatNothingMaps(String container) throws Exception {
    RawResponse peer = get(container, "/JerseyPeer", "/api/items/unmapped");
    assertThat(peer.status()).isEqualTo(500);
    if (container.equals("undertow")) {
      assertThat(peer.lines("Access-Control-Allow-Origin")).isEmpty();
    } else {
      assertThat(peer.lines("Access-Control-Allow-Origin")).containsExactly("https://app.example");
    }

    RawResponse here = get(container, "/Here", "/api/items/unmapped");
    assertThat(here.status()).isEqualTo(500);
    assertGranted(here);
  }

  // CVE-2017-7561, the other half: Jersey sets a header of the app in place of one that is there.
  @ParameterizedTest
  @ValueSource(strings = {"jetty", "tomcat", "undertow"})
  void varyOfTheFilterOutlivesThatOfTheApp(String container) throws Exception {
    RawResponse peer = get(container, "/JerseyPeer", "/api/items/hello");
    assertThat(peer.lines("Access-Control-Allow-Origin")).containsExactly("https://app.example");
    assertThat(peer.vary()).containsExactly("Accept-Encoding");

    RawResponse here = get(container, "/Here", "/api/items/hello");
    assertGranted(here);
    assertThat(here.vary()).containsExactlyInAnyOrder("Accept-Encoding", "Origin");
  }
}
