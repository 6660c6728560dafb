package io.bucketcors.conformance.jaxrs;

import io.bucketcors.conformance.harness.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the {@code java} to run a server with. */
final class Jdk {
  private Jdk() {}

  /** The one that runs the tests. */
  static String current() {
    return ServerProcess.ofJdk("java");
  }

  /** The one that runs the tests, if it is new enough; else the one of {@code newer.java.home}. */
  static String atLeast(int feature) {
    if (Runtime.version().feature() >= feature) {
      return current();
    }
    String newer = System.getProperty("newer.java.home", "");
    if (newer.isEmpty() || !Files.exists(Path.of(newer, "bin"))) {
      throw new IllegalStateException(
          "needs Java " + feature + ": set -Dnewer.java.home, or leave it out by -Djaxrs.servers");
    }
    return Path.of(newer, "bin", "java").toString();
  }
}
