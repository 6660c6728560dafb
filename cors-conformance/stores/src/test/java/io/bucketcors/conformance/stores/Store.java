package io.bucketcors.conformance.stores;

import io.bucketcors.conformance.harness.RawHttp;
import io.bucketcors.conformance.harness.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A store as a process.
 *
 * @param name what it is
 * @param checksums when the SDK sends them, in its own words
 * @param port where it listens
 * @param process it
 */
record Store(String name, String checksums, int port, ServerProcess process)
    implements AutoCloseable {
  static final String ACCESS = "AKIDEXAMPLE";
  static final String SECRET = "wJalrXUtnFEMI";

  /**
   * S3Mock does not give back the checksum of a part, without which the SDK cannot complete an
   * upload that it began with checksums; a program without a browser fails the same way.
   */
  private static final String CHECKSUMS_OF_S3MOCK = "WHEN_REQUIRED";

  /** The SDK's default. */
  private static final String CHECKSUMS = "WHEN_SUPPORTED";

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Path TARGET = Path.of("target");
  private static final List<String> RULE =
      List.of(
          "-Dbucketcors.rules[0].allowed-origins=http://page.localhost:*",
          "-Dbucketcors.rules[0].allowed-methods=GET,HEAD,PUT,POST,DELETE",
          "-Dbucketcors.rules[0].allowed-headers=*",
          "-Dbucketcors.rules[0].expose-headers=ETag,Content-Range");

  /** S3Mock's executable jar as it is published, with the starter beside it. */
  static Store s3MockWithStarter() {
    Path starter = Path.of(System.getProperty("starter"));
    List<String> options = new ArrayList<>();
    options.add("-Dloader.path=" + starter);
    options.addAll(RULE);
    return s3Mock("s3mock-with-starter", options);
  }

  /** S3Mock alone. */
  static Store s3MockAlone() {
    return s3Mock("s3mock-alone", List.of());
  }

  private static Store s3Mock(String name, List<String> options) {
    int port = ServerProcess.freePort();
    List<String> command = java(options);
    command.addAll(
        List.of(
            "-cp",
            Path.of(System.getProperty("others"), "s3mock-exec.jar").toString(),
            "org.springframework.boot.loader.launch.PropertiesLauncher",
            // Its port for TLS, which nobody asks.
            "--server.port=0",
            "--http.port=" + port));
    return start(name, CHECKSUMS_OF_S3MOCK, port, command);
  }

  /** S3Proxy in its own Jetty, with the filter. */
  static Store s3ProxyWithFilter() {
    return s3Proxy("s3proxy-with-filter", RULE, "filter");
  }

  /** S3Proxy in its own Jetty. */
  static Store s3ProxyAlone() {
    return s3Proxy("s3proxy-alone", List.of(), "plain");
  }

  private static Store s3Proxy(String name, List<String> options, String how) {
    int port = ServerProcess.freePort();
    List<String> command = java(options);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            S3ProxyMain.class.getName(),
            Integer.toString(port),
            ACCESS,
            SECRET,
            how));
    return start(name, CHECKSUMS, port, command);
  }

  private static List<String> java(List<String> options) {
    List<String> command =
        new ArrayList<>(List.of(ServerProcess.ofJdk("java"), "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    return command;
  }

  private static Store start(String name, String checksums, int port, List<String> command) {
    try {
      Path folder = Files.createTempDirectory(TARGET, name + "-").toAbsolutePath();
      ProcessBuilder program = new ProcessBuilder(command).directory(folder.toFile());
      ServerProcess process = ServerProcess.start(program, folder.resolve("output.log"));
      return new Store(name, checksums, port, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it answers, with whatever status. */
  void await() {
    process.await(
        name + " answers",
        PATIENCE,
        () -> new RawHttp(port).send("GET / HTTP/1.1\nHost: localhost:" + port).status() > 0);
  }

  /** Where pages find it: another origin than theirs. */
  String endpoint() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.close();
  }
}
