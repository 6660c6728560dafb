package io.bucketcors.conformance;

import io.bucketcors.conformance.app.TestApp;
import java.nio.file.Path;

/** A servlet container that the suite can start; found by {@link java.util.ServiceLoader}. */
public interface Container {

  /** As it heads a column of the table, such as {@code Tomcat 11.0}. */
  String name();

  /**
   * Starts an app on a free port of the loopback interface.
   *
   * @param virtualThreads whether requests run on virtual threads; only where {@link
   *     #hasVirtualThreads} and on a JDK that has them
   */
  Running start(TestApp app, boolean virtualThreads) throws Exception;

  /** Whether requests can run on virtual threads, given a JDK that has them. */
  default boolean hasVirtualThreads() {
    return true;
  }

  /** Whether {@link #deploy} works: not without a reader of {@code web.xml}. */
  default boolean deploysWars() {
    return true;
  }

  /** Deploys an unpacked WAR at the root, on a free port of the loopback interface. */
  Running deploy(Path war) throws Exception;

  /** Whether {@code OPTIONS *} gets as far as a filter, or at least to an answer below 500. */
  default boolean readsAsterisk() {
    return true;
  }

  /** Whether HTTP/2 without TLS is on. */
  default boolean speaksHttp2() {
    return true;
  }

  /** A started server. */
  interface Running extends AutoCloseable {

    /** The port it listens on. */
    int port();

    /** Stops it, and ends all its threads. */
    @Override
    void close();
  }
}
