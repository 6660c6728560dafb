package io.bucketcors.conformance.matrix;

import io.bucketcors.CorsHazard;
import io.bucketcors.CorsRule;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rules of all kinds; {@code :Q} stands for the port of pages, {@code http} for their scheme. */
enum RuleSet {
  NO_RULES(),
  EXACT(rule("http://app.localhost:Q").methods("GET", "HEAD", "PUT").headers("content-type")),
  EXACT_CREDENTIALS(
      rule("http://app.localhost:Q")
          .methods("GET", "HEAD", "POST", "DELETE")
          .headers("*")
          .withCredentials()),
  SUB_DOMAINS(rule("http://*.app.localhost:Q").methods("GET", "POST", "PUT").headers("x-*")),
  SUB_DOMAINS_AND_APEX(
      rule("http://*.app.localhost:Q", "http://app.localhost:Q")
          .methods("GET", "HEAD", "PATCH")
          .headers("content-type", "authorization")),
  ANY_PORT(rule("http://app.localhost:*").methods("GET", "PUT", "DELETE").headers("*")),
  ANY_PORT_CREDENTIALS(
      rule("http://app.localhost:*").methods("*").headers("content-type").withCredentials()),
  LOCALHOST(rule("http://localhost:*").methods("GET", "HEAD", "POST").headers("x-custom")),
  TWO_RULES(
      rule("http://app.localhost:Q").methods("GET", "HEAD"),
      rule("http://app.localhost:Q").methods("PUT", "DELETE").headers("content-type", "x-custom")),
  SHADOWED(
      rule("*").methods("GET", "HEAD"),
      rule("http://app.localhost:Q").methods("GET", "HEAD").headers("*").expose("ETag")),
  ANYBODY(rule("*").methods("GET", "HEAD")),
  ANYBODY_ANYTHING(rule("*").methods("*").headers("*")),
  ANYBODY_EXPOSES_ALL(rule("*").methods("GET", "POST").headers("*").expose("*")),
  EXPOSES_LIST(
      rule("http://app.localhost:Q", "http://*.app.localhost:Q")
          .methods("GET", "PUT", "CHICKEN")
          .headers("*")
          .expose("ETag", "X-App")),
  EXPOSES_LIST_CREDENTIALS(
      rule("http://*.app.localhost:Q", "http://app.localhost:Q")
          .methods("GET", "PUT", "PATCH", "patch")
          .headers("*")
          .expose("etag")
          .withCredentials()),
  MAX_AGE_0(rule("http://app.localhost:Q").methods("PUT", "DELETE").headers("*").maxAge(0)),
  MAX_AGE_600(
      rule("http://app.localhost:*")
          .methods("PUT", "DELETE", "PATCH", "GET")
          .headers("*")
          .maxAge(600)),
  MAX_AGE_600_CREDENTIALS(
      rule("http://app.localhost:Q")
          .methods("GET", "PUT", "CHICKEN")
          .headers("*")
          .maxAge(600)
          .withCredentials()),
  GLOB_HEADERS(
      rule("http://app.localhost:Q", "http://a_b.app.localhost:Q")
          .methods("GET", "POST")
          .headers("x-h-*", "x-cust*", "accept")),
  PATCHES(
      rule("http://*.app.localhost:*").methods("patch", "PATCH").headers("*"),
      rule("http://app.localhost:*").methods("patch").headers("*")),
  NULL(rule("null").methods("GET", "HEAD", "PUT").headers("*")),
  NULL_AND_APP(
      rule("http://app.localhost:Q").methods("GET", "POST", "PUT").headers("*").withCredentials(),
      rule("null").methods("GET", "POST", "PUT").headers("*")),
  /** What one has, the next one must not get by a 304. */
  MIXED(
      rule("http://app.localhost:Q")
          .methods("GET", "HEAD", "PUT")
          .headers("*")
          .expose("ETag", "X-App")
          .withCredentials(),
      rule("http://*.app.localhost:Q", "null").methods("GET", "HEAD", "DELETE").headers("*")),
  UNDERSCORE(rule("http://a_b.app.localhost:Q").methods("*").headers("authorization")),
  PUNYCODE(rule("http://xn--bcher-kva.app.localhost:Q").methods("GET", "DELETE").headers("*")),
  TRAILING_DOT(
      rule("http://app.localhost.:Q").methods("GET", "PUT").headers("*").expose("ETag"),
      rule("http://app.localhost:Q").methods("POST"));

  final List<Rule> rules;

  RuleSet(Rule... rules) {
    this.rules = List.of(rules);
  }

  /** The sets whose every rule lists the star: their answers are the same for everybody. */
  boolean isOpen() {
    return !rules.isEmpty() && rules.stream().allMatch(rule -> rule.origins.contains("*"));
  }

  static Rule rule(String... origins) {
    return new Rule(List.of(origins), List.of(), List.of(), List.of(), null, false);
  }

  /** A rule, written down; what it means is said by {@link RuleModel}. */
  record Rule(
      List<String> origins,
      List<String> methods,
      List<String> headers,
      List<String> expose,
      @Nullable Integer maxAge,
      boolean credentials) {
    Rule methods(String... of) {
      return new Rule(origins, List.of(of), headers, expose, maxAge, credentials);
    }

    Rule headers(String... of) {
      return new Rule(origins, methods, List.of(of), expose, maxAge, credentials);
    }

    Rule expose(String... of) {
      return new Rule(origins, methods, headers, List.of(of), maxAge, credentials);
    }

    Rule maxAge(int seconds) {
      return new Rule(origins, methods, headers, expose, seconds, credentials);
    }

    Rule withCredentials() {
      return new Rule(origins, methods, headers, expose, maxAge, true);
    }

    /** Where pages have that scheme and that port. */
    Rule at(String scheme, int port) {
      return new Rule(
          origins.stream()
              .map(origin -> origin.replace("http://", scheme + "://").replace(":Q", ":" + port))
              .toList(),
          methods,
          headers,
          expose,
          maxAge,
          credentials);
    }

    /** As the library gets it. */
    CorsRule toCorsRule() {
      CorsRule.Builder rule =
          CorsRule.allow(origins.toArray(String[]::new))
              .methods(methods)
              .headers(headers)
              .expose(expose)
              .credentials(credentials);
      if (maxAge != null) {
        rule.maxAgeSeconds(maxAge);
      }
      return Stream.of("null").anyMatch(origins::contains)
          ? rule.dangerouslyAllow(CorsHazard.NULL_ORIGIN).build()
          : rule.build();
    }
  }
}
