package io.bucketcors.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.bucketcors.CorsComparison.Change;
import io.bucketcors.CorsDialect;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsRule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DocumentConversionTest {
  private static final CorsRule PLAIN =
      CorsRule.allow("https://a.example").methods("GET", "PUT").maxAgeSeconds(60).build();

  private static List<CorsRule> read(DocumentConversion converted) {
    byte[] text = converted.text().getBytes(StandardCharsets.UTF_8);
    return CorsDocument.read(text, "it", CorsPolicy.DEFAULT_BUCKET).rules();
  }

  @ParameterizedTest
  @EnumSource
  void whatEveryKindCanSayIsWrittenWhole(DocumentKind kind) {
    DocumentConversion converted = DocumentConversion.of(CorsPolicy.of(PLAIN), kind, false);

    assertThat(converted.losses()).isEmpty();
    assertThat(converted.droppedRules()).isEmpty();
    assertThat(converted.comparison().change()).isEqualTo(Change.SAME);
    assertThat(read(converted)).containsExactly(PLAIN);
  }

  @Test
  void whatIsTakenOutIsToldAndTheRestIsWritten() {
    CorsRule rule = PLAIN.toBuilder().id("one").credentials(true).build();

    DocumentConversion converted =
        DocumentConversion.of(CorsPolicy.of(rule), DocumentKind.S3_XML, false);

    assertThat(converted.losses())
        .singleElement()
        .satisfies(loss -> assertThat(loss.message()).contains("allow-credentials"));
    assertThat(converted.comparison().change()).isEqualTo(Change.NARROWER);
    assertThat(read(converted)).containsExactly(PLAIN.toBuilder().id("one").build());
  }

  @Test
  void aRuleWithoutAMethodThatTheKindHasIsDropped() {
    CorsRule patch = CorsRule.allow("https://b.example").methods("PATCH").build();

    DocumentConversion converted =
        DocumentConversion.of(CorsPolicy.of(patch, PLAIN), DocumentKind.B2_JSON, false);

    assertThat(converted.droppedRules()).containsExactly(0);
    assertThat(read(converted)).containsExactly(PLAIN);
  }

  /** Azure's lists are separated by commas, so that the first rule has to go. */
  @Test
  void nothingIsWrittenWhereALaterRuleWouldDecideAndGrantMore() {
    CorsPolicy policy =
        CorsPolicy.builder()
            .dialect(CorsDialect.S3)
            .rule(CorsRule.allow("https://a,*").methods("GET").build())
            .rule(CorsRule.allow("*").methods("GET").expose("ETag").build())
            .build();

    DocumentConversion converted = DocumentConversion.of(policy, DocumentKind.AZURE_XML, false);

    assertThat(converted.comparison().change()).isEqualTo(Change.INCOMPARABLE);
    assertThat(converted.isWritable()).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(converted::text)
        .withMessageContaining("grant more");
  }

  @Test
  void responseVaryIsThatOfThePolicyOrOfTheDocument() {
    CorsPolicy.Builder cos = CorsPolicy.builder().dialect(CorsDialect.COS).rule(PLAIN);
    CorsPolicy varying = cos.responseVary(true).build();
    String wanted = "<ResponseVary>true</ResponseVary>";

    assertThat(DocumentConversion.of(varying, DocumentKind.COS_XML, false).text()).contains(wanted);
    assertThat(DocumentConversion.of(CorsPolicy.of(PLAIN), DocumentKind.COS_XML, true).text())
        .contains(wanted);
    DocumentConversion lost = DocumentConversion.of(varying, DocumentKind.S3_XML, false);
    assertThat(lost.losses()).singleElement().asString().contains("response-vary");
    assertThat(lost.text()).doesNotContain("Vary");
  }

  @Test
  void theStoreIsAskedInItsXmlWhateverTheKindIs() {
    CorsRule patch = PLAIN.toBuilder().methods("PATCH").build();

    DocumentConversion converted =
        DocumentConversion.of(CorsPolicy.of(patch), DocumentKind.S3_JSON, false);

    assertThat(converted.refusal(BucketStore.S3))
        .hasValueSatisfying(refusal -> assertThat(refusal.message()).contains("PATCH"));
    assertThat(
            DocumentConversion.of(CorsPolicy.of(PLAIN), DocumentKind.S3_JSON, false)
                .refusal(BucketStore.S3))
        .isEmpty();
  }
}
