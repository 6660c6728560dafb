package io.bucketcors.jaxrs;

import io.bucketcors.CorsPolicySource;
import io.bucketcors.config.CorsPolicySources;
import io.bucketcors.config.Reload;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a Jakarta RESTful Web Services application answer like a CORS-enabled bucket. Found by
 * scanning, or registered by hand: by class, or as an instance that was given its rules.
 *
 * <p>Preflights are answered before matching and before authentication, also for paths that no
 * resource has. Every other request reaches the app whatever was decided, since CORS is no access
 * control; its response carries the headers of the decision, whoever made it.
 */
@Provider
public final class CorsFeature implements Feature {
  /**
   * The priority of this feature's filters: far below {@link
   * jakarta.ws.rs.Priorities#AUTHENTICATION}, so first on requests and last on responses.
   */
  public static final int PRIORITY = -1_000_000;

  private final @Nullable CorsPolicySource given;

  /**
   * Takes its rules from MicroProfile Config when it is registered, and again when a request finds
   * the {@code reload-interval} over. No thread stands by: nothing tells a feature that its
   * application has ended.
   */
  public CorsFeature() {
    given = null;
  }

  /**
   * Takes its rules from a source that the caller closes.
   *
   * @param source where the rules come from
   */
  public CorsFeature(CorsPolicySource source) {
    given = source;
  }

  /**
   * Registers the filters. A second feature in one application does nothing.
   *
   * @throws io.bucketcors.CorsConfigurationException with every problem, if the configuration is
   *     refused; the application then does not start
   */
  @Override
  public boolean configure(FeatureContext context) {
    if (context.getConfiguration().isRegistered(PreflightFilter.class)) {
      return false;
    }
    CorsPolicySource source =
        given == null ? CorsPolicySources.builder().reload(Reload.ON_DEMAND).build() : given;
    Gate gate = new Gate(source, new RequestPath(contextPath(context)));
    context
        .register(new PreflightFilter(gate), PRIORITY)
        .register(new AnswerFilter(gate), PRIORITY);
    return true;
  }

  private static Supplier<String> contextPath(FeatureContext context) {
    if (!hasServletApi()) {
      return () -> "";
    }
    ServletContextPath path = new ServletContextPath();
    // Before the others on requests and on responses, which go through filters the other way round.
    context.register(
        path,
        Map.of(
            ContainerRequestFilter.class,
            PRIORITY - 1,
            ContainerResponseFilter.class,
            PRIORITY + 1));
    return path;
  }

  private static boolean hasServletApi() {
    try {
      Class.forName("jakarta.servlet.ServletContext", false, CorsFeature.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException noServlets) {
      return false;
    }
  }
}
