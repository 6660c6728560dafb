package io.bucketcors.conformance.jaxrs;

import io.bucketcors.jaxrs.CorsFeature;
import jakarta.ws.rs.core.Application;
import java.util.HashSet;
import java.util.Set;

/** An application without annotations of this project: buckets are found by path. */
public final class PlainApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return resources();
  }

  /** What the application has besides the feature. */
  static Set<Class<?>> resources() {
    Set<Class<?>> classes = new HashSet<>();
    classes.add(Items.class);
    classes.add(Calls.class);
    classes.add(AppFilters.class);
    classes.add(AppFilters.Early.class);
    classes.add(Teapot.Mapper.class);
    classes.add(PastJaxrs.class);
    classes.add(Meddlers.class);
    classes.add(Meddlers.OfRequests.class);
    classes.add(Meddlers.OfResponses.class);
    classes.add(Meddlers.OfMatched.class);
    classes.add(Meddlers.OfBodies.class);
    classes.add(Meddlers.Compressing.class);
    if (Ticker.isSupported()) {
      classes.add(Ticker.class);
    }
    return classes;
  }

  @Override
  @SuppressWarnings("deprecation") // The portable way to hand in an instance.
  public Set<Object> getSingletons() {
    return Set.of(new CorsFeature(SuiteRules.source()));
  }
}
