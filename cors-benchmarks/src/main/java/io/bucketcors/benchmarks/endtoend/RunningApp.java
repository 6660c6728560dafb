package io.bucketcors.benchmarks.endtoend;

import io.bucketcors.benchmarks.run.Jvm;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An {@link App} that was started here, and ends with {@link #close}. */
public final class RunningApp implements AutoCloseable {
  private static final Pattern GRANTED =
      Pattern.compile("(?i)\r\nAccess-Control-Allow-Origin: *([^\r]*)\r\n");

  private final Process process;
  private final int port;
  private final Path temporary;

  private RunningApp(Process process, int port, Path temporary) {
    this.process = process;
    this.port = port;
    this.temporary = temporary;
  }

  /** Starts one and waits for its port. */
  public static RunningApp start(Container container, Variant variant, List<String> options)
      throws IOException {
    Path temporary = Files.createTempDirectory("app");
    List<String> all = new ArrayList<>(options);
    all.add("-Djava.io.tmpdir=" + temporary);
    Process process = Jvm.of(all, App.class, container.name(), variant.name()).start();
    BufferedReader output = process.inputReader();
    String port = output.readLine();
    if (port == null) {
      process.destroy();
      throw new IllegalStateException(container + " with " + variant + " did not start");
    }
    return new RunningApp(process, Integer.parseInt(port), temporary);
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

  /** Ends it, and takes away what it left in its temporary folder. */
  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
      try (Stream<Path> left = Files.walk(temporary)) {
        left.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
