package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The bodies of refusals, to the byte; only the ids are each answer's own. */
class BucketErrorTest {
  private static final CorsPolicy S3 = policy(CorsDialect.S3);
  private static final CorsPolicy COS = policy(CorsDialect.COS);

  /** Recorded: the apostrophe in the message is raw. */
  @Test
  void s3WritesARefusedPreflightInOneLine() throws IOException {
    CorsRequest request = CorsRequest.preflight("https://b.example", "PUT");
    Answered answer = Answered.by(S3, request, "/key");
    assertThat(answer.body()).isEqualTo(golden("s3-refused.xml", answer, "x-amz-"));
    assertThat(answer.header("x-amz-request-id")).hasSize(16);
    assertThat(answer.header("x-amz-id-2")).hasSize(76);
  }

  @Test
  void s3EscapesWhatItHasToAndNoQuotes() throws IOException {
    CorsRequest request = CorsRequest.preflight("https://a.example", "it's\"<&>\u0001é");
    Answered answer = Answered.by(S3, request, "/key");
    assertThat(answer.body()).isEqualTo(golden("s3-method.xml", answer, "x-amz-"));
  }

  /** COS's documentation has this body with these ids' lengths, and says that it has 687 bytes. */
  @Test
  void cosWritesARefusedPreflightIn687Bytes() throws IOException {
    CorsRequest request =
        CorsRequest.preflight("https://example.com", "PUT")
            .with("Host", "examplebucket-1250000000.cos.ap-beijing.myqcloud.com");
    Answered answer = Answered.by(COS, request, "/exampleobject");
    assertThat(answer.body()).isEqualTo(golden("cos-refused.xml", answer, "x-cos-"));
    assertThat(bytes(answer)).hasSize(687);
  }

  @Test
  void cosEscapesQuotesToo() throws IOException {
    CorsRequest request = CorsRequest.preflight("https://a.example", "it's\"<&>");
    Answered answer = Answered.by(COS, request, "/key");
    assertThat(answer.body()).isEqualTo(golden("cos-method.xml", answer, "x-cos-"));
  }

  @Test
  void everyRefusalHasIdsOfItsOwn() {
    Set<String> ids = new HashSet<>();
    for (CorsPolicy policy : new CorsPolicy[] {S3, COS}) {
      for (int i = 0; i < 100; i++) {
        Answered answer = Answered.by(policy, CorsRequest.of("OPTIONS"));
        answer.headers().forEach((name, value) -> ids.add(value));
      }
    }
    assertThat(ids).hasSize(400);
  }

  /** A container may reset a response, and the adapter then writes the headers again. */
  @Test
  void headersWrittenAgainHaveTheSameIds() {
    CorsRequest request = CorsRequest.of("OPTIONS");
    CorsDecision decision = S3.decide(request).toAnswer();
    assertThat(decision.toAnswer()).isSameAs(decision);
    Answered once = Answered.of(decision, request, "/");
    assertThat(Answered.of(decision, request, "/")).isEqualTo(once);
  }

  @Test
  void answersWithoutABodyHaveNoIds() {
    assertThat(Answered.by(S3, CorsRequest.preflight("https://a.example", "GET")).headers())
        .doesNotContainKeys("x-amz-request-id", "x-amz-id-2");
    assertThat(Answered.by(S3, CorsRequest.actual("GET", "https://b.example")).headers()).isEmpty();
    CorsPolicy standard = policy(CorsDialect.STANDARD);
    assertThat(Answered.by(standard, CorsRequest.preflight("https://b.example", "GET")).headers())
        .containsOnlyKeys("Vary");
  }

  private static CorsPolicy policy(CorsDialect dialect) {
    CorsRule rule = CorsRule.allow("https://a.example").methods("GET").build();
    return CorsPolicy.builder().dialect(dialect).rule(rule).build();
  }

  private static byte[] bytes(Answered answer) {
    return Objects.requireNonNull(answer.body()).getBytes(StandardCharsets.UTF_8);
  }

  /** The golden file, with the ids that the headers of the answer have. */
  private static String golden(String file, Answered answer, String prefix) throws IOException {
    try (InputStream in = BucketErrorTest.class.getResourceAsStream("/bodies/" + file)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      String second = prefix.equals("x-amz-") ? "x-amz-id-2" : "x-cos-trace-id";
      return text.replace("REQUEST-ID", String.valueOf(answer.header(prefix + "request-id")))
          .replace("SECOND-ID", String.valueOf(answer.header(second)));
    }
  }
}
