package io.bucketcors.examples.bucket;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.Connection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers beside writers, and clients that take their time. */
@Tag("thorough")
class ManyClientsTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final int SLOW_ONES = 60;
  private static final Duration SOON = Duration.ofSeconds(2);

  @TempDir Path data;
  private Path folder = Path.of("");
  private BucketExample example;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Connection> connections = new ArrayList<>();

  @BeforeEach
  void start() throws NotStartedException {
    folder = data.resolve("demo");
    example = BucketExample.start(Options.ephemeral().withData(data).opened());
  }

  @AfterEach
  void stop() throws IOException {
    for (Connection connection : connections) {
      connection.close();
    }
    threads.shutdownNow();
    example.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 20_000, 1_000_000})
  void sendsBytesUnderTheirOwnTagWhileOthersAreWritten(int size) throws Exception {
    List<byte[]> versions = versions(size);
    Map<String, byte[]> byTag =
        Map.of(tag(versions.get(0)), versions.get(0), tag(versions.get(1)), versions.get(1));
    put(versions.get(0));
    AtomicBoolean done = new AtomicBoolean();
    Future<?> writer =
        threads.submit(
            () -> {
              for (int i = 1; !done.get(); i++) {
                assertThat(put(versions.get(i % 2))).isEqualTo(200);
              }
              return null;
            });
    atOnce(
        4,
        40,
        () -> {
          HttpResponse<byte[]> whole = read("GET");
          assertThat(tagOf(whole)).isEqualTo(tag(whole.body()));
          HttpResponse<byte[]> part = read("GET", "Range", "bytes=10-29");
          assertThat(part.statusCode()).isEqualTo(206);
          byte[] version = requireNonNull(byTag.get(tagOf(part)));
          assertThat(part.body()).isEqualTo(Arrays.copyOfRange(version, 10, 30));
          assertThat(part.headers().firstValue("Content-Range"))
              .hasValue("bytes 10-29/" + version.length);
          HttpResponse<byte[]> same =
              read("GET", "Range", "bytes=10-29", "If-Range", tag(versions.get(0)));
          assertThat(same.statusCode())
              .isEqualTo(tagOf(same).equals(tag(versions.get(0))) ? 206 : 200);
          HttpResponse<byte[]> matched = read("GET", "If-Match", tag(versions.get(0)));
          if (matched.statusCode() == 200) {
            assertThat(matched.body()).isEqualTo(versions.get(0));
          }
          HttpResponse<byte[]> head = read("HEAD");
          assertThat(head.headers().firstValue("Content-Length"))
              .hasValue(Integer.toString(requireNonNull(byTag.get(tagOf(head))).length));
        });
    done.set(true);
    writer.get();
  }

  /** Another program that writes into the folder does not exchange files, it changes them. */
  @ParameterizedTest
  @ValueSource(ints = {20_000, 5_000_000})
  void sendsNoWholeAnswerUnderTheTagOfOtherBytesWhileAFileIsChangedInPlace(int size)
      throws Exception {
    List<byte[]> versions = versions(size);
    Path file = folder.resolve("object.bin");
    Files.write(file, versions.get(0));
    AtomicBoolean done = new AtomicBoolean();
    Future<?> writer =
        threads.submit(
            () -> {
              for (int i = 1; !done.get(); i++) {
                Files.write(file, versions.get(i % 2));
                Thread.sleep(20);
              }
              return null;
            });
    atOnce(
        2,
        20,
        () -> {
          HttpResponse<byte[]> answer;
          try {
            answer = read("GET");
          } catch (IOException brokenOff) {
            return;
          }
          if (answer.statusCode() == 200) {
            assertThat(tagOf(answer)).isEqualTo(tag(answer.body()));
          }
        });
    done.set(true);
    writer.get();
  }

  @Test
  void answersOthersWhileSlowUploadsGoOn() throws Exception {
    slowBodies(example.bucket(), "/demo/slow-%d.bin");
    assertThat(uploads()).hasSize(SLOW_ONES);
    assertAnswersSoon(example.bucket().resolve("test.txt"));
    for (Connection connection : connections) {
      connection.close();
    }
    Instant end = Instant.now().plusSeconds(10);
    while (!uploads().isEmpty() && Instant.now().isBefore(end)) {
      Thread.sleep(50);
    }
    assertThat(uploads()).isEmpty();
    assertThat(names(folder)).containsExactly("test.txt");
  }

  @Test
  void answersThePageWhileRulesComeSlowly() throws Exception {
    slowBodies(example.page(), "/api/buckets/demo/rules");
    assertAnswersSoon(example.page().resolve("/api/state"));
  }

  @Test
  void answersOthersWhileNobodyReadsTheDownloads() throws Exception {
    Path large = Files.write(folder.resolve("large.bin"), new byte[16 * 1024 * 1024]);
    // Its tag is worked out once, so that what is tried here is sending.
    Files.setLastModifiedTime(large, FileTime.from(Instant.now().minusSeconds(60)));
    CLIENT.send(
        HttpRequest.newBuilder(example.bucket().resolve("large.bin")).build(),
        BodyHandlers.discarding());
    for (int i = 0; i < SLOW_ONES; i++) {
      send(example.bucket(), "GET /demo/large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
    Thread.sleep(500);
    assertAnswersSoon(example.bucket().resolve("test.txt"));
  }

  private void slowBodies(URI server, String path) throws Exception {
    for (int i = 0; i < SLOW_ONES; i++) {
      String head =
          "PUT %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n";
      send(server, head.formatted(path.formatted(i)));
    }
    threads.submit(
        () -> {
          while (true) {
            for (Connection connection : List.copyOf(connections)) {
              connection.write("#");
            }
            Thread.sleep(1000);
          }
        });
    Thread.sleep(1500);
  }

  private void send(URI server, String request) throws IOException {
    Connection connection = Connection.to(server.getPort());
    connection.write(request);
    connections.add(connection);
  }

  private static void assertAnswersSoon(URI uri) throws Exception {
    for (int i = 0; i < 10; i++) {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(SOON).build();
      assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }

  private List<String> uploads() throws IOException {
    return names(data.resolve(".bucketcors/tmp"));
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private interface Step {
    void run() throws Exception;
  }

  private void atOnce(int readers, int times, Step step) throws Exception {
    Callable<Void> reader =
        () -> {
          for (int i = 0; i < times; i++) {
            step.run();
          }
          return null;
        };
    List<Future<Void>> all = new ArrayList<>();
    for (int i = 0; i < readers; i++) {
      all.add(threads.submit(reader));
    }
    for (Future<Void> each : all) {
      each.get();
    }
  }

  private int put(byte[] bytes) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(example.bucket().resolve("object.bin"));
    HttpRequest put = request.PUT(BodyPublishers.ofByteArray(bytes)).build();
    return CLIENT.send(put, BodyHandlers.discarding()).statusCode();
  }

  private HttpResponse<byte[]> read(String method, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(example.bucket().resolve("object.bin"))
            .method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static List<byte[]> versions(int size) {
    byte[] first = new byte[size];
    byte[] second = new byte[size + 1];
    new Random(1).nextBytes(first);
    new Random(2).nextBytes(second);
    return List.of(first, second);
  }

  private static String tagOf(HttpResponse<?> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  private static String tag(byte[] bytes) throws Exception {
    return '"' + HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes)) + '"';
  }
}
