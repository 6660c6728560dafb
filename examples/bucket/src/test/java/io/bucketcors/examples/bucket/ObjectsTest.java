package io.bucketcors.examples.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsDialect;
import io.bucketcors.CorsRule;
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
  static void start() throws Exception {
    Path data = parent.resolve("objects");
    folder = data.resolve("demo");
    Options options = Options.ephemeral().withData(data).withDialect(CorsDialect.STANDARD);
    example = BucketExample.start(options.opened());
    CorsRule rule = CorsRule.allow("https://app.example").methods("GET", "HEAD").build();
    example.rules().replace("demo", List.of(rule), false);
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
        HttpRequest.newBuilder(example.bucket().resolve(path.substring(1)))
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
    assertThat(send("PUT", "/notes/one.json", "{\"a\":1}").statusCode()).isEqualTo(200);
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
    assertThat(replaced.statusCode()).isEqualTo(200);
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
    assertThat(send("PUT", "/empty.txt", "").statusCode()).isEqualTo(200);
    assertThat(send("GET", "/empty.txt", "").body()).isEmpty();
    assertThat(send("GET", "/empty.txt", "", "Range", "bytes=0-").statusCode()).isEqualTo(416);
  }

  @Test
  void echoesNoRequest() throws Exception {
    String answer =
        new RawHttp(example.bucket().getPort())
            .text(
                "TRACE /demo/test.txt HTTP/1.1\nHost: localhost\nCookie: s3cr3t\nConnection: close\n\n");
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
    assertThat(send("PUT", "/new.txt", "x", "If-None-Match", "*").statusCode()).isEqualTo(200);
    assertThat(send("PUT", "/test.txt", "x", "If-Match", etag).statusCode()).isEqualTo(200);
  }

  @Test
  void deletesAndSaysNothingOfWhatWasNotThere() throws Exception {
    assertThat(send("DELETE", "/test.txt", "").statusCode()).isEqualTo(204);
    assertThat(send("GET", "/test.txt", "").statusCode()).isEqualTo(404);
    assertThat(send("DELETE", "/test.txt", "").statusCode()).isEqualTo(204);
  }

  @Test
  void listsTheKeys() throws Exception {
    send("PUT", "/b/c.txt", "x");
    Files.writeString(folder.resolve(".hidden"), "x");
    assertThat(send("GET", "/", "").body())
        .contains("<Key>b/c.txt</Key>", "<Key>test.txt</Key>")
        .doesNotContain("hidden");
  }

  @Test
  void takesAFolderAwayWithItsLastObject() throws Exception {
    send("PUT", "/b/c/d.txt", "x");
    send("DELETE", "/b/c/d.txt", "");
    assertThat(folder.resolve("b")).doesNotExist();
    assertThat(send("PUT", "/b", "x").statusCode()).isEqualTo(200);
  }

  /** What a page uploads it wants to get back as it was, under the type that it gave. */
  @Test
  void keepsTypeAndMetadataOfOneVersion() throws Exception {
    send(
        "PUT",
        "/a.txt",
        "one",
        "Content-Type",
        "image/png",
        "X-Amz-Meta-Note",
        "first",
        "Cache-Control",
        "max-age=60");
    HttpResponse<String> first = send("GET", "/a.txt", "");
    assertThat(first.headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(first.headers().firstValue("x-amz-meta-note")).hasValue("first");
    assertThat(first.headers().firstValue("Cache-Control")).hasValue("max-age=60");
    send("PUT", "/a.txt", "two", "Content-Type", "text/css");
    HttpResponse<String> second = send("HEAD", "/a.txt", "");
    assertThat(second.headers().firstValue("Content-Type")).hasValue("text/css");
    assertThat(second.headers().firstValue("x-amz-meta-note")).isEmpty();
    Files.writeString(folder.resolve("a.txt"), "by another program");
    HttpResponse<String> third = send("GET", "/a.txt", "");
    assertThat(third.headers().firstValue("Content-Type")).hasValue("text/plain");
    assertThat(third.headers().firstValue("ETag"))
        .isNotEqualTo(second.headers().firstValue("ETag"));
  }

  @Test
  void keepsNoHeaderThatDecidesOnAccess() throws Exception {
    send("PUT", "/a.txt", "x", "Access-Control-Allow-Origin", "*", "Vary", "*", "X-Other", "x");
    assertThat(send("GET", "/a.txt", "").headers().map())
        .doesNotContainKeys("access-control-allow-origin", "x-other")
        .containsEntry("vary", List.of("Origin"));
  }

  @Test
  void refusesMoreMetadataThanS3Takes() throws Exception {
    String[] most = {"x-amz-meta-a", "a".repeat(2048 - "x-amz-meta-a".length())};
    String[] more = {"x-amz-meta-a", "a".repeat(2049 - "x-amz-meta-a".length())};
    assertThat(send("PUT", "/a.txt", "x", most).statusCode()).isEqualTo(200);
    assertThat(send("PUT", "/a.txt", "x", more).body()).contains("MetadataTooLarge");
  }

  /** Each would otherwise replace the object by what was meant for something else. */
  @ParameterizedTest
  @ValueSource(strings = {"acl", "tagging", "retention", "legal-hold=", "versionId=1"})
  void refusesWhatIsNotTheObjectItself(String query) throws Exception {
    assertThat(send("PUT", "/test.txt?" + query, "<x/>").statusCode()).isEqualTo(501);
    assertThat(send("DELETE", "/test.txt?" + query, "").statusCode()).isEqualTo(501);
    assertThat(send("PUT", "/test.txt", "", "x-amz-copy-source", "/demo/other.txt").statusCode())
        .isEqualTo(501);
    assertThat(Files.readString(folder.resolve("test.txt"))).isEqualTo("Hello from the bucket.\n");
  }

  @ParameterizedTest
  @CsvSource({
    "Content-MD5, XUFAKrxLKna5cZ2REBfFkg==, 200, ",
    "Content-MD5, 1B2M2Y8AsgTpgAmY7PhCfg==, 400, BadDigest",
    "Content-MD5, nonsense, 400, InvalidDigest",
    "Content-MD5, XUFAKg==, 400, InvalidDigest",
    "x-amz-checksum-crc32, NhCmhg==, 200, ",
    "x-amz-checksum-crc32, AAAAAA==, 400, BadDigest",
    "x-amz-checksum-crc32, AAAA, 400, InvalidRequest",
    "x-amz-checksum-crc32c, mnG7TA==, 200, ",
    "x-amz-checksum-crc32c, AAAAAA==, 400, BadDigest",
    "x-amz-checksum-sha1, qvTGHdzF6KLavt4PO0gs2a6pQ00=, 200, ",
    "x-amz-checksum-sha1, AAAAHdzF6KLavt4PO0gs2a6pQ00=, 400, BadDigest",
    "x-amz-checksum-sha256, LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=, 200, ",
    "x-amz-checksum-sha256, AAAAAl+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=, 400, BadDigest",
  })
  void checksEveryChecksumThatComesAlong(
      String header, String value, int status, @Nullable String code) throws Exception {
    HttpResponse<String> answer = send("PUT", "/sum.txt", "hello", header, value);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(code == null ? "" : "<Code>" + code + "</Code>");
    assertThat(Files.exists(folder.resolve("sum.txt"))).isEqualTo(status == 200);
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
    assertThat(sendChunks(64 * 1024 + 1)).isEqualTo(400);
    assertThat(folder.resolve("big.bin")).doesNotExist();
    assertThat(sendChunks(64 * 1024)).isEqualTo(200);
    assertThat(folder.resolve("big.bin")).hasSize(64 * 1024 * 1024);
    String answer =
        new RawHttp(example.bucket().getPort())
            .text(
                """
            PUT /demo/big.bin HTTP/1.1
            Host: localhost
            Content-Length: 67108865
            Connection: close

            """);
    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("EntityTooLarge");
  }

  /** Sends kilobytes without saying how many they will be. */
  private static int sendChunks(int kilobytes) throws IOException {
    try (Connection connection = Connection.to(example.bucket().getPort())) {
      connection.write(
          "PUT /demo/big.bin HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
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
        "/../.bucketcors/keys",
        "/%2e%2e/.bucketcors/keys",
        "/..%2f.bucketcors%2fkeys",
      })
  void neverLeavesTheFolder(String path) throws Exception {
    Files.writeString(parent.resolve("secret.txt"), "s3cr3t");
    Files.writeString(folder.resolve(".hidden"), "s3cr3t");
    Path keys = folder.resolveSibling(".bucketcors").resolve("keys");
    Files.writeString(keys, "s3cr3t");
    Files.createSymbolicLink(folder.resolve("link"), parent);
    Files.createSymbolicLink(folder.resolve("link.txt"), parent.resolve("secret.txt"));
    for (String method : List.of("GET", "PUT", "DELETE")) {
      String answer =
          new RawHttp(example.bucket().getPort())
              .text(
                  method
                      + " /demo"
                      + path
                      + " HTTP/1.1\nHost: localhost\nContent-Length: 1\nConnection: close\n\nx");
      assertThat(answer)
          .as(method)
          .containsPattern("^HTTP/1.1 (20[04]|400|404|409) ")
          .doesNotContain("s3cr3t")
          .doesNotContain("Exception");
      if (method.equals("GET")) {
        assertThat(answer).containsPattern("^HTTP/1.1 (400|404) ");
      }
    }
    assertThat(Files.readString(parent.resolve("secret.txt"))).isEqualTo("s3cr3t");
    assertThat(Files.readString(keys)).isEqualTo("s3cr3t");
    assertThat(Files.readString(folder.resolve(".hidden"))).isEqualTo("s3cr3t");
    try (var files = Files.list(parent)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("objects", "secret.txt");
    }
  }

  @Test
  void refusesLongNamesAndKeys() throws Exception {
    assertThat(send("PUT", "/" + "a".repeat(255), "x").statusCode()).isEqualTo(200);
    assertThat(send("PUT", "/" + "a".repeat(256), "x").statusCode()).isEqualTo(400);
    String deep = "a".repeat(200) + "/";
    assertThat(send("PUT", "/" + deep.repeat(5) + "aaaaaaaaaaaaaaaaaaa", "x").statusCode())
        .isEqualTo(200);
    assertThat(send("PUT", "/" + deep.repeat(5) + "aaaaaaaaaaaaaaaaaaaa", "x").statusCode())
        .isEqualTo(400);
  }

  @Test
  void takesNamesInAnyScript() throws Exception {
    URI key = URI.create("/%E6%A1%B6%20%C3%BC.txt");
    assertThat(send("PUT", key.toString(), "x").statusCode()).isEqualTo(200);
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
