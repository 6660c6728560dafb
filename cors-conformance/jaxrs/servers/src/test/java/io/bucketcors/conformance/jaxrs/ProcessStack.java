package io.bucketcors.conformance.jaxrs;

import io.bucketcors.conformance.servers.RunningServer;
import java.util.HashMap;
import java.util.Map;

/** Applications that run in a process each, started when they are first asked for. */
abstract class ProcessStack extends Stack {
  private final String contextPath;
  private final Map<String, RunningServer> running = new HashMap<>();
  private final Map<String, Exception> failed = new HashMap<>();

  ProcessStack(String contextPath) {
    this.contextPath = contextPath;
  }

  /** Starts an application and waits until it answers. */
  abstract RunningServer start(String application) throws Exception;

  /** The process of an application. One that did not start is not tried again. */
  final RunningServer process(String application) throws Exception {
    if (failed.get(application) != null) {
      throw new IllegalStateException("did not start", failed.get(application));
    }
    RunningServer process = running.get(application);
    if (process == null) {
      try {
        process = start(application);
      } catch (IllegalStateException notStarted) {
        failed.put(application, notStarted);
        throw notStarted;
      }
      running.put(application, process);
    }
    return process;
  }

  @Override
  final Address at(String application) throws Exception {
    return new Address(process(application).port(), contextPath);
  }

  @Override
  public final void close() {
    running.values().forEach(RunningServer::close);
  }
}
