package io.bucketcors.jaxrs;

import static java.util.Objects.requireNonNull;

import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

/**
 * Makes {@link CorsBucket} work on Quarkus REST, which calls only dynamic features that its scanner
 * finds, not those that {@link CorsFeature} registers. Scanning finds it beside the feature; an
 * application for Quarkus REST that lists its classes lists this one too. Elsewhere it does
 * nothing. Thread-safe.
 */
@Provider
public class CorsBucketFeature implements DynamicFeature {
  private static final String QUARKUS_REST = "org.jboss.resteasy.reactive.";

  /** For the implementation. */
  public CorsBucketFeature() {}

  /**
   * Binds the filter that names the bucket of a resource method.
   *
   * @param resource the method, as the implementation shows it
   * @param context where to bind
   * @throws io.bucketcors.CorsConfigurationException if an annotation is wrong; the application
   *     then does not start
   * @throws NullPointerException if an argument is null
   */
  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    requireNonNull(resource, "resource");
    requireNonNull(context, "context");
    // One process of Quarkus is one application, so the last feature is the one that counts.
    DynamicBinding last = DynamicBinding.last();
    if (last != null && context.getClass().getName().startsWith(QUARKUS_REST)) {
      last.configure(resource, context);
    }
  }
}
