package io.bucketcors.conformance.jaxrs;

import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.jboss.resteasy.plugins.interceptors.CorsFilter;

/**
 * The plain application with RESTEasy's own CORS filter, for one origin and with credentials, which
 * RESTEasy 6 allows also where nobody says so.
 */
public class ResteasyPeer extends Application {
  private final String allowedOrigin;

  /** For the suite's own origin. */
  public ResteasyPeer() {
    this("https://app.example");
  }

  ResteasyPeer(String allowedOrigin) {
    this.allowedOrigin = allowedOrigin;
  }

  @Override
  public Set<Class<?>> getClasses() {
    return PlainApplication.resources();
  }

  @Override
  @SuppressWarnings("deprecation") // As its documentation has it.
  public Set<Object> getSingletons() {
    CorsFilter cors = new CorsFilter();
    cors.getAllowedOrigins().add(allowedOrigin);
    cors.setAllowCredentials(true);
    return Set.of(cors);
  }

  /** The same for any origin. */
  public static final class Anyone extends ResteasyPeer {
    public Anyone() {
      super("*");
    }
  }
}
