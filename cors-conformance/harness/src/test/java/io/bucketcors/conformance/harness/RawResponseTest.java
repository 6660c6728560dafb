package io.bucketcors.conformance.harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** Where an answer ends: RFC 9112, section 6.3. */
class RawResponseTest {
  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.replace("\n", "\r\n").getBytes(ISO_8859_1));
  }

  private static RawResponse read(String text) throws IOException {
    return RawResponse.read(stream(text), false);
  }

  @Test
  void keepsDoubledLinesApartAndFindsNamesInAnyCase() throws IOException {
    RawResponse answer =
        read("HTTP/1.1 200 OK\nVary: Origin\nvary: Accept, a\nContent-Length: 2\n\nok");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.lines("VARY")).containsExactly("Origin", "Accept, a");
    assertThat(answer.header("Vary")).isEqualTo("Origin, Accept, a");
    assertThat(answer.header("Origin")).isNull();
    assertThat(answer.headers()).containsOnlyKeys("Vary", "Content-Length");
    assertThat(answer.vary()).containsExactly("Origin", "Accept", "a");
  }

  @Test
  void showsEveryPolicyHeaderAndNoOther() throws IOException {
    assertThat(
            read("HTTP/1.1 204 \nAccess-Control-Max-Age: 1\nOrigin: x\nACCESS-CONTROL-X: y\n\n")
                .grants())
        .containsExactly("access-control-max-age", "access-control-x");
  }

  @Test
  void readsNotAByteOfTheNextAnswer() throws IOException {
    InputStream in =
        stream(
            """
            HTTP/1.1 200 OK
            Transfer-Encoding: chunked

            2
            ok
            3;extension
            ay!
            0
            Trailer: x

            HTTP/1.1 204 No Content

            HTTP/1.1 200 OK
            Content-Length: 5

            HTTP/1.1 404 Not Found
            Content-Length: 4

            gone""");
    assertThat(RawResponse.read(in, false).body()).isEqualTo("okay!");
    assertThat(RawResponse.read(in, false).status()).isEqualTo(204);
    assertThat(RawResponse.read(in, true).body()).isEmpty();
    RawResponse last = RawResponse.read(in, false);
    assertThat(last.body()).isEqualTo("gone");
    assertThat(last.keptAlive()).isTrue();
  }

  @Test
  void saysWhereTheBodyIsCutOff() throws IOException {
    RawResponse cut = read("HTTP/1.1 200 OK\nContent-Length: 5\n\nhal");
    assertThat(cut.body()).isEqualTo("hal");
    assertThat(cut.whole()).isFalse();
    assertThat(read("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2\nok\n").whole()).isFalse();
    RawResponse closed = read("HTTP/1.1 200 OK\n\nall");
    assertThat(closed.whole()).isTrue();
    assertThat(closed.keptAlive()).isFalse();
  }

  @Test
  void takesAHeadThatEndsForNoAnswer() {
    assertThatThrownBy(() -> read("")).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> read("HTTP/1.1 200 OK\nVary: Origin\n"))
        .isInstanceOf(EOFException.class);
  }
}
