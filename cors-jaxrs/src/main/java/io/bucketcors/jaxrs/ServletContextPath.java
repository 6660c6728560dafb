package io.bucketcors.jaxrs;

import jakarta.servlet.ServletContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The context path, where there is a servlet container. It is a filter in front of this feature's
 * others, because CXF fills a context in only while a filter runs. Only {@link CorsFeature} names
 * this class, and only after it has found the servlet API.
 */
@PreMatching
final class ServletContextPath
    implements ContainerRequestFilter, ContainerResponseFilter, Supplier<String> {
  @Context private @Nullable ServletContext context;
  private volatile @Nullable String path;

  @Override
  public String get() {
    String known = path;
    return known == null ? "" : known;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    learn();
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    learn();
  }

  private void learn() {
    if (path == null && context != null) {
      path = context.getContextPath();
    }
  }
}
