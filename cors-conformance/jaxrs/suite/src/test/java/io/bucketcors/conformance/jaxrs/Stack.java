package io.bucketcors.conformance.jaxrs;

import io.bucketcors.conformance.harness.RawHttp;
import io.bucketcors.conformance.harness.RawResponse;

/** What answers the suite: an implementation, with every application of the suite. */
abstract class Stack implements AutoCloseable {

  /**
   * Where an application answers.
   *
   * @param port a loopback port
   * @param context the context path; empty where an application has the whole server
   */
  record Address(int port, String context) {}

  /** Sends an application a request line without its version, and header lines. */
  final RawResponse send(String application, String request, String... lines) throws Exception {
    Address at = at(application);
    return new RawHttp(at.port()).send(at.context(), request, lines);
  }

  /** Where the application of that name answers, such as {@code /plain}. */
  abstract Address at(String application) throws Exception;

  /**
   * Starts one of the nested classes of {@code BucketsApplication} beside the others, and ends it
   * again.
   *
   * @throws Exception if it does not start, with whatever the server said
   */
  abstract void startAndEnd(String application) throws Exception;

  /** What processes of this stack have logged; empty where the stack runs in this process. */
  String log() {
    return "";
  }
}
