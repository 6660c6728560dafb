package io.bucketcors.conformance.matrix;

import io.bucketcors.conformance.harness.NginxProcess;
import io.bucketcors.conformance.harness.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A real nginx that keeps the app's answers. */
final class Cache implements AutoCloseable {
  /**
   * An answer as it left the cache.
   *
   * @param order which was asked for
   * @param status of the cache, such as {@code HIT}
   * @param allowed the answer's {@code Access-Control-Allow-Origin}; {@code -} where it has none
   */
  record Answer(int order, String method, String origin, String status, String allowed) {
    static Answer of(String line) {
      String[] parts = line.split("\t", -1);
      return new Answer(Integer.parseInt(parts[0]), parts[1], parts[2], parts[3], parts[4]);
    }
  }

  private final NginxProcess nginx;
  private final Path folder;

  private Cache(NginxProcess nginx, Path folder) {
    this.nginx = nginx;
    this.folder = folder;
  }

  /** Where nginx is not installed, tests are skipped; with {@code -Dnginx=required} they fail. */
  static Path program() {
    return Programs.find("nginx", "nginx", List.of("nginx"));
  }

  /** Starts one with nothing in it, in front of an app. */
  static Cache start(Path program, Path folder, int app) throws IOException {
    try (InputStream in = Objects.requireNonNull(Cache.class.getResourceAsStream("nginx.conf"))) {
      String configuration = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Cache(
          NginxProcess.start(
              program, folder, configuration.replace("@APP@", Integer.toString(app))),
          folder);
    }
  }

  int port() {
    return nginx.port();
  }

  /** All answers so far. */
  List<Answer> answers() throws IOException {
    return Files.readAllLines(folder.resolve("seen.log")).stream()
        .filter(line -> !line.startsWith("-")) // Whatever a browser asks for by itself.
        .map(Answer::of)
        .toList();
  }

  @Override
  public void close() {
    nginx.close();
  }
}
