package io.bucketcors.conformance.jaxrs;

import io.bucketcors.jaxrs.CorsFeature;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.HashSet;
import java.util.Set;

/** Lists its classes, the feature among them, which then reads the configuration itself. */
@ApplicationPath("/api")
public class ListedApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    Set<Class<?>> classes =
        new HashSet<>(
            Set.of(
                CorsFeature.class,
                Orders.class,
                Calls.class,
                Items.class,
                AppFilters.class,
                AppFilters.Early.class,
                Teapot.Mapper.class));
    try {
      classes.add(Class.forName(getClass().getPackageName() + ".Shops"));
    } catch (ClassNotFoundException leftOut) {
      // On the servers that refuse it.
    }
    return classes;
  }
}
