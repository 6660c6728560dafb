package io.bucketcors.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsDialect;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents that the stores' own documentation shows. */
class SampleDocumentsTest {
  private static final CorsRule AWS_WRITES =
      CorsRule.allow("http://www.example.com")
          .methods("PUT", "POST", "DELETE")
          .headers("*")
          .expose("x-amz-server-side-encryption", "x-amz-request-id", "x-amz-id-2")
          .maxAgeSeconds(3000)
          .build();

  @Test
  void readsThreeRulesOfAws() {
    CorsDocument document = read("aws-two-origins.xml");
    assertThat(document.kind()).isEqualTo(DocumentKind.S3_XML);
    assertThat(document.rules())
        .containsExactly(
            CorsRule.allow("http://www.example1.com")
                .methods("PUT", "POST", "DELETE")
                .headers("*")
                .build(),
            CorsRule.allow("http://www.example2.com")
                .methods("PUT", "POST", "DELETE")
                .headers("*")
                .build(),
            CorsRule.allow("*").methods("GET").build());
  }

  @Test
  void readsTheSameRuleOfAwsFromXmlAndJson() {
    assertThat(read("aws-optional-elements.xml").rules()).containsExactly(AWS_WRITES);
    assertThat(read("aws-console.json").rules()).containsExactly(AWS_WRITES);
    assertThat(read("aws-console.json").kind()).isEqualTo(DocumentKind.S3_JSON);
  }

  @Test
  void readsTheInputOfTheAwsCommandLine() {
    CorsDocument document = read("aws-cli.json");
    assertThat(document.kind()).isEqualTo(DocumentKind.S3_JSON);
    assertThat(document.rules())
        .containsExactly(
            CorsRule.allow("http://www.example.com")
                .methods("PUT", "POST", "DELETE")
                .headers("*")
                .expose("x-amz-server-side-encryption")
                .maxAgeSeconds(3000)
                .build(),
            CorsRule.allow("*")
                .methods("GET")
                .headers("Authorization")
                .maxAgeSeconds(3000)
                .build());
  }

  @Test
  void readsResponseVaryOfCos() {
    CorsDocument document = read("cos.xml");
    assertThat(document.kind()).isEqualTo(DocumentKind.COS_XML);
    assertThat(document.responseVary()).isTrue();
    assertThat(document.rules())
        .containsExactly(
            CorsRule.allow("http://www.qq.com")
                .id("1234")
                .methods("PUT")
                .headers("x-cos-meta-test")
                .expose("x-cos-meta-test1")
                .maxAgeSeconds(500)
                .build());
  }

  @Test
  void takesWhiteSpaceAroundValuesOfOssForLayout() {
    CorsDocument document = read("oss.xml");
    assertThat(document.kind()).isEqualTo(DocumentKind.COS_XML);
    assertThat(document.responseVary()).isFalse();
    assertThat(document.rules())
        .containsExactly(
            CorsRule.allow("*").methods("PUT", "GET").headers("Authorization").build(),
            CorsRule.allow("http://example.com", "http://example.net")
                .methods("GET")
                .headers("Authorization")
                .expose("x-oss-test", "x-oss-test1")
                .maxAgeSeconds(100)
                .build());
  }

  @Test
  void allowsAndExposesTheResponseHeadersOfGcs() {
    CorsDocument document = read("gcs.json");
    assertThat(document.kind()).isEqualTo(DocumentKind.GCS_JSON);
    assertThat(document.rules())
        .containsExactly(
            CorsRule.allow("https://example.appspot.com")
                .methods("GET")
                .headers("Content-Type")
                .expose("Content-Type")
                .maxAgeSeconds(3600)
                .build());
  }

  @Test
  void readsABucketOfGcsWithAnyMethod() {
    CorsDocument document = read("gcs-bucket.json");
    assertThat(document.kind()).isEqualTo(DocumentKind.GCS_JSON);
    assertThat(document.rules())
        .containsExactly(
            CorsRule.allow("https://example.appspot.com")
                .methods("*")
                .headers("Content-Type", "x-goog-resumable")
                .expose("Content-Type", "x-goog-resumable")
                .build());
  }

  @Test
  void readsBothShapesOfR2() {
    assertThat(read("r2-dashboard.json").rules())
        .containsExactly(CorsRule.allow("http://localhost:3000").methods("GET").build());
    CorsDocument document = read("r2-api.json");
    assertThat(document.kind()).isEqualTo(DocumentKind.R2_JSON);
    assertThat(document.rules())
        .containsExactly(
            CorsRule.allow("http://localhost:3000")
                .id("Allow Local Development")
                .methods("GET")
                .headers("x-requested-by")
                .expose("Content-Encoding")
                .maxAgeSeconds(3600)
                .build());
  }

  @Test
  void splitsTheListsOfAzure() {
    CorsDocument document = readWithWarnings("azure.xml");
    assertThat(document.kind()).isEqualTo(DocumentKind.AZURE_XML);
    assertThat(document.rules())
        .containsExactly(
            CorsRule.allow("http://www.contoso.com", "http://www.fabrikam.com")
                .methods("PUT", "GET")
                .headers("x-ms-meta-data*", "x-ms-meta-target*", "x-ms-meta-abc")
                .maxAgeSeconds(200)
                .build());
  }

  @Test
  void findsTheRulesAmongTheServicePropertiesOfAzure() {
    CorsDocument document = readWithWarnings("azure-service-properties.xml");
    assertThat(document.kind()).isEqualTo(DocumentKind.AZURE_XML);
    assertThat(document.rules())
        .containsExactly(
            CorsRule.allow("http://www.fabrikam.com", "http://www.contoso.com")
                .methods("GET", "PUT")
                .headers("x-ms-meta-customheader", "x-ms-meta-target*")
                .expose("x-ms-meta-customheader")
                .maxAgeSeconds(500)
                .build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aws-two-origins.xml",
        "aws-optional-elements.xml",
        "aws-console.json",
        "aws-cli.json",
        "gcs.json",
        "gcs-bucket.json",
        "r2-dashboard.json",
        "r2-api.json",
      })
  void putsASampleInForce(String name) {
    CorsDocument document = read(name);
    assertThat(CorsPolicy.builder().rules(document.rules()).build().rules())
        .isEqualTo(document.rules());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cos.xml", "oss.xml"})
  void putsASampleOfCosInForce(String name) {
    CorsDocument document = read(name);
    CorsPolicy policy =
        CorsPolicy.builder()
            .dialect(CorsDialect.COS)
            .responseVary(document.responseVary())
            .rules(document.rules())
            .build();
    assertThat(policy.rules()).isEqualTo(document.rules());
  }

  /** Browsers have no partial wildcard for exposed headers; allowed headers keep theirs. */
  @Test
  void leavesOutTheExposedPrefixOfAzureAndSaysWhere() {
    CorsDocument document = readWithWarnings("azure.xml");
    assertThat(document.problems())
        .extracting(CorsProblem::message)
        .singleElement()
        .asString()
        .contains("azure.xml, line 6, column 29", "x-ms-meta-*", "ExposedHeaders")
        .doesNotContain("expose-headers");
    assertThat(CorsPolicy.builder().rules(document.rules()).check())
        .noneMatch(CorsProblem::isError);
  }

  @Test
  void readsOperationsOfB2AsMethods() {
    CorsDocument document = read("b2.json");
    assertThat(document.kind()).isEqualTo(DocumentKind.B2_JSON);
    assertThat(document.rules())
        .containsExactly(
            CorsRule.allow("https://a.example")
                .id("downloadFromAnyOrigin")
                .methods("GET", "HEAD")
                .headers("range")
                .expose("x-bz-content-sha1")
                .maxAgeSeconds(3600)
                .build(),
            CorsRule.allow("https://a.example")
                .id("uploads")
                .methods("POST", "PUT", "DELETE", "GET", "HEAD")
                .headers("authorization", "x-bz-*")
                .maxAgeSeconds(60)
                .build());
  }

  @Test
  void readsTheXmlOfGcs() {
    CorsDocument document = read("gcs.xml");
    assertThat(document.kind()).isEqualTo(DocumentKind.GCS_XML);
    assertThat(document.rules())
        .containsExactly(
            CorsRule.allow("http://origin1.example.com", "http://origin2.example.com")
                .methods("GET", "HEAD")
                .headers("x-goog-meta-foo1")
                .expose("x-goog-meta-foo1")
                .maxAgeSeconds(1800)
                .build(),
            CorsRule.allow("*").methods("PUT").build());
  }

  @Test
  void readsThePropertyOfCloudFormation() {
    CorsDocument document = read("cloudformation.json");
    assertThat(document.kind()).isEqualTo(DocumentKind.CLOUDFORMATION_JSON);
    assertThat(document.rules())
        .containsExactly(
            CorsRule.allow("*")
                .id("myCORSRuleId1")
                .methods("GET")
                .headers("*")
                .expose("Date")
                .maxAgeSeconds(3600)
                .build(),
            CorsRule.allow("http://www.example.com")
                .methods("DELETE")
                .headers("x-amz-*")
                .maxAgeSeconds(1800)
                .build());
  }

  private static CorsDocument readWithWarnings(String name) {
    CorsDocument document = CorsDocument.read(bytes(name), name, "default");
    assertThat(document.problems())
        .isNotEmpty()
        .noneMatch(CorsProblem::isError)
        .extracting(CorsProblem::code)
        .containsOnly("expose-prefix-dropped");
    return document;
  }

  private static CorsDocument read(String name) {
    CorsDocument document = CorsDocument.read(bytes(name), name, "default");
    assertThat(document.problems()).isEqualTo(List.of());
    return document;
  }

  static byte[] bytes(String name) {
    try (InputStream in = SampleDocumentsTest.class.getResourceAsStream("/documents/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
