package io.bucketcors.conformance.quarkus;

import io.bucketcors.conformance.Container;
import io.bucketcors.conformance.ExampleWar;
import io.bucketcors.conformance.app.TestApp;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Quarkus with its Undertow extension: a process of its own for each of the three apps. */
public final class Quarkus implements Container {
  private static final Map<TestApp, String> BUILT =
      Map.of(TestApp.PLAIN, "plain", TestApp.PAGED, "paged", TestApp.FORM, "form");

  @Override
  public String name() {
    return "Quarkus 3.33";
  }

  @Override
  public Running start(TestApp app, boolean virtualThreads) {
    return QuarkusApp.start(
        folder(Objects.requireNonNull(BUILT.get(app), "not built")),
        Objects.requireNonNull(app.settings()),
        Map.of());
  }

  /** Where the build has put one of the apps. */
  static Path folder(String app) {
    return Path.of(System.getProperty("quarkus.apps"), app, "target", "quarkus-app");
  }

  @Override
  public boolean isEmbedded() {
    return false;
  }

  @Override
  public boolean hasVirtualThreads() {
    return false;
  }

  @Override
  public boolean deploysWars() {
    return false;
  }

  @Override
  public Running deploy(ExampleWar war) {
    throw new UnsupportedOperationException();
  }
}
