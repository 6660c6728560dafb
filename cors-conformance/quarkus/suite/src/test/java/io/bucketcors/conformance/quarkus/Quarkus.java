package io.bucketcors.conformance.quarkus;

import io.bucketcors.conformance.Container;
import io.bucketcors.conformance.app.TestApp;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Quarkus with its Undertow extension: a process of its own for each of the two apps. */
public final class Quarkus implements Container {

  @Override
  public String name() {
    return "Quarkus 3.33";
  }

  @Override
  public Running start(TestApp app, boolean virtualThreads) {
    if (!app.equals(TestApp.PLAIN) && !app.equals(TestApp.PAGED)) {
      throw new UnsupportedOperationException("not built: " + app.name());
    }
    return QuarkusProcess.start(
        folder(app.errorPages() ? "paged" : "plain"),
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
  public Running deploy(Path war) {
    throw new UnsupportedOperationException();
  }
}
