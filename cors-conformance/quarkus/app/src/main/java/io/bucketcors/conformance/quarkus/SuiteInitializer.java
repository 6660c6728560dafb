package io.bucketcors.conformance.quarkus;

import io.bucketcors.conformance.app.TestApp;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.Set;

/** Puts the suite's filters and servlets around the filter, which {@code web.xml} names. */
public final class SuiteInitializer implements ServletContainerInitializer {

  @Override
  public void onStartup(Set<Class<?>> ignored, ServletContext context) {
    TestApp.PLAIN.aroundTheFilter(context, true);
  }
}
