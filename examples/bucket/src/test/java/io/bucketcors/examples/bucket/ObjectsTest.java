package io.bucketcors.examples.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.Connection;
import io.bucketcors.conformance.harness.RawHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects over HTTP, through the filter, with a rule in force. */
class ObjectsTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir static Path parent;
  private static BucketExample example;
  private static Path folder;

  @BeforeAll
  static void start() throws NotStartedException {
    folder = parent.resolve("objects");
    example = BucketExample.start(new Options("127.0.0.1", 0, 0, folder, false));
    example
        .rules()
        .replace(
            Map.of(
                "bucketcors.rules[0].allowed-origins", "https://app.example",
                "bucketcors.rules[0].allowed-methods", "GET, HEAD"));
  }

  @AfterAll
  static void stop() {
    example.close();
  }

  @BeforeEach
  void refill() throws IOException {
    try (Stream<Path> left = Files.walk(folder)) {
      for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(folder)) {
          Files.delete(path);
        }
      }
    }
    Files.writeString(folder.resolve("test.txt"), "Hello from the bucket.\n");
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(example.bucket().resolve(path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private String etag(String path) throws Exception {
    return send("HEAD", path, "").headers().firstValue("ETag").orElseThrow();
  }

  @Test
  void givesBackWhatWasPut() throws Exception {
    assertThat(send("PUT", "/notes/one.json", "{\"a\":1}").statusCode()).isEqualTo(201);
    HttpResponse<String> got = send("GET", "/notes/one.json", "");
    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.body()).isEqualTo("{\"a\":1}");
    assertThat(got.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(got.headers().firstValue("Accept-Ranges")).hasValue("bytes");
    assertThat(Files.readString(folder.resolve("notes/one.json"))).isEqualTo("{\"a\":1}");
  }

  @Test
  void keepsNoUploadBehind() throws Exception {
    send("PUT", "/a.txt", "a");
    send("PUT", "/a.txt", "b", "If-Match", "\"other\"");
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("a.txt", "test.txt");
    }
  }

  @Test
  void givesEqualBytesEqualStrongTagsAndOthersOthers() throws Exception {
    send("PUT", "/a.txt", "same");
    send("PUT", "/b.txt", "same");
    send("PUT", "/c.txt", "other");
    assertThat(etag("/a.txt")).isEqualTo(etag("/b.txt")).startsWith("\"");
    assertThat(etag("/c.txt")).isNotEqualTo(etag("/a.txt"));
    String before = etag("/a.txt");
    HttpResponse<String> replaced = send("PUT", "/a.txt", "SAME");
    assertThat(replaced.statusCode()).isEqualTo(204);
    assertThat(replaced.headers().firstValue("ETag")).hasValue(etag("/a.txt"));
    assertThat(etag("/a.txt")).isNotEqualTo(before);
  }

  @Test
  void noticesAFileChangedFromOutsideInPlace() throws Exception {
    String before = etag("/test.txt");
    Files.writeString(folder.resolve("test.txt"), "hELLO from the bucket.\n");
    assertThat(etag("/test.txt")).isNotEqualTo(before);
  }

  @Test
  void answersHeadAsGetWithoutABody() throws Exception {
    HttpResponse<String> head = send("HEAD", "/test.txt", "");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Length")).hasValue("23");
  }

  @Test
  void readsRanges() throws Exception {
    HttpResponse<String> part = send("GET", "/test.txt", "", "Range", "bytes=0-4");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo("Hello");
    assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes 0-4/23");
    assertThat(send("GET", "/test.txt", "", "Range", "bytes=-8").body()).isEqualTo("bucket.\n");
    assertThat(send("GET", "/test.txt", "", "Range", "bytes=100-").statusCode()).isEqualTo(416);
  }

  @Test
  void readsARangeOnlyOfTheObjectThatIsMeant() throws Exception {
    String etag = etag("/test.txt");
    String[] same = {"Range", "bytes=0-4", "If-Range", etag};
    String[] other = {"Range", "bytes=0-4", "If-Range", "\"other\""};
    assertThat(send("GET", "/test.txt", "", same).statusCode()).isEqualTo(206);
    assertThat(send("GET", "/test.txt", "", other).statusCode()).isEqualTo(200);
  }

  @Test
  void answersNotModifiedWithTagAndGrant() throws Exception {
    String etag = etag("/test.txt");
    for (String condition : List.of(etag, "W/" + etag, "\"x\", " + etag, "*")) {
      HttpResponse<String> answer =
          send("GET", "/test.txt", "", "If-None-Match", condition, "Origin", "https://app.example");
      assertThat(answer.statusCode()).as(condition).isEqualTo(304);
      assertThat(answer.headers().firstValue("ETag")).hasValue(etag);
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
          .hasValue("https://app.example");
      assertThat(answer.headers().allValues("Vary")).containsExactly("Origin");
    }
    assertThat(send("GET", "/test.txt", "", "If-None-Match", "\"x\"").statusCode()).isEqualTo(200);
  }

  /** Without it browsers take old objects from their cache, and rules seem to change nothing. */
  @Test
  void letsNobodyUseAnAnswerAgainWithoutAsking() throws Exception {
    String etag = etag("/test.txt");
    for (HttpResponse<String> answer :
        List.of(
            send("GET", "/test.txt", ""),
            send("HEAD", "/test.txt", ""),
            send("GET", "/test.txt", "", "Range", "bytes=0-4"),
            send("GET", "/test.txt", "", "Range", "bytes=99-"),
            send("GET", "/test.txt", "", "If-None-Match", etag),
            send("GET", "/", ""),
            send("GET", "/not-there.txt", ""))) {
      assertThat(answer.headers().firstValue("Cache-Control").orElse(""))
          .as("%s", answer)
          .contains("no-cache");
    }
  }

  @Test
  void judgesDatesWhereNoTagIsNamed() throws Exception {
    String modified =
        send("HEAD", "/test.txt", "").headers().firstValue("Last-Modified").orElseThrow();
    String before = "Sat, 01 Jan 2000 00:00:00 GMT";
    assertThat(send("GET", "/test.txt", "", "If-Modified-Since", modified).statusCode())
        .isEqualTo(304);
    assertThat(send("GET", "/test.txt", "", "If-Modified-Since", before).statusCode())
        .isEqualTo(200);
    assertThat(send("GET", "/test.txt", "", "If-Modified-Since", "yesterday").statusCode())
        .isEqualTo(200);
    assertThat(
            send("GET", "/test.txt", "", "If-Modified-Since", modified, "If-None-Match", "\"x\"")
                .statusCode())
        .isEqualTo(200);
    assertThat(send("GET", "/test.txt", "", "If-Unmodified-Since", before).statusCode())
        .isEqualTo(412);
    assertThat(send("GET", "/test.txt", "", "If-Unmodified-Since", modified).statusCode())
        .isEqualTo(200);
    String[] old = {"Range", "bytes=0-4", "If-Range", before};
    String[] same = {"Range", "bytes=0-4", "If-Range", modified};
    assertThat(send("GET", "/test.txt", "", old).statusCode()).isEqualTo(200);
    assertThat(send("GET", "/test.txt", "", same).statusCode()).isEqualTo(206);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-, 206, bytes 0-22/23",
    "bytes=22-99, 206, bytes 22-22/23",
    "bytes=-99, 206, bytes 0-22/23",
    "bytes=0-99999999999999999999, 206, bytes 0-22/23",
    "bytes=23-, 416, bytes */23",
    "bytes=-0, 416, bytes */23",
    "bytes=5-4, 200, ",
    "bytes=-, 200, ",
    "bytes=a-b, 200, ",
    "lines=0-4, 200, ",
    "'bytes=0-1,3-4', 200, ",
  })
  void answersOneRangeAndIgnoresWhatIsNone(String range, int status, @Nullable String part)
      throws Exception {
    HttpResponse<String> answer = send("GET", "/test.txt", "", "Range", range);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Range")).isEqualTo(Optional.ofNullable(part));
    assertThat(send("HEAD", "/test.txt", "", "Range", range).statusCode()).isEqualTo(200);
  }

  @Test
  void keepsAnEmptyObject() throws Exception {
    assertThat(send("PUT", "/empty.txt", "").statusCode()).isEqualTo(201);
    assertThat(send("GET", "/empty.txt", "").body()).isEmpty();
    assertThat(send("GET", "/empty.txt", "", "Range", "bytes=0-").statusCode()).isEqualTo(416);
  }

  @Test
  void echoesNoRequest() throws Exception {
    String answer =
        new RawHttp(example.bucket().getPort())
            .text(
                "TRACE /test.txt HTTP/1.1\nHost: localhost\nCookie: s3cr3t\nConnection: close\n\n");
    assertThat(answer).startsWith("HTTP/1.1 405 ").doesNotContain("s3cr3t");
  }

  @Test
  void refusesWhatTheConditionExcludes() throws Exception {
    String etag = etag("/test.txt");
    assertThat(send("GET", "/test.txt", "", "If-Match", "\"x\"").statusCode()).isEqualTo(412);
    assertThat(send("GET", "/test.txt", "", "If-Match", "W/" + etag).statusCode()).isEqualTo(412);
    assertThat(send("GET", "/test.txt", "", "If-Match", etag).statusCode()).isEqualTo(200);
    assertThat(send("PUT", "/test.txt", "x", "If-None-Match", "*").statusCode()).isEqualTo(412);
    assertThat(send("PUT", "/test.txt", "x", "If-Match", "\"x\"").statusCode()).isEqualTo(412);
    assertThat(send("PUT", "/new.txt", "x", "If-Match", "*").statusCode()).isEqualTo(412);
    assertThat(send("DELETE", "/test.txt", "", "If-Match", "\"x\"").statusCode()).isEqualTo(412);
    assertThat(Files.readString(folder.resolve("test.txt"))).isEqualTo("Hello from the bucket.\n");
    assertThat(send("PUT", "/new.txt", "x", "If-None-Match", "*").statusCode()).isEqualTo(201);
    assertThat(send("PUT", "/test.txt", "x", "If-Match", etag).statusCode()).isEqualTo(204);
  }

  @Test
  void deletesAndSaysNothingOfWhatWasNotThere() throws Exception {
    assertThat(send("DELETE", "/test.txt", "").statusCode()).isEqualTo(204);
    assertThat(send("GET", "/test.txt", "").statusCode()).isEqualTo(404);
    assertThat(send("DELETE", "/test.txt", "").statusCode()).isEqualTo(204);
  }

  @Test
  void namesWhatIsPosted() throws Exception {
    HttpResponse<String> posted =
        send("POST", "/notes/", "posted", "Content-Type", "text/plain;charset=utf-8");
    assertThat(posted.statusCode()).isEqualTo(201);
    String location = posted.headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith("/notes/").endsWith(".txt");
    assertThat(send("GET", location, "").body()).isEqualTo("posted");
    assertThat(send("POST", "/test.txt", "x").statusCode()).isEqualTo(405);
  }

  @Test
  void listsTheKeys() throws Exception {
    send("PUT", "/b/c.txt", "x");
    Files.writeString(folder.resolve(".hidden"), "x");
    assertThat(send("GET", "/", "").body()).isEqualTo("b/c.txt\ntest.txt\n");
  }

  @Test
  void refusesAFolderAsAnObject() throws Exception {
    send("PUT", "/b/c.txt", "x");
    assertThat(send("PUT", "/b", "x").statusCode()).isEqualTo(409);
    assertThat(send("PUT", "/test.txt/below", "x").statusCode()).isEqualTo(409);
    assertThat(send("GET", "/b", "").statusCode()).isEqualTo(404);
    assertThat(send("GET", "/b/", "").statusCode()).isEqualTo(404);
  }

  @Test
  void refusesAnObjectThatIsTooLarge() throws Exception {
    assertThat(sendChunks(64 * 1024 + 1)).isEqualTo(413);
    assertThat(folder.resolve("big.bin")).doesNotExist();
    assertThat(sendChunks(64 * 1024)).isEqualTo(201);
    assertThat(folder.resolve("big.bin")).hasSize(64 * 1024 * 1024);
    String answer =
        new RawHttp(example.bucket().getPort())
            .text(
                """
            PUT /big.bin HTTP/1.1
            Host: localhost
            Content-Length: 67108865
            Connection: close

            """);
    assertThat(answer).startsWith("HTTP/1.1 413 ");
  }

  /** Sends kilobytes without saying how many they will be. */
  private static int sendChunks(int kilobytes) throws IOException {
    try (Connection connection = Connection.to(example.bucket().getPort())) {
      connection.write(
          "PUT /big.bin HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
      byte[] chunk = ("400\r\n" + "a".repeat(1024) + "\r\n").getBytes(UTF_8);
      try {
        for (int i = 0; i < kilobytes; i++) {
          connection.write(chunk);
        }
        connection.write("0\r\n\r\n");
      } catch (IOException refusedMeanwhile) {
        // The answer is there to be read all the same.
      }
      return connection.read(false).status();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/notes/../../secret.txt",
        "/notes/..;x/../secret.txt",
        "/..%5csecret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "//../secret.txt",
        "/link/secret.txt",
        "/link.txt",
        "/.hidden",
        "/test.txt%00.png",
        "/%00",
        "/test.txt/",
        "/test.txt/.",
      })
  void neverLeavesTheFolder(String path) throws Exception {
    Files.writeString(parent.resolve("secret.txt"), "secret");
    Files.writeString(folder.resolve(".hidden"), "secret");
    Files.createSymbolicLink(folder.resolve("link"), parent);
    Files.createSymbolicLink(folder.resolve("link.txt"), parent.resolve("secret.txt"));
    for (String method : List.of("GET", "PUT", "DELETE")) {
      String answer =
          new RawHttp(example.bucket().getPort())
              .text(
                  method
                      + " "
                      + path
                      + " HTTP/1.1\nHost: localhost\nContent-Length: 1\nConnection: close\n\nx");
      assertThat(answer)
          .as(method)
          .containsPattern("^HTTP/1.1 (20[014]|400|404|409) ")
          .doesNotContain("secret")
          .doesNotContain("Exception");
      if (method.equals("GET")) {
        assertThat(answer).containsPattern("^HTTP/1.1 (400|404) ");
      }
    }
    assertThat(Files.readString(parent.resolve("secret.txt"))).isEqualTo("secret");
    assertThat(Files.readString(folder.resolve(".hidden"))).isEqualTo("secret");
    try (var files = Files.list(parent)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("objects", "secret.txt");
    }
  }

  @Test
  void refusesLongNamesAndKeys() throws Exception {
    assertThat(send("PUT", "/" + "a".repeat(255), "x").statusCode()).isEqualTo(201);
    assertThat(send("PUT", "/" + "a".repeat(256), "x").statusCode()).isEqualTo(400);
    String deep = "a".repeat(200) + "/";
    assertThat(send("PUT", "/" + deep.repeat(5) + "aaaaaaaaaaaaaaaaaaa", "x").statusCode())
        .isEqualTo(201);
    assertThat(send("PUT", "/" + deep.repeat(5) + "aaaaaaaaaaaaaaaaaaaa", "x").statusCode())
        .isEqualTo(400);
  }

  @Test
  void takesNamesInAnyScript() throws Exception {
    URI key = URI.create("/%E6%A1%B6%20%C3%BC.txt");
    assertThat(send("PUT", key.toString(), "x").statusCode()).isEqualTo(201);
    assertThat(folder.resolve("桶 ü.txt")).hasContent("x");
    assertThat(send("GET", key.toString(), "").body()).isEqualTo("x");
  }

  @Test
  void survivesPutsOfOneKeyAtOnce() throws Exception {
    List<String> bodies = Arrays.asList("a".repeat(100_000), "b".repeat(100_000));
    List<Thread> writers =
        bodies.stream()
            .map(
                body ->
                    new Thread(
                        () -> {
                          for (int i = 0; i < 20; i++) {
                            try {
                              send("PUT", "/one.txt", body);
                            } catch (IOException | InterruptedException e) {
                              throw new IllegalStateException(e);
                            }
                          }
                        }))
            .toList();
    writers.forEach(Thread::start);
    for (Thread writer : writers) {
      writer.join();
    }
    assertThat(Files.readString(folder.resolve("one.txt"))).isIn(bodies);
  }
}
