package io.bucketcors.conformance.jaxrs;

import io.bucketcors.servlet.CorsFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * The plain application on Jersey, which has no CORS filter of its own, behind one that sets its
 * headers before the chain and then is done.
 */
public class JerseyPeer extends Application implements Filtered {
  @Override
  public Set<Class<?>> getClasses() {
    return PlainApplication.resources();
  }

  @Override
  public Filter filter() {
    return new SetsHeaders();
  }

  /** The same with this project's filter and feature. */
  public static class Here extends JerseyPeer {
    @Override
    public Filter filter() {
      return new CorsFilter(SuiteRules.source());
    }

    @Override
    @SuppressWarnings("deprecation") // The portable way to hand in an instance.
    public Set<Object> getSingletons() {
      return new PlainApplication().getSingletons();
    }
  }

  /** Where Jersey is told not to call {@code sendError}, so that it resets the response instead. */
  public static final class Resetting extends JerseyPeer {
    @Override
    public Map<String, Object> getProperties() {
      return SET_STATUS;
    }
  }

  /** The same with this project's filter and feature. */
  public static final class ResettingHere extends Here {
    @Override
    public Map<String, Object> getProperties() {
      return SET_STATUS;
    }
  }

  private static final Map<String, Object> SET_STATUS =
      Map.of("jersey.config.server.response.setStatusOverSendError", true);

  private static final class SetsHeaders implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      HttpServletResponse http = (HttpServletResponse) response;
      http.setHeader("Access-Control-Allow-Origin", "https://app.example");
      http.setHeader("Vary", "Origin");
      chain.doFilter(request, response);
    }
  }
}
