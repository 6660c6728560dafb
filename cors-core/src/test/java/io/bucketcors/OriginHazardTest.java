package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people are told who may match more than they mean. */
class OriginHazardTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://* | this * stands for any host",
        "https://*:* | this * stands for any host",
        "https://a* | this * stands for any ending, so any site can match it",
        "https://a.* | this * stands for any ending, so any site can match it",
        "https://a*. | this * stands for any ending, so any site can match it",
        "https://*com | any host that ends in com can match this *",
        "https://*.com | anybody can have a name under com",
        "https://*.github.io | anybody can have a name under github.io",
        "https://*github.io | anybody can have a name under io that ends in github.io",
        "https://pr-*.github.io | anybody can have a name under github.io",
        "https://www.*.co.uk | anybody can have a name under co.uk",
        "https://*--site.netlify.app | anybody can have a name under netlify.app that ends in --site.netlify.app",
        "https://deploy-*--site.netlify.app | anybody can have a name under netlify.app that ends in --site.netlify.app",
        "https://*a.example | 'this * has no registered domain after it, only example'",
        "https://pr-*.example | 'this * has no registered domain after it, only example'",
        "capacitor://*.a.example.com | any program that uses the scheme capacitor can match this *",
        "app://* | any program that uses the scheme app can match this *",
        "moz-extension://* | any extension that the user has installed can match this *",
        "http*://a.example | 'a * in the scheme stands for http and https, and anybody on the way can change plain http'",
        "*s://a.example | 'this * stands for https, which can be written'"
      })
  void isExplainedByWhoCanMatch(String origin, String explanation) {
    CorsRule rule = CorsRule.allow(origin).methods("GET", "HEAD").build();
    List<CorsProblem> problems = CorsPolicy.builder().rule(rule).check();
    assertThat(problems).singleElement().isInstanceOf(CorsProblem.Refusal.class);
    assertThat(problems.get(0).code()).startsWith("hazard-");
    assertThat(problems.get(0).explanation()).isEqualTo(explanation);
  }
}
