package io.bucketcors.benchmarks.endtoend;

import io.bucketcors.benchmarks.filter.Rules;
import io.bucketcors.benchmarks.filter.ServletFilters;
import io.bucketcors.servlet.CorsFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** What stands before the app. */
public enum Variant {
  NONE("no filter"),
  CONSTANT("constant headers"),
  OURS("Bucket CORS"),
  /** Ours as in {@code web.xml}, with rules from MicroProfile Config; for starts only. */
  OURS_CONFIGURED("Bucket CORS, 10 rules from configuration"),
  SPRING("Spring"),
  OWN("the container's own");

  private final String title;

  Variant(String title) {
    this.title = title;
  }

  /** Its name in tables. */
  public String title() {
    return title;
  }

  @Nullable Filter filter(Rules rules) {
    return switch (this) {
      case NONE, OWN -> null;
      case CONSTANT ->
          (request, response, chain) -> {
            HttpServletResponse http = (HttpServletResponse) response;
            http.setHeader("Access-Control-Allow-Origin", "https://site0.example");
            http.setHeader("Vary", "Origin");
            chain.doFilter(request, response);
          };
      case OURS -> ServletFilters.ours(rules);
      case OURS_CONFIGURED -> new CorsFilter();
      case SPRING -> ServletFilters.spring(rules);
    };
  }
}
