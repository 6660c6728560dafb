package io.bucketcors.benchmarks.endtoend;

import io.bucketcors.benchmarks.run.Jvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;

/** An {@link App} that was started here, and ends with {@link #close}. */
public final class RunningApp implements AutoCloseable {
  private final Process process;
  private final int port;

  private RunningApp(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one and waits for its port. */
  public static RunningApp start(Container container, Variant variant, List<String> options)
      throws IOException {
    Process process = Jvm.of(options, App.class, container.name(), variant.name()).start();
    BufferedReader output = process.inputReader();
    String port = output.readLine();
    if (port == null) {
      process.destroy();
      throw new IllegalStateException(container + " with " + variant + " did not start");
    }
    return new RunningApp(process, Integer.parseInt(port));
  }

  /** Where it is. */
  String url() {
    return "http://127.0.0.1:" + port + "/files/report.pdf";
  }

  /**
   * Asks once.
   *
   * @return the origin that was granted, or an empty string
   */
  public String get() throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url()).toURL().openConnection();
    connection.setRequestProperty("Origin", "https://site0.example");
    if (connection.getResponseCode() != 200
        || connection.getInputStream().readAllBytes().length != 1_024) {
      throw new IllegalStateException("status " + connection.getResponseCode());
    }
    String granted = connection.getHeaderField("Access-Control-Allow-Origin");
    return granted == null ? "" : granted;
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException gone) {
      // Then it has ended already.
    }
    process.destroy();
  }
}
