package io.bucketcors.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CorsPreflightTest {
  private record Request(String method, Map<String, List<String>> lines) {}

  private static final CorsRequestReader<Request> READER =
      new CorsRequestReader<>() {
        @Override
        public String method(Request request) {
          return request.method();
        }

        @Override
        public @Nullable String header(Request request, String name, int line) {
          List<String> lines = request.lines().getOrDefault(name, List.of());
          return line < lines.size() ? lines.get(line) : null;
        }
      };

  private static Request asking(String method, String... requestedMethods) {
    return new Request(
        method,
        Map.of(
            "Origin",
            List.of("https://app.example"),
            "Access-Control-Request-Method",
            List.of(requestedMethods)));
  }

  private static @Nullable String asked(String... requestedMethods) {
    return CorsPreflight.requestedMethod(asking("OPTIONS", requestedMethods), READER);
  }

  @Test
  void takesOptionsWithOriginAndRequestedMethodForAPreflight() {
    assertThat(CorsPreflight.isPreflight(asking("OPTIONS", "PUT"), READER)).isTrue();
    assertThat(CorsPreflight.isPreflight(asking("OPTIONS", ""), READER)).isTrue();
    assertThat(asked("PUT")).isEqualTo("PUT");
  }

  @Test
  void takesNothingElseForOne() {
    assertThat(CorsPreflight.isPreflight(asking("GET", "PUT"), READER)).isFalse();
    assertThat(CorsPreflight.isPreflight(asking("options", "PUT"), READER)).isFalse();
    assertThat(CorsPreflight.isPreflight(asking("OPTIONS"), READER)).isFalse();
    Request withoutOrigin =
        new Request("OPTIONS", Map.of("Access-Control-Request-Method", List.of("PUT")));
    assertThat(CorsPreflight.isPreflight(withoutOrigin, READER)).isFalse();
    assertThat(CorsPreflight.requestedMethod(withoutOrigin, READER)).isNull();
    assertThat(CorsPreflight.requestedMethod(asking("GET", "PUT"), READER)).isNull();
  }

  @Test
  void readsTheRequestedMethodByteForByte() {
    assertThat(asked("put")).isEqualTo("put");
    assertThat(asked("*")).isEqualTo("*");
    assertThat(asked("M".repeat(64))).hasSize(64);
  }

  @Test
  void readsNoMethodThatNoRuleCouldAllow() {
    assertThat(asked("")).isNull();
    assertThat(asked("PUT, GET")).isNull();
    assertThat(asked("PUT\r\nX: y")).isNull();
    assertThat(asked("P\u00dcT")).isNull();
    assertThat(asked("M".repeat(65))).isNull();
    assertThat(asked("PUT", "PUT")).as("two lines").isNull();
  }

  @Test
  void listsTheSixHeadersThatThePolicyDecides() {
    assertThat(CorsHeaders.POLICY_HEADERS)
        .containsExactlyInAnyOrder(
            "Access-Control-Allow-Origin",
            "Access-Control-Allow-Credentials",
            "Access-Control-Allow-Methods",
            "Access-Control-Allow-Headers",
            "Access-Control-Expose-Headers",
            "Access-Control-Max-Age")
        .allMatch(CorsHeaders::isPolicyHeader);
    assertThat(CorsHeaders.isPolicyHeader("Access-Control-Request-Method")).isFalse();
  }
}
