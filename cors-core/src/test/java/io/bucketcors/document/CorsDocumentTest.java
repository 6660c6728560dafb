package io.bucketcors.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsRule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorsDocumentTest {

  @Test
  void namesLineAndColumnOfWhatAPolicyRefuses() {
    CorsDocument document =
        read(
            """
            <CORSConfiguration>
              <CORSRule>
                <AllowedOrigin>https://a.example</AllowedOrigin>
                <AllowedOrigin>https://b.example/</AllowedOrigin>
              </CORSRule>
            </CORSConfiguration>
            """);
    assertThat(document.problems()).isEmpty();
    List<CorsProblem> problems = check(document);
    assertThat(problems)
        .extracting(CorsProblem::message)
        .satisfiesExactlyInAnyOrder(
            origin -> assertThat(origin).contains("(cors.xml, line 4, column 20)"),
            methods -> assertThat(methods).contains("(cors.xml, line 2, column 3)"));
  }

  @Test
  void namesLineAndColumnInJson() {
    CorsDocument document =
        read(
            """
            [ {
              "AllowedOrigins": ["https://a.example",
                                 "https://b.example/"],
              "AllowedMethods": ["get"]
            } ]
            """);
    assertThat(document.problems()).isEmpty();
    assertThat(check(document))
        .extracting(problem -> problem.location().line() + ":" + problem.location().column())
        .containsExactly("3:23", "4:23");
  }

  @Test
  void readsElementsOfARuleInAnyOrder() {
    CorsDocument document =
        read(
            """
            <CORSConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><CORSRule>
            <MaxAgeSeconds>5</MaxAgeSeconds><AllowedMethod>GET</AllowedMethod><ID>a</ID>
            <AllowedOrigin>*</AllowedOrigin><AllowedMethod>PUT</AllowedMethod>
            </CORSRule></CORSConfiguration>""");
    assertThat(document.problems()).isEmpty();
    assertThat(document.kind()).isEqualTo(DocumentKind.S3_XML);
    assertThat(document.rules())
        .containsExactly(
            CorsRule.allow("*").id("a").methods("GET", "PUT").maxAgeSeconds(5).build());
  }

  @Test
  void takesNullInJsonForAbsence() {
    CorsDocument document =
        read(
            """
            [{"ID": null, "AllowedOrigins": ["*"], "AllowedMethods": ["GET"],
              "AllowedHeaders": null, "MaxAgeSeconds": null}]
            """);
    assertThat(document.problems()).isEmpty();
    assertThat(document.rules()).containsExactly(CorsRule.allow("*").methods("GET").build());
  }

  @Test
  void refusesResponseVaryThatStandsTwice() {
    CorsDocument document =
        read(
            """
            <CORSConfiguration>
              <ResponseVary>true</ResponseVary>
              <ResponseVary>false</ResponseVary>
            </CORSConfiguration>
            """);
    assertThat(document.problems())
        .extracting(problem -> problem.code() + " " + problem.location().line())
        .containsExactly("document-duplicate 3");
  }

  static CorsDocument read(String text) {
    return CorsDocument.read(text.getBytes(StandardCharsets.UTF_8), "cors.xml", "default");
  }

  static List<CorsProblem> check(CorsDocument document) {
    return CorsPolicy.builder().locatedBy(document.locations()).rules(document.rules()).check();
  }
}
