package io.bucketcors.benchmarks.filter;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import io.bucketcors.servlet.CorsFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.eclipse.jetty.ee10.servlets.CrossOriginFilter;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/** The same rules in the configuration of each servlet filter, as its documentation writes it. */
public final class ServletFilters {
  private ServletFilters() {}

  /** Least work that any CORS needs: reads the Origin, looks it up, writes one header. */
  static Filter floor(Rules rules) {
    Map<String, String> answers = new HashMap<>();
    rules.origins().forEach(origin -> answers.put(origin, origin));
    return (request, response, chain) -> {
      String origin = ((HttpServletRequest) request).getHeader("Origin");
      String answer = answers.get(origin);
      ((HttpServletResponse) response)
          .setHeader("Access-Control-Allow-Origin", answer == null ? "" : answer);
      chain.doFilter(request, response);
    };
  }

  /** Ours, with all origins in one rule. */
  public static Filter ours(Rules rules) {
    return new CorsFilter(CorsPolicySource.of(rule(rules, rules.patterns())));
  }

  /** Ours, with a rule for each origin. */
  static Filter oursByRules(Rules rules) {
    CorsPolicy.Builder policy = CorsPolicy.builder();
    rules.patterns().forEach(origin -> policy.rule(rule(rules, List.of(origin))));
    return new CorsFilter(CorsPolicySource.fixed(CorsPolicies.of(policy.build())));
  }

  /** Ours, with 10,000 named buckets. */
  static Filter oursByBuckets(Rules rules) {
    return new CorsFilter(CorsPolicySource.fixed(buckets(10_000, rules)));
  }

  /** So many buckets, each for a path of its own. */
  public static CorsPolicies buckets(int count, Rules rules) {
    CorsPolicies.Builder all = CorsPolicies.builder();
    for (int i = 0; i < count; i++) {
      all.bucket(
          CorsPolicy.builder().bucket("b" + i).rule(rule(rules, rules.patterns())).build(),
          "/bucket" + i + "/*");
    }
    return all.build();
  }

  private static CorsRule rule(Rules rules, List<String> origins) {
    return CorsRule.allow(origins.toArray(String[]::new))
        .methods(rules.methods())
        .headers(rules.headers())
        .maxAgeSeconds(Rules.MAX_AGE_SECONDS)
        .build();
  }

  /** Spring's, found by path. */
  public static Filter spring(Rules rules) {
    CorsConfiguration configuration = new CorsConfiguration();
    if (rules.kind() == Rules.Kind.WILDCARD) {
      configuration.setAllowedOriginPatterns(rules.patterns());
    } else {
      configuration.setAllowedOrigins(rules.patterns());
    }
    configuration.setAllowedMethods(rules.methods());
    configuration.setAllowedHeaders(rules.headers());
    configuration.setMaxAge((long) Rules.MAX_AGE_SECONDS);
    UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
    source.registerCorsConfiguration("/**", configuration);
    return new org.springframework.web.filter.CorsFilter(source);
  }

  /** The init parameters of Tomcat's, which knows no wildcards. */
  public static Map<String, String> tomcatParameters(Rules rules) {
    return Map.of(
        "cors.allowed.origins", String.join(",", rules.patterns()),
        "cors.allowed.methods", String.join(",", rules.methods()),
        "cors.allowed.headers", String.join(",", rules.headers()),
        "cors.preflight.maxage", String.valueOf(Rules.MAX_AGE_SECONDS));
  }

  static Filter tomcat(Rules rules) {
    return InitParameters.init(
        new org.apache.catalina.filters.CorsFilter(), tomcatParameters(rules));
  }

  /** The one of thetransactioncompany, which knows subdomains of all that is listed or of none. */
  static Filter thetransactioncompany(Rules rules) {
    Properties properties = new Properties();
    boolean wildcard = rules.kind() == Rules.Kind.WILDCARD;
    properties.setProperty("cors.allowSubdomains", String.valueOf(wildcard));
    properties.setProperty(
        "cors.allowOrigin",
        wildcard
            ? "https://" + String.join(" https://", rules.origins())
            : String.join(" ", rules.patterns()));
    properties.setProperty("cors.supportedMethods", String.join(" ", rules.methods()));
    properties.setProperty("cors.supportedHeaders", String.join(" ", rules.headers()));
    properties.setProperty("cors.supportsCredentials", "false");
    properties.setProperty("cors.maxAge", String.valueOf(Rules.MAX_AGE_SECONDS));
    try {
      return new com.thetransactioncompany.cors.CORSFilter(
          new com.thetransactioncompany.cors.CORSConfiguration(properties));
    } catch (com.thetransactioncompany.cors.CORSConfigurationException refused) {
      throw new IllegalStateException(refused);
    }
  }

  /** Jetty's for Jakarta EE 10. */
  @SuppressWarnings("removal") // deprecated in favour of the handler, and in use
  static Filter jetty(Rules rules) {
    return InitParameters.init(
        new CrossOriginFilter(),
        Map.of(
            "allowedOrigins", String.join(",", rules.patterns()),
            "allowedMethods", String.join(",", rules.methods()),
            "allowedHeaders", String.join(",", rules.headers()),
            "allowCredentials", "false",
            "chainPreflight", "false",
            "preflightMaxAge", String.valueOf(Rules.MAX_AGE_SECONDS)));
  }
}
