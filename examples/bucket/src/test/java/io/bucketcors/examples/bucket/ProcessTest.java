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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
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
              HEAD /test.txt HTTP/1.1
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
  void leavesNothingOfAnUploadInTheMiddleOfWhichItWasKilled() throws Exception {
    Path data = Files.createDirectories(scratch.resolve("data"));
    Files.writeString(data.resolve(".upload-of-mine"), "kept: no upload of this program");
    List<String> options = List.of("--data", data.toString());
    try (ServerProcess killed = start(options)) {
      killed.line();
      URI bucket = uri(killed.line());
      try (Connection connection = Connection.to(bucket.getPort())) {
        connection.write(
            "PUT /new.bin HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf");
        awaitUpload(data);
        // A second process on the same folder must leave the upload alone while it goes on.
        try (ServerProcess beside = start(options)) {
          beside.line();
          awaitUpload(data);
        }
        killed.kill();
      }
    }
    assertThat(names(data)).anyMatch(name -> name.matches("\\.upload-[0-9]+\\.tmp"));
    try (ServerProcess again = start(options)) {
      again.line();
      URI bucket = uri(again.line());
      assertThat(names(data)).containsExactlyInAnyOrder("test.txt", ".upload-of-mine");
      String list =
          new RawHttp(bucket.getPort())
              .text("GET / HTTP/1.1\nHost: localhost\nConnection: close\n\n");
      assertThat(list).endsWith("\n\ntest.txt\n");
    }
  }

  private static void awaitUpload(Path data) throws Exception {
    Instant end = Instant.now().plusSeconds(10);
    while (names(data).stream().noneMatch(name -> name.matches("\\.upload-[0-9]+\\.tmp"))) {
      assertThat(Instant.now()).as("an upload is under way").isBefore(end);
      Thread.sleep(20);
    }
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
