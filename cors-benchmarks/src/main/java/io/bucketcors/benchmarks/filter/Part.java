package io.bucketcors.benchmarks.filter;

import io.bucketcors.adapter.CorsHeaders;
import io.bucketcors.servlet.CorsFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Enumeration;
import java.util.concurrent.atomic.LongAdder;

/**
 * What our filter does beyond the floor, each by itself on the same request, and what it is for.
 */
public enum Part {
  NOTHING("a filter that does nothing", (request, response) -> {}),
  LINES(
      "ask for a second line of `Origin`",
      (request, response) -> {
        Enumeration<String> lines = request.getHeaders("Origin");
        lines.nextElement();
        if (lines.hasMoreElements()) {
          throw new IllegalStateException();
        }
      }),
  DECIDED(
      "ask for and set the attribute that says it is decided",
      (request, response) -> {
        if (request.getAttribute(CorsFilter.DECIDED_ATTRIBUTE) == null) {
          request.setAttribute(CorsFilter.DECIDED_ATTRIBUTE, "");
        }
      }),
  COUNT("count the decision", (request, response) -> Counter.ADDER.increment()),
  OUTER_GRANT(
      "look for a grant of an outer layer, six names",
      (request, response) -> {
        boolean any = false;
        for (String name : CorsHeaders.POLICY_HEADERS) {
          any |= response.containsHeader(name);
        }
        if (any) {
          throw new IllegalStateException();
        }
      }),
  VARY(
      "look for a `Vary`, and set it",
      (request, response) -> {
        if (response.getHeader("Vary") == null) {
          response.setHeader("Vary", "Origin");
        }
      }),
  WRAPPERS("wrap request and response", (request, response) -> {}) {
    @Override
    Filter filter() {
      return (request, response, chain) ->
          chain.doFilter(
              new HttpServletRequestWrapper((HttpServletRequest) request),
              new HttpServletResponseWrapper((HttpServletResponse) response));
    }
  };

  private final String title;
  private final Work work;

  Part(String title, Work work) {
    this.title = title;
    this.work = work;
  }

  /** What it does. */
  public String title() {
    return title;
  }

  Filter filter() {
    return (request, response, chain) -> {
      work.at((HttpServletRequest) request, (HttpServletResponse) response);
      chain.doFilter(request, response);
    };
  }

  /** An exchange whose filter does this alone. */
  Exchange exchange() {
    return new ServletExchange(filter(), FilterScenario.GET_EXACT.call(), false);
  }

  private interface Work {
    void at(HttpServletRequest request, HttpServletResponse response);
  }

  private static final class Counter {
    static final LongAdder ADDER = new LongAdder();
  }
}
