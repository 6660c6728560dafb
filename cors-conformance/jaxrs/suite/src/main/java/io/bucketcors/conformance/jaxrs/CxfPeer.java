package io.bucketcors.conformance.jaxrs;

import jakarta.ws.rs.core.Application;
import java.util.List;
import java.util.Set;
import org.apache.cxf.rs.security.cors.CrossOriginResourceSharingFilter;

/** The plain application with CXF's own CORS filter, for one origin. */
public class CxfPeer extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return PlainApplication.resources();
  }

  @Override
  @SuppressWarnings("deprecation") // The portable way to hand in an instance.
  public Set<Object> getSingletons() {
    CrossOriginResourceSharingFilter cors = new CrossOriginResourceSharingFilter();
    cors.setAllowOrigins(allowedOrigins());
    cors.setAllowCredentials(true);
    return Set.of(cors);
  }

  List<String> allowedOrigins() {
    return List.of("https://app.example");
  }

  /** For any origin, which is what an empty list means to it. */
  public static final class Anyone extends CxfPeer {
    @Override
    List<String> allowedOrigins() {
      return List.of();
    }
  }
}
