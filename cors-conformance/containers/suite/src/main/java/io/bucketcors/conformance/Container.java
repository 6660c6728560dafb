package io.bucketcors.conformance;

import io.bucketcors.conformance.app.TestApp;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /**
   * Starts an app as {@link #start} does, set so that the filter gets as much as it can of what the
   * container would answer itself: the switches of {@code docs/answered-before.md}.
   *
   * @return null where there is none, or none was tried
   */
  default @Nullable Running startSwitched(TestApp app) throws Exception {
    return null;
  }

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

  /** What it says it is, where the suite has it say something else than it is; or empty. */
  default String shownName() {
    return "";
  }

  /** Whether the suite has it let its own errors be cached. */
  default boolean cachesErrors() {
    return false;
  }

  /** Whether the suite has registered an exception handler of the container, which says 422. */
  default boolean hasExceptionHandler() {
    return false;
  }

  /** Whether {@code /socket} is a WebSocket. */
  default boolean hasWebSockets() {
    return false;
  }

  /** The paths below which the container's own file servlets have {@code hello.txt}. */
  default List<String> fileFolders() {
    return List.of("/file");
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
