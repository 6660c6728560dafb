package io.bucketcors.examples.bucket.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsRule;
import io.bucketcors.conformance.harness.RawHttp;
import io.bucketcors.examples.bucket.BucketExample;
import io.bucketcors.examples.bucket.Options;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what: public read, private write. */
class SignaturesTest {
  private static final String OBJECT = "/demo/signed.txt";
  private static final String MISMATCH = "403 SignatureDoesNotMatch";
  private static BucketExample example;
  private static Client client;

  @BeforeAll
  static void start() throws Exception {
    example = BucketExample.start(Options.ephemeral().withKeys(Client.ACCESS, Client.SECRET));
    client = new Client(example);
    example
        .rules()
        .replace(
            "demo",
            List.of(
                CorsRule.allow("https://app.example")
                    .methods("GET", "PUT")
                    .headers("*")
                    .expose("ETag")
                    .build()),
            false);
  }

  @AfterAll
  static void stop() {
    example.close();
  }

  @Test
  void letsEverybodyReadObjectsAndNobodyListThem() throws Exception {
    assertThat(client.unsigned("GET", "/demo/test.txt", "").statusCode()).isEqualTo(200);
    assertThat(client.unsigned("HEAD", "/demo/test.txt", "").statusCode()).isEqualTo(200);
    assertThat(Client.code(client.unsigned("GET", "/demo/no.txt", ""))).isEqualTo("404 NoSuchKey");
    for (String path : List.of("/", "/demo", "/demo?list-type=2", "/demo?cors", "/demo?location")) {
      assertThat(Client.code(client.unsigned("GET", path, "")))
          .as(path)
          .isEqualTo("403 AccessDenied");
      assertThat(client.send("GET", path, "").statusCode()).as(path).isEqualTo(200);
    }
    assertThat(client.unsigned("HEAD", "/demo", "").statusCode()).isEqualTo(403);
    assertThat(client.send("HEAD", "/demo", "").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /demo/new.txt",
    "DELETE, /demo/test.txt",
    "POST, /demo/new.txt?uploads",
    "PUT, /demo/new.txt?uploadId=x&partNumber=1",
    "GET, /demo/new.txt?uploadId=x",
    "DELETE, /demo/new.txt?uploadId=x",
    "PUT, /fresh",
    "DELETE, /demo",
    "PUT, /demo?cors",
    "DELETE, /demo?cors",
  })
  void refusesUnsignedWrites(String method, String path) throws Exception {
    HttpResponse<String> refused =
        client.unsigned(method, path, "", "Origin", "https://app.example");
    assertThat(Client.code(refused)).isEqualTo("403 AccessDenied");
    assertThat(client.unsigned("GET", "/demo/test.txt", "").statusCode()).isEqualTo(200);
  }

  @Test
  void tellsAPageOfAListedOriginThatItsWriteWasRefused() throws Exception {
    HttpResponse<String> refused =
        client.unsigned("PUT", "/demo/new.txt", "x", "Origin", "https://app.example");
    assertThat(Client.code(refused)).isEqualTo("403 AccessDenied");
    assertThat(refused.headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue("https://app.example");
    assertThat(refused.headers().firstValue("Access-Control-Expose-Headers")).hasValue("ETag");
  }

  @Test
  void asksNoSignatureOfAPreflight() throws Exception {
    HttpResponse<String> preflight =
        client.unsigned(
            "OPTIONS",
            "/demo/new.txt?uploadId=x&partNumber=1",
            "",
            "Origin",
            "https://app.example",
            "Access-Control-Request-Method",
            "PUT",
            "Access-Control-Request-Headers",
            "authorization,x-amz-date");
    assertThat(preflight.statusCode()).isEqualTo(200);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
        .hasValue("authorization, x-amz-date");
  }

  @Test
  void takesWhatIsSigned() throws Exception {
    HttpResponse<String> put = client.send("PUT", OBJECT, "signed", "x-amz-meta-note", "a  b");
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    HttpResponse<String> got = client.send("GET", OBJECT, "", "Range", "bytes=0-2");
    assertThat(got.statusCode()).isEqualTo(206);
    assertThat(client.send("DELETE", OBJECT, "").statusCode()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/demo/a%20b.txt",
        "/demo/%E6%A1%B6.txt",
        "/demo/a%2Bb%3D%26.txt",
        "/demo/a~b_c-d.txt",
        "/demo/a!b(c)'d.txt",
        "/demo/deep/er/x.txt",
        "/demo/x.txt?x-id=PutObject&b=&a=1%2F2",
      })
  void takesWhateverAPathAndAQueryHold(String path) throws Exception {
    HttpResponse<String> put = client.send("PUT", path, "x");
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    assertThat(client.unsigned("GET", path, "").body()).isEqualTo("x");
  }

  /** Jetty writes values that it knows in its own way, unless it is told not to. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain; charset=UTF-8",
        "text/plain;charset=utf-8",
        "TEXT/HTML",
        "application/json;  charset=Utf-8",
      })
  void takesATypeHoweverItIsWritten(String type) throws Exception {
    HttpResponse<String> put =
        client.send(
            "PUT", "/demo/typed.txt", "x", "Content-Type", type, "Cache-Control", "NO-CACHE");
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    String kept =
        client
            .unsigned("HEAD", "/demo/typed.txt", "")
            .headers()
            .firstValue("Content-Type")
            .orElseThrow();
    assertThat(kept.replace(" ", "")).isEqualToIgnoringCase(type.replace(" ", ""));
  }

  @Test
  void refusesAnotherSecretAndAnotherKey() throws Exception {
    byte[] body = "x".getBytes(UTF_8);
    Signer secret = new Signer(Client.ACCESS, "another secret");
    assertThat(Client.code(client.send(secret, "PUT", OBJECT, body))).isEqualTo(MISMATCH);
    Signer key = new Signer("AKIDOTHER", Client.SECRET);
    assertThat(Client.code(client.send(key, "PUT", OBJECT, body)))
        .isEqualTo("403 InvalidAccessKeyId");
    assertThat(client.unsigned("GET", OBJECT, "").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "-14, 200 ",
    "14, 200 ",
    "-16, 403 RequestTimeTooSkewed",
    "16, 403 RequestTimeTooSkewed"
  })
  void allowsAQuarterOfAnHourOfSkew(int minutes, String expected) throws Exception {
    Signer other = client.signer.at(Instant.now().plus(Duration.ofMinutes(minutes)));
    assertThat(Client.code(client.send(other, "PUT", "/demo/skew.txt", new byte[1])).trim())
        .isEqualTo(expected.trim());
  }

  /** Each changes one thing after signing. */
  @Test
  void refusesWhatWasChangedAfterItWasSigned() throws Exception {
    byte[] body = "signed".getBytes(UTF_8);
    URI uri = client.uri(OBJECT);
    String hash = Signer.hex(Signer.sha256(body));
    Map<String, String> note = Map.of("x-amz-meta-note", "a");
    SortedMap<String, String> headers = client.signer.headers("PUT", uri, note, hash);

    assertThat(Client.code(client.exactly("PUT", uri, "SIGNED".getBytes(UTF_8), headers)))
        .isEqualTo("400 XAmzContentSHA256Mismatch");
    assertThat(Client.code(client.exactly("PUT", uri, new byte[0], headers)))
        .isEqualTo("400 XAmzContentSHA256Mismatch");
    assertThat(Client.code(client.exactly("PUT", client.uri("/demo/other.txt"), body, headers)))
        .isEqualTo(MISMATCH);
    assertThat(Client.code(client.exactly("PUT", client.uri(OBJECT + "?a=b"), body, headers)))
        .isEqualTo(MISMATCH);
    assertThat(Client.code(client.exactly("DELETE", uri, body, headers))).isEqualTo(MISMATCH);
    headers.put("x-amz-meta-note", "b");
    assertThat(Client.code(client.exactly("PUT", uri, body, headers))).isEqualTo(MISMATCH);
    headers.put("x-amz-meta-note", "a");
    headers.put("x-amz-meta-other", "c");
    assertThat(Client.code(client.exactly("PUT", uri, body, headers)))
        .isEqualTo("403 AccessDenied");
    headers.remove("x-amz-meta-other");
    headers.put("x-amz-content-sha256", Signer.UNSIGNED);
    assertThat(Client.code(client.exactly("PUT", uri, body, headers))).isEqualTo(MISMATCH);
    headers.put("x-amz-content-sha256", hash);
    assertThat(client.unsigned("GET", OBJECT, "").statusCode()).isEqualTo(404);
    assertThat(client.exactly("PUT", uri, body, headers).statusCode()).isEqualTo(200);
    client.send("DELETE", OBJECT, "");
  }

  @Test
  void takesAPresignedAddressAsLongAsItLasts() throws Exception {
    URI put =
        client.signer.presigned("PUT", client.uri("/demo/pre signed.txt".replace(" ", "%20")), 60);
    assertThat(client.exactly("PUT", put, "x".getBytes(UTF_8), Map.of()).statusCode())
        .isEqualTo(200);
    URI list = client.signer.presigned("GET", client.uri("/demo?list-type=2&prefix=a%2F"), 60);
    assertThat(client.exactly("GET", list, new byte[0], Map.of()).statusCode()).isEqualTo(200);

    assertThat(Client.code(client.exactly("DELETE", put, new byte[0], Map.of())))
        .isEqualTo(MISMATCH);
    Signer before = client.signer.at(Instant.now().minusSeconds(61));
    URI expired = before.presigned("PUT", client.uri("/demo/x.txt"), 60);
    HttpResponse<String> refused = client.exactly("PUT", expired, new byte[1], Map.of());
    assertThat(Client.code(refused)).isEqualTo("403 AccessDenied");
    assertThat(refused.body()).contains("Request has expired");
    Signer soon = client.signer.at(Instant.now().plus(Duration.ofMinutes(16)));
    URI early = soon.presigned("PUT", client.uri("/demo/x.txt"), 60);
    assertThat(client.exactly("PUT", early, new byte[1], Map.of()).body())
        .contains("Request is not yet valid");
  }

  @Test
  void refusesAPresignedAddressThatWasChanged() throws Exception {
    String put = client.signer.presigned("PUT", client.uri("/demo/x.txt"), 60).toString();
    for (String changed :
        List.of(
            put.replace("Expires=60", "Expires=61"),
            put.replace("/x.txt", "/y.txt"),
            put + "&a=b",
            put.replaceAll("Signature=.*", "Signature=" + "0".repeat(64)))) {
      assertThat(Client.code(client.exactly("PUT", URI.create(changed), new byte[1], Map.of())))
          .as(changed)
          .isEqualTo(MISMATCH);
    }
    assertThat(
            Client.code(
                client.exactly(
                    "PUT", URI.create(put), new byte[1], Map.of("x-amz-meta-a", "added"))))
        .isEqualTo("403 AccessDenied");
    String malformed = "400 AuthorizationQueryParametersError";
    for (String broken :
        List.of(
            put.replaceAll("Signature=.*", "Signature="),
            put.replaceAll("&X-Amz-Signature=.*", ""),
            put.replace("Expires=60", "Expires=604801"),
            put.replace("Expires=60", "Expires=0"),
            put.replaceAll("Date=[^&]*", "Date=now"),
            put.replace("us-east-1%2Fs3", "us-east-1%2Fec2"),
            put.replace("HMAC-SHA256", "ECDSA-P256-SHA256"),
            put + "&X-Amz-Signature=" + "0".repeat(64))) {
      assertThat(Client.code(client.exactly("PUT", URI.create(broken), new byte[1], Map.of())))
          .as(broken)
          .isEqualTo(malformed);
    }
  }

  /** What cannot be signed again must not count as equal to a signature that is empty. */
  @Test
  void refusesGarbageThatNoSignerTakes() throws Exception {
    String query =
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDTEST/%s/us-east-1/s3/aws4_request"
                .formatted(now().substring(0, 8))
            + "&X-Amz-Date="
            + now()
            + "&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=";
    for (String signature : List.of("", "0".repeat(64))) {
      String answer =
          new RawHttp(example.bucket().getPort())
              .text(
                  "PUT /demo/a|b^c.txt?"
                      + query
                      + signature
                      + " HTTP/1.1\nHost: localhost\nContent-Length: 1\nConnection: close\n\nx");
      assertThat(answer).containsPattern("^HTTP/1.1 (400|403) ");
    }
    assertThat(client.send("GET", "/demo?list-type=2", "").body()).doesNotContain("a|b");
  }

  private static String now() {
    return DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
        .withZone(ZoneOffset.UTC)
        .format(Instant.now());
  }

  @Test
  void refusesAHeaderThatIsNoneAndTwoSignatures() throws Exception {
    assertThat(
            Client.code(
                client.unsigned("PUT", OBJECT, "x", "Authorization", "AWS4-HMAC-SHA256 nonsense")))
        .isEqualTo("400 AuthorizationHeaderMalformed");
    assertThat(Client.code(client.unsigned("PUT", OBJECT, "x", "Authorization", "Bearer x")))
        .isEqualTo("403 AccessDenied");
    URI put = client.signer.presigned("PUT", client.uri(OBJECT), 60);
    SortedMap<String, String> headers =
        client.signer.headers("PUT", put, Map.of(), Signer.UNSIGNED);
    assertThat(Client.code(client.exactly("PUT", put, new byte[1], headers)))
        .isEqualTo("400 InvalidArgument");
  }

  /** Who claims to be somebody is believed only if that is so, on a public object too. */
  @Test
  void refusesAWrongSignatureOnAReadAsWell() throws Exception {
    Signer secret = new Signer(Client.ACCESS, "another secret");
    assertThat(Client.code(client.send(secret, "GET", "/demo/test.txt", new byte[0])))
        .isEqualTo(MISMATCH);
  }

  @Test
  void needsASignedHost() throws Exception {
    URI uri = client.uri(OBJECT);
    SortedMap<String, String> headers =
        client.signer.headers("PUT", uri, Map.of(), Signer.UNSIGNED);
    headers.computeIfPresent("authorization", (name, value) -> value.replace("=host;", "="));
    assertThat(Client.code(client.exactly("PUT", uri, new byte[1], headers)))
        .isEqualTo("403 AccessDenied");
  }
}
