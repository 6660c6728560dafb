package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FirstMatchTest {

  private final CorsPolicy policy =
      CorsPolicy.of(
          CorsRule.allow("https://www.example.com").methods("PUT", "POST").headers("*").build(),
          CorsRule.allow("https://*.example.com").methods("GET", "PUT").build(),
          CorsRule.allow("*").methods("GET").build());

  @Test
  void firstRuleThatListsOriginAndMethodDecides() {
    assertThat(decide("PUT", "https://www.example.com")).isEqualTo(0);
    assertThat(decide("GET", "https://www.example.com")).isEqualTo(1);
    assertThat(decide("PUT", "https://a.b.example.com")).isEqualTo(1);
    assertThat(decide("GET", "https://other.example")).isEqualTo(2);
    assertThat(decide("PUT", "https://other.example")).isEqualTo(-1);
    assertThat(decide("GET", "garbage")).isEqualTo(2);
  }

  private int decide(String method, String origin) {
    return policy.decide(CorsRequest.actual(method, origin)) instanceof CorsDecision.Allowed allowed
        ? allowed.ruleIndex()
        : -1;
  }
}
