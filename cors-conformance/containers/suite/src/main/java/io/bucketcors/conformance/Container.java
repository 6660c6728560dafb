package io.bucketcors.conformance;

import io.bucketcors.conformance.app.TestApp;
import java.io.IOException;

/** A servlet container that the suite can start; found by {@link java.util.ServiceLoader}. */
public interface Container extends AutoCloseable {

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

  /** Deploys the WAR of an example, on a free port of the loopback interface. */
  Running deploy(ExampleWar war) throws Exception;

  /** Whether paths such as {@code /api;x=1/ok} and {@code //api/ok} get answers below 500. */
  default boolean readsOddPaths() {
    return true;
  }

  /** Whether {@code OPTIONS *} gets as far as a filter, or at least to an answer below 500. */
  default boolean readsAsterisk() {
    return true;
  }

  /** Whether HTTP/2 without TLS is on. */
  default boolean speaksHttp2() {
    return true;
  }

  /** Whether it runs in the tests' process and has no MicroProfile Config of its own. */
  default boolean isEmbedded() {
    return true;
  }

  /** Whether closing an app stops that app. */
  default boolean stopsApps() {
    return true;
  }

  /** Ends what is left once all tests are through. */
  @Override
  default void close() throws IOException {}

  /** A started app. */
  interface Running extends AutoCloseable {

    /** The port it listens on. */
    int port();

    /** Where a WAR is: empty at the root, else with a leading slash. */
    default String contextPath() {
      return "";
    }

    /** What the server has logged, where it is a process of its own. */
    default String log() {
      return "";
    }

    /** Stops the app, and ends all its threads. */
    @Override
    void close();
  }
}
