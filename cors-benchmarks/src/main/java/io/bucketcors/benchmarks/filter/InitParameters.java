package io.bucketcors.benchmarks.filter;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The init parameters of a filter that is configured as in {@code web.xml}. */
record InitParameters(Map<String, String> values) implements FilterConfig {
  /** Initialises a filter with these. */
  static Filter init(Filter filter, Map<String, String> values) {
    try {
      filter.init(new InitParameters(values));
      return filter;
    } catch (ServletException refused) {
      throw new IllegalStateException("refused: " + values, refused);
    }
  }

  @Override
  public String getFilterName() {
    return "cors";
  }

  @Override
  public @Nullable ServletContext getServletContext() {
    return null;
  }

  @Override
  public @Nullable String getInitParameter(String name) {
    return values.get(name);
  }

  @Override
  public Enumeration<String> getInitParameterNames() {
    return Collections.enumeration(values.keySet());
  }
}
