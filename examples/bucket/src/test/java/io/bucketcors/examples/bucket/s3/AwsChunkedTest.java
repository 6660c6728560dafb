package io.bucketcors.examples.bucket.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.examples.bucket.BucketExample;
import io.bucketcors.examples.bucket.Options;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies in S3's own chunks, as the AWS SDK sends them over plain HTTP. */
class AwsChunkedTest {
  private static final int CHUNK = 128 * 1024;

  private static BucketExample example;
  private static BucketExample open;
  private static Client client;

  @BeforeAll
  static void start() throws Exception {
    example = BucketExample.start(Options.ephemeral().withKeys(Client.ACCESS, Client.SECRET));
    open = BucketExample.start(Options.ephemeral().opened());
    client = new Client(example);
  }

  @AfterAll
  static void stop() {
    example.close();
    open.close();
  }

  @BeforeEach
  void removeTheObject() throws Exception {
    Files.deleteIfExists(example.folder().resolve("demo/chunks.bin"));
  }

  private HttpResponse<String> put(Client to, byte[] body, boolean trailer, Change change)
      throws Exception {
    URI uri = to.uri("/demo/chunks.bin");
    String kind = trailer ? Signer.CHUNKS_AND_TRAILER : Signer.CHUNKS;
    Map<String, String> said = new TreeMap<>();
    said.put("content-encoding", "aws-chunked");
    said.put("x-amz-decoded-content-length", Integer.toString(body.length));
    if (trailer) {
      said.put("x-amz-trailer", "x-amz-checksum-crc32");
    }
    said.put("content-length", Integer.toString(length(to, body, trailer)));
    SortedMap<String, String> headers = to.signer.headers("PUT", uri, said, kind);
    byte[] sent = to.signer.chunks(body, CHUNK, headers, trailer);
    return to.exactly("PUT", uri, change.of(sent), headers);
  }

  private static int length(Client to, byte[] body, boolean trailer) {
    return to.signer.chunks(body, CHUNK, Map.of("authorization", "=" + "0".repeat(64)), trailer)
        .length;
  }

  /** Something that happens on the way. */
  private interface Change {
    Change NONE = sent -> sent;

    byte[] of(byte[] sent);
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1, true", "131072, true", "300000, true", "0, false", "300000, false"})
  void keepsWhatIsInTheChunksAndNothingAroundIt(int size, boolean trailer) throws Exception {
    byte[] body = new byte[size];
    new Random(size).nextBytes(body);
    HttpResponse<String> put = put(client, body, trailer, Change.NONE);
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    assertThat(example.folder().resolve("demo/chunks.bin")).hasBinaryContent(body);
    HttpResponse<String> got = client.unsigned("HEAD", "/demo/chunks.bin", "");
    assertThat(got.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(got.headers().firstValue("ETag")).isEqualTo(put.headers().firstValue("ETag"));
  }

  @Test
  void refusesBytesSignaturesAndTrailersThatWereChanged() throws Exception {
    byte[] body = "a".repeat(200_000).getBytes(UTF_8);
    assertThat(Client.code(put(client, body, true, sent -> replaced(sent, 'a', 'b'))))
        .isEqualTo("403 SignatureDoesNotMatch");
    assertThat(
            Client.code(
                put(
                    client,
                    body,
                    true,
                    sent -> text(sent, "(?s)(;chunk-signature=).{64}", "$1" + "0".repeat(64)))))
        .isEqualTo("403 SignatureDoesNotMatch");
    assertThat(
            Client.code(
                put(client, body, true, sent -> text(sent, "crc32:......", "crc32:AAAAAA"))))
        .isEqualTo("403 SignatureDoesNotMatch");
    assertThat(
            Client.code(
                put(
                    client,
                    body,
                    true,
                    sent -> text(sent, "x-amz-checksum-crc32:", "x-amz-checksum-crc3_:"))))
        .isEqualTo("400 MalformedTrailerError");
    assertThat(example.folder().resolve("demo/chunks.bin")).doesNotExist();
  }

  @Test
  void checksTheTrailerWhereAnyoneMayWrite() throws Exception {
    Client anyone = new Client(open);
    byte[] body = "a".repeat(1000).getBytes(UTF_8);
    assertThat(put(anyone, body, true, Change.NONE).statusCode()).isEqualTo(200);
    assertThat(open.folder().resolve("demo/chunks.bin")).hasBinaryContent(body);
    assertThat(Client.code(put(anyone, body, true, sent -> replaced(sent, 'a', 'b'))))
        .isEqualTo("400 BadDigest");
    assertThat(open.folder().resolve("demo/chunks.bin")).hasBinaryContent(body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "5;chunk-signature=x",
        "zz;chunk-signature=x\r\nhello\r\n0\r\n\r\n",
        "-1\r\n",
        "fffffffff\r\n",
        "5\r\nhelloX\r\n0\r\n\r\n",
        "5\r\nhello\r\n0\r\n",
        "5\r\nhello\r\n0\r\nno trailer\r\n\r\n",
        "4\r\nhell\r\n0\r\n\r\n",
      })
  void refusesWhatIsNotInChunks(String body) throws Exception {
    HttpResponse<String> refused =
        new Client(open)
            .unsigned(
                "PUT",
                "/demo/x.bin",
                body,
                "x-amz-content-sha256",
                Signer.CHUNKS,
                "x-amz-decoded-content-length",
                "5");
    assertThat(Client.code(refused)).isEqualTo("400 IncompleteBody");
    assertThat(open.folder().resolve("demo/x.bin")).doesNotExist();
  }

  private static byte[] replaced(byte[] bytes, char one, char other) {
    byte[] changed = bytes.clone();
    for (int i = changed.length / 2; i < changed.length; i++) {
      if (changed[i] == one) {
        changed[i] = (byte) other;
        return changed;
      }
    }
    throw new AssertionError("nothing to change");
  }

  private static byte[] text(byte[] bytes, String pattern, String by) {
    String text = new String(bytes, ISO_8859_1);
    return text.replaceFirst(pattern, by).getBytes(ISO_8859_1);
  }
}
