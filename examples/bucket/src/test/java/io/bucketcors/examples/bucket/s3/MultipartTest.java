package io.bucketcors.examples.bucket.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.examples.bucket.BucketExample;
import io.bucketcors.examples.bucket.Options;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects that come in parts. */
class MultipartTest {
  private static final String KEY = "/demo/deep/large.bin";
  private static final byte[] FIRST = bytes(5 * 1024 * 1024, 'a');
  private static final byte[] LAST = bytes(10, 'b');

  @TempDir static Path folder;
  private static BucketExample example;
  private static Client client;

  @BeforeAll
  static void start() throws Exception {
    example = BucketExample.start(Options.ephemeral().withData(folder).opened());
    client = new Client(example);
  }

  @AfterAll
  static void stop() {
    example.close();
  }

  private static void restart() throws Exception {
    stop();
    start();
  }

  @BeforeEach
  void forgetEarlierTests() throws Exception {
    client.unsigned("DELETE", KEY, "");
  }

  private static byte[] bytes(int length, char fill) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) fill);
    return bytes;
  }

  private static Path parts(String id) {
    return folder.resolve(".bucketcors/buckets/demo/parts").resolve(id);
  }

  private String initiate() throws Exception {
    HttpResponse<String> answer =
        client.unsigned(
            "POST", KEY + "?uploads", "", "Content-Type", "video/mp4", "x-amz-meta-note", "kept");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Client.element("UploadId", answer);
  }

  private String put(String id, int number, byte[] bytes) throws Exception {
    HttpResponse<String> answer =
        client.exactly(
            "PUT",
            client.uri(KEY + "?partNumber=" + number + "&uploadId=" + id),
            bytes,
            Client.map());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  private HttpResponse<String> complete(String id, String... numbersAndTags) throws Exception {
    StringBuilder xml =
        new StringBuilder(
            "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
    for (int i = 0; i < numbersAndTags.length; i += 2) {
      xml.append("<Part><ETag>").append(numbersAndTags[i + 1]).append("</ETag><PartNumber>");
      xml.append(numbersAndTags[i]).append("</PartNumber></Part>");
    }
    xml.append("</CompleteMultipartUpload>");
    return client.unsigned("POST", KEY + "?uploadId=" + id, xml.toString());
  }

  /** In S3's way, counted out here: the MD5 of the parts' MD5s, and how many they are. */
  private static String tag(byte[]... parts) throws Exception {
    MessageDigest all = MessageDigest.getInstance("MD5");
    for (byte[] part : parts) {
      all.update(MessageDigest.getInstance("MD5").digest(part));
    }
    return '"' + HexFormat.of().formatHex(all.digest()) + "-" + parts.length + '"';
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "\"%s\"", "&quot;%s&quot;", "&#34;%s&#x22;"})
  void joinsPartsThatCameOutOfOrder(String written) throws Exception {
    String id = initiate();
    String last = put(id, 7, LAST).replace("\"", "");
    String first = put(id, 2, FIRST).replace("\"", "");
    assertThat(client.unsigned("GET", KEY, "").statusCode()).isEqualTo(404);
    HttpResponse<String> done =
        complete(id, "2", written.formatted(first), "7", written.formatted(last));
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    assertThat(Client.element("ETag", done)).isEqualTo(tag(FIRST, LAST));
    HttpResponse<String> got = client.unsigned("GET", KEY, "", "Range", "bytes=5242878-");
    assertThat(got.body()).isEqualTo("aa" + "b".repeat(10));
    assertThat(got.headers().firstValue("ETag")).hasValue(tag(FIRST, LAST));
    assertThat(got.headers().firstValue("Content-Type")).hasValue("video/mp4");
    assertThat(got.headers().firstValue("x-amz-meta-note")).hasValue("kept");
    assertThat(Client.code(complete(id, "2", first))).isEqualTo("404 NoSuchUpload");
    assertThat(parts(id)).doesNotExist();
    awaitNothing(folder.resolve(".bucketcors/tmp"));
  }

  /** A body's file goes after the answer has been sent. */
  private static void awaitNothing(Path uploads) throws Exception {
    for (int i = 0; i < 100 && !isEmpty(uploads); i++) {
      Thread.sleep(50);
    }
    assertThat(uploads).isEmptyDirectory();
  }

  private static boolean isEmpty(Path uploads) throws IOException {
    try (var all = Files.list(uploads)) {
      return all.findAny().isEmpty();
    }
  }

  @Test
  void takesTheLastOfTwoPartsOfOneNumber() throws Exception {
    String id = initiate();
    String before = put(id, 1, LAST);
    String after = put(id, 1, bytes(3, 'c'));
    assertThat(Client.code(complete(id, "1", before))).isEqualTo("400 InvalidPart");
    assertThat(complete(id, "1", after).statusCode()).isEqualTo(200);
    assertThat(client.unsigned("GET", KEY, "").body()).isEqualTo("ccc");
  }

  @Test
  void listsThePartsThatHaveCome() throws Exception {
    String id = initiate();
    put(id, 3, LAST);
    put(id, 1, LAST);
    HttpResponse<String> list = client.unsigned("GET", KEY + "?uploadId=" + id, "");
    assertThat(list.body())
        .containsSubsequence(
            "<PartNumber>1</PartNumber>",
            "<Size>10</Size>",
            "<PartNumber>3</PartNumber>",
            "<IsTruncated>false</IsTruncated>");
    HttpResponse<String> page = client.unsigned("GET", KEY + "?max-parts=1&uploadId=" + id, "");
    assertThat(page.body())
        .contains("<NextPartNumberMarker>1</NextPartNumberMarker>", "<IsTruncated>true<")
        .doesNotContain("<PartNumber>3<");
    HttpResponse<String> rest =
        client.unsigned("GET", KEY + "?part-number-marker=1&uploadId=" + id, "");
    assertThat(rest.body()).contains("<PartNumber>3<").doesNotContain("<PartNumber>1<");
  }

  @Test
  void forgetsWhatIsAborted() throws Exception {
    String id = initiate();
    String tag = put(id, 1, LAST);
    assertThat(client.unsigned("DELETE", KEY + "?uploadId=" + id, "").statusCode()).isEqualTo(204);
    assertThat(Client.code(complete(id, "1", tag))).isEqualTo("404 NoSuchUpload");
    assertThat(Client.code(client.unsigned("DELETE", KEY + "?uploadId=" + id, "")))
        .isEqualTo("404 NoSuchUpload");
    assertThat(parts(id)).doesNotExist();
  }

  @Test
  void goesOnAfterARestart() throws Exception {
    String id = initiate();
    String first = put(id, 1, FIRST);
    restart();
    String last = put(id, 2, LAST);
    HttpResponse<String> done = complete(id, "1", first, "2", last);
    assertThat(Client.element("ETag", done)).isEqualTo(tag(FIRST, LAST));
    restart();
    HttpResponse<String> got = client.unsigned("HEAD", KEY, "");
    assertThat(got.headers().firstValue("ETag")).hasValue(tag(FIRST, LAST));
    assertThat(got.headers().firstValue("x-amz-meta-note")).hasValue("kept");
  }

  @Test
  void refusesPartsAsS3Does() throws Exception {
    String id = initiate();
    String one = put(id, 1, LAST);
    String two = put(id, 2, LAST);
    assertThat(Client.code(complete(id, "1", one, "2", two))).isEqualTo("400 EntityTooSmall");
    assertThat(Client.code(complete(id, "2", two, "1", one))).isEqualTo("400 InvalidPartOrder");
    assertThat(Client.code(complete(id, "1", one, "1", one))).isEqualTo("400 InvalidPartOrder");
    assertThat(Client.code(complete(id, "3", one))).isEqualTo("400 InvalidPart");
    assertThat(Client.code(complete(id, "1", two.replace("a", "b").replace("1", "2"))))
        .isEqualTo("400 InvalidPart");
    assertThat(Client.code(complete(id))).isEqualTo("400 MalformedXML");
    assertThat(Client.code(complete(id, "x", one))).isEqualTo("400 MalformedXML");
    assertThat(Client.code(client.unsigned("POST", KEY + "?uploadId=" + id, "<oops")))
        .isEqualTo("400 MalformedXML");
    String outside =
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><CompleteMultipartUpload><Part>"
            + "<PartNumber>1</PartNumber><ETag>&e;</ETag></Part></CompleteMultipartUpload>";
    assertThat(Client.code(client.unsigned("POST", KEY + "?uploadId=" + id, outside)))
        .isEqualTo("400 MalformedXML");
    for (String number : List.of("0", "10001", "-1", "x", "")) {
      String path = KEY + "?uploadId=" + id + "&partNumber=" + number;
      assertThat(Client.code(client.unsigned("PUT", path, "x")))
          .as(number)
          .isEqualTo("400 InvalidArgument");
    }
    assertThat(client.unsigned("GET", KEY, "").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../info", "%2e%2e", "00000000000000000000000000000000", "", "about"})
  void findsNoUploadByWhatIsNoId(String id) throws Exception {
    for (String method : List.of("PUT", "DELETE", "GET", "POST")) {
      assertThat(Client.code(client.unsigned(method, KEY + "?partNumber=1&uploadId=" + id, "x")))
          .as(method)
          .isEqualTo("404 NoSuchUpload");
    }
  }

  /** An id belongs to one key, else a part could be put together under another's name. */
  @Test
  void findsAnUploadOnlyByItsOwnKey() throws Exception {
    String id = initiate();
    assertThat(
            Client.code(
                client.exactly(
                    "PUT",
                    client.uri("/demo/other.bin?partNumber=1&uploadId=" + id),
                    "x".getBytes(UTF_8),
                    Client.map())))
        .isEqualTo("404 NoSuchUpload");
  }
}
