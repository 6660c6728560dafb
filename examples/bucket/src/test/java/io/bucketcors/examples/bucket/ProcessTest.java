package io.bucketcors.examples.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.bucketcors.conformance.harness.Connection;
import io.bucketcors.conformance.harness.RawHttp;
import io.bucketcors.conformance.harness.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example as a person runs it: a process of its own. */
class ProcessTest {
  @TempDir Path scratch;

  private ServerProcess start(String... properties) throws IOException {
    return start(List.of(), properties);
  }

  private ServerProcess start(List<String> options, String... properties) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ServerProcess.ofJdk("java"));
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Djava.io.tmpdir=" + scratch);
    command.addAll(List.of(properties));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("--port", "0"));
    command.addAll(options);
    return ServerProcess.startTalking(new ProcessBuilder(command), scratch.resolve("errors"));
  }

  private static URI uri(String line) {
    return URI.create(line.substring(8).split(" ", 2)[0]);
  }

  @Test
  void takesItsFirstRuleByProperty() throws Exception {
    try (ServerProcess example =
        start(
            "-Dbucketcors.rules[0].allowed-origins=https://app.example",
            "-Dbucketcors.rules[0].allowed-methods=GET, HEAD",
            "-Dbucketcors.rules[0].expose-headers=ETag")) {
      assertThat(example.line()).startsWith("page    http://localhost:");
      URI bucket = uri(example.line());
      assertThat(example.line()).isEqualTo("rules   1 rule from MicroProfile Config");
      String answer =
          new RawHttp(bucket.getPort())
              .text(
                  """
              HEAD /demo/test.txt HTTP/1.1
              Host: localhost
              Origin: https://app.example
              Connection: close

              """);
      assertThat(answer)
          .startsWith("HTTP/1.1 200 OK\n")
          .contains("\nAccess-Control-Allow-Origin: https://app.example\n")
          .contains("\nAccess-Control-Expose-Headers: ETag\n");
    }
  }

  @Test
  void doesNotStartWithBadRules() throws Exception {
    try (ServerProcess example =
        start("-Dbucketcors.rules[0].allowed-origins=https://app.example/")) {
      assertThat(example.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(example.process().exitValue()).isEqualTo(2);
    }
    assertThat(scratch.resolve("errors"))
        .content()
        .contains("https://app.example/", "allowed-methods")
        .doesNotContain("\tat ");
    assertNoFolderIsLeft();
  }

  @Test
  void prefersRulesOfItsOwnToThoseOfTheConfiguration() throws Exception {
    List<String> options = List.of("--data", scratch.resolve("data").toString(), "--open");
    String[] properties = {
      "-Dbucketcors.rules[0].allowed-origins=https://config.example",
      "-Dbucketcors.rules[0].allowed-methods=GET"
    };
    try (ServerProcess first = start(options, properties)) {
      first.line();
      int port = uri(first.line()).getPort();
      assertThat(first.line()).isEqualTo("rules   1 rule from MicroProfile Config");
      assertThat(first.line()).isEqualTo("open    anyone may write");
      assertThat(granted(port, "https://config.example")).isTrue();
      String none = "DELETE /demo?cors HTTP/1.1\nHost: localhost\nConnection: close\n\n";
      assertThat(new RawHttp(port).text(none)).startsWith("HTTP/1.1 204 ");
      assertThat(granted(port, "https://config.example")).isFalse();
    }
    try (ServerProcess second = start(options, properties)) {
      second.line();
      int port = uri(second.line()).getPort();
      assertThat(second.line()).startsWith("rules   none yet");
      assertThat(granted(port, "https://config.example")).isFalse();
    }
  }

  private static boolean granted(int port, String origin) {
    String head =
        "GET /demo/test.txt HTTP/1.1\nHost: localhost\nConnection: close\nOrigin: " + origin;
    return new RawHttp(port).text(head + "\n\n").contains("Access-Control-Allow-Origin");
  }

  @Test
  void leavesNothingOfAnUploadInTheMiddleOfWhichItWasKilled() throws Exception {
    Path data = scratch.resolve("data");
    Path demo = Files.createDirectories(data.resolve("demo"));
    Files.writeString(demo.resolve("old.bin"), "old");
    Files.writeString(demo.resolve(".upload-of-mine"), "kept: no upload of this program");
    List<String> options = List.of("--data", data.toString(), "--open");
    Path uploads = data.resolve(".bucketcors/tmp");
    try (ServerProcess killed = start(options)) {
      killed.line();
      URI bucket = uri(killed.line());
      try (Connection connection = Connection.to(bucket.getPort())) {
        connection.write(
            "PUT /demo/old.bin HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf");
        Instant end = Instant.now().plusSeconds(10);
        while (names(uploads).isEmpty()) {
          assertThat(Instant.now()).as("an upload is under way").isBefore(end);
          Thread.sleep(20);
        }
        killed.kill();
      }
    }
    assertThat(names(uploads)).isNotEmpty();
    try (ServerProcess again = start(options)) {
      again.line();
      URI bucket = uri(again.line());
      assertThat(names(uploads)).isEmpty();
      assertThat(names(demo)).containsExactlyInAnyOrder("old.bin", ".upload-of-mine");
      String old =
          new RawHttp(bucket.getPort())
              .text("GET /demo/old.bin HTTP/1.1\nHost: localhost\nConnection: close\n\n");
      assertThat(old).endsWith("\n\nold");
    }
  }

  /**
   * Killed again and again while versions of one object replace each other, by one request and by
   * parts. What is there then is one of them, whole, with the tag and the note that belong to it.
   */
  @Test
  @Tag("thorough")
  void leavesOldOrNewObjectsWheneverItIsKilled() throws Exception {
    Path data = scratch.resolve("data");
    List<String> options = List.of("--data", data.toString(), "--open");
    Random random = new Random();
    for (int i = 0; i < 12; i++) {
      try (ServerProcess killed = start(options)) {
        killed.line();
        URI bucket = uri(killed.line());
        if (i > 0) {
          assertWhole(bucket);
        }
        Thread writer = new Thread(() -> ObjectWriter.writeUntilRefused(bucket));
        writer.start();
        // Only once there is an object is there an old one to be lost.
        Instant end = Instant.now().plusSeconds(20);
        while (!Files.exists(data.resolve("demo/object.bin")) && Instant.now().isBefore(end)) {
          Thread.sleep(10);
        }
        Thread.sleep(200 + random.nextInt(300));
        killed.kill();
        writer.join();
      }
    }
    try (ServerProcess again = start(options)) {
      again.line();
      assertWhole(uri(again.line()));
      assertThat(names(data.resolve(".bucketcors/tmp"))).isEmpty();
      assertThat(names(data.resolve(".bucketcors/buckets/demo/info"))).hasSize(1);
    }
  }

  private static void assertWhole(URI bucket) throws Exception {
    HttpResponse<byte[]> object = ObjectWriter.read(bucket);
    assertThat(object.statusCode()).isEqualTo(200);
    String note = object.headers().firstValue("x-amz-meta-note").orElse("none");
    byte[] expected = ObjectWriter.version(Integer.parseInt(note));
    assertThat(object.body()).isEqualTo(expected);
    assertThat(object.headers().firstValue("Content-Type")).hasValue("image/x-" + note);
    assertThat(object.headers().firstValue("ETag"))
        .hasValue(ObjectWriter.etag(Integer.parseInt(note)));
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void endsCleanlyOnInterrupt() throws Exception {
    assumeThat(System.getProperty("os.name").toLowerCase(Locale.ROOT)).doesNotContain("windows");
    try (ServerProcess example = start()) {
      example.line();
      URI bucket = uri(example.line());
      String pid = Long.toString(example.process().pid());
      new ProcessBuilder("kill", "-INT", pid).inheritIO().start().waitFor();
      assertThat(example.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(example.process().exitValue()).isEqualTo(128 + 2);
      new ServerSocket(bucket.getPort(), 1, InetAddress.getByName("127.0.0.1")).close();
    }
    assertNoFolderIsLeft();
    assertThat(scratch.resolve("errors")).content().doesNotContain("\tat ");
  }

  private void assertNoFolderIsLeft() throws IOException {
    try (var left = Files.list(scratch)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("bucketcors-"));
    }
  }
}
