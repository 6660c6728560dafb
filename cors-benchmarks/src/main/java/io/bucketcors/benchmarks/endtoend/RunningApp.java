package io.bucketcors.benchmarks.endtoend;

import io.bucketcors.benchmarks.run.Jvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An {@link App} that was started here, and ends with {@link #close}. */
public final class RunningApp implements AutoCloseable {
  private static final Pattern GRANTED =
      Pattern.compile("(?i)\r\nAccess-Control-Allow-Origin: *([^\r]*)\r\n");

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
   * Asks once, on a plain socket: {@code HttpURLConnection} sends no Origin.
   *
   * @return the origin that was granted, or an empty string
   */
  public String get() throws IOException {
    String request =
        "GET /files/report.pdf HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: https://site0.example\r\n"
            + "Connection: close\r\n\r\n";
    String answer = "";
    // On a busy machine a server that is just up has been seen to close its first connection.
    for (int attempt = 0; attempt < 3 && answer.isEmpty(); attempt++) {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        byte[] bytes = socket.getInputStream().readAllBytes();
        answer = new String(bytes, StandardCharsets.ISO_8859_1);
      }
    }
    if (!answer.startsWith("HTTP/1.1 200") || !answer.endsWith("\0".repeat(App.LENGTH))) {
      throw new IllegalStateException(
          "port " + port + ", alive: " + process.isAlive() + ", answered '" + answer + "'");
    }
    Matcher granted = GRANTED.matcher(answer);
    return granted.find() ? granted.group(1) : "";
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
