package io.bucketcors.jaxrs;

import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The resource class that a request's path led to, where the implementation tells of it. */
final class MatchedClass {
  private MatchedClass() {}

  /** The bucket that the class names, or null. */
  static @Nullable String bucket(UriInfo uri) {
    List<Object> resources;
    try {
      resources = uri.getMatchedResources();
    } catch (RuntimeException notYet) {
      // Implementations may refuse to say before matching.
      return null;
    }
    if (resources == null || resources.isEmpty()) {
      return null;
    }
    // The last that was matched comes first.
    Object resource = resources.get(0);
    Class<?> type = resource instanceof Class<?> itself ? itself : resource.getClass();
    CorsBucket found = ResourceAnnotations.onClass(type, CorsBucket.class);
    return found == null ? null : found.value();
  }
}
