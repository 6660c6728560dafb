package io.bucketcors.conformance.jaxrs;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * RESTEasy's {@code Filter30Dispatcher}, which answers what is a resource and leaves the rest to
 * the servlets behind it, with the init parameters that a {@code web.xml} would give it.
 */
final class BesideServlets implements Filter {
  private static final String TYPE = "org.jboss.resteasy.plugins.server.servlet.Filter30Dispatcher";

  private final Filter dispatcher;
  private final Map<String, String> parameters;

  BesideServlets(Map<String, String> parameters) throws ReflectiveOperationException {
    this.dispatcher =
        Class.forName(TYPE).asSubclass(Filter.class).getDeclaredConstructor().newInstance();
    this.parameters = parameters;
  }

  @Override
  public void init(FilterConfig config) throws ServletException {
    dispatcher.init(
        new FilterConfig() {
          @Override
          public String getFilterName() {
            return config.getFilterName();
          }

          @Override
          public ServletContext getServletContext() {
            return config.getServletContext();
          }

          @Override
          public @Nullable String getInitParameter(String name) {
            return parameters.get(name);
          }

          @Override
          public Enumeration<String> getInitParameterNames() {
            return Collections.enumeration(parameters.keySet());
          }
        });
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    dispatcher.doFilter(request, response, chain);
  }

  @Override
  public void destroy() {
    dispatcher.destroy();
  }

  /** A servlet behind it. */
  public static final class Neighbour extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print("a servlet's");
    }
  }
}
