package io.bucketcors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsRule;
import io.bucketcors.document.CorsDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertTest {
  @TempDir Path folder;

  private String properties(String text) throws IOException {
    return Files.writeString(folder.resolve("r.properties"), text).toString();
  }

  private static List<CorsRule> rules(Run run) {
    return CorsDocument.read(
            run.out().getBytes(StandardCharsets.UTF_8), "out", CorsPolicy.DEFAULT_BUCKET)
        .rules();
  }

  private static List<CorsRule> sample() throws IOException {
    return CorsDocument.read(
            Files.readAllBytes(Path.of("rules.xml")), "rules.xml", CorsPolicy.DEFAULT_BUCKET)
        .rules();
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3", "s3-json", "cos", "r2", "b2"})
  void whatAFormCanSayIsWrittenWhole(String form) throws IOException {
    Run run = Run.of("convert", "rules.xml", "--to", form);

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(rules(run)).isEqualTo(sample());
  }

  @ParameterizedTest
  @EnumSource(Target.class)
  void whatIsWrittenNeverGrantsMore(Target target) throws IOException {
    for (String file : List.of("rules.xml", "rules.properties", "wider.xml")) {
      Run run = Run.of("convert", file, "--to", target.key());
      assertThat(run.status()).as(file + run.err()).isIn(0, 1);
      Path written =
          Files.writeString(
              folder.resolve(target == Target.PROPERTIES ? "w.properties" : "w"), run.out());
      Run diff = Run.of("diff", file, written.toString());

      // GCS exposes what it allows; Content-Type is read by every page, with or without that.
      if (target != Target.GCS) {
        assertThat(diff.status()).as(diff.out() + diff.err()).isZero();
      } else {
        assertThat(diff.out()).doesNotContain("\n+ ");
      }
    }
  }

  @Test
  void propertiesHoldEverything() throws IOException {
    Run run = Run.of("convert", "rules.properties", "--to", "properties");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("bucketcors.rules[0].allow-credentials = true\n")
        .contains("bucketcors.rules[0].allowed-methods = GET,PUT,PATCH\n");
    String again = properties(run.out());
    assertThat(Run.of("diff", "rules.properties", again).out()).contains(": same");
  }

  @Test
  void whatIsLostIsToldWithWhatThatMeans() {
    Run run = Run.of("convert", "rules.properties", "--to", "b2");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).doesNotContain("lost").doesNotContain("patch");
    assertThat(run.err())
        .contains("lost: bucket default, rule 0, allowed-methods, element 2: \"PATCH\"")
        .contains("lost: bucket default, rule 0, allow-credentials")
        .contains("- PATCH for https://app.example: no more granted");
  }

  @Test
  void whatTheStoreWouldRefuseIsTold() {
    Run run = Run.of("convert", "rules.properties", "--to", "s3");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("the store would refuse it: 400", "PATCH");
  }

  @Test
  void headersThatAreAllowedAloneAreNotExposedInGcs() throws IOException {
    String file =
        properties(
            """
            bucketcors.rules[0].allowed-origins = https://a.example
            bucketcors.rules[0].allowed-methods = GET
            bucketcors.rules[0].allowed-headers = x-secret,x-both,x-part-*
            bucketcors.rules[0].expose-headers = X-Both,X-Part-1,etag
            """);

    Run run = Run.of("convert", file, "--to", "gcs");

    assertThat(run.status()).isEqualTo(1);
    assertThat(rules(run).get(0).allowedHeaders()).containsExactly("x-both", "x-part-1");
    assertThat(rules(run).get(0).exposeHeaders()).containsExactly("x-both", "x-part-1");
    assertThat(run.err()).contains("exposes x-both x-part-1 instead of");
  }

  @Test
  void aLaterRuleThatTakesAPreflightGrantsNoMore() throws IOException {
    String file =
        properties(
            """
            bucketcors.rules[0].allowed-origins = https://a.example
            bucketcors.rules[0].allowed-methods = GET
            bucketcors.rules[0].allowed-headers = x-a
            bucketcors.rules[1].allowed-origins = https://a.example
            bucketcors.rules[1].allowed-methods = GET
            bucketcors.rules[1].allowed-headers = x-a,etag
            bucketcors.rules[1].expose-headers = x-a,etag
            """);

    Run run = Run.of("convert", file, "--to", "gcs");
    Path written = Files.writeString(folder.resolve("w"), run.out());

    assertThat(run.status()).isEqualTo(1);
    assertThat(Run.of("diff", file, written.toString()).status()).isZero();
  }

  @Test
  void aRuleOfWhichNothingIsLeftIsLeftOut() throws IOException {
    String file =
        properties(
            """
            bucketcors.rules[0].id = patches
            bucketcors.rules[0].allowed-origins = https://a.example
            bucketcors.rules[0].allowed-methods = PATCH
            bucketcors.rules[1].allowed-origins = https://a.example
            bucketcors.rules[1].allowed-methods = GET
            """);

    Run run = Run.of("convert", file, "--to", "b2");

    assertThat(run.status()).isEqualTo(1);
    assertThat(rules(run)).hasSize(1);
    assertThat(run.err()).contains("lost: rule 0 (patches) as a whole");
  }

  @Test
  void acceptedHazardsAreLostAndGrantNothing() throws IOException {
    String file =
        properties(
            """
            bucketcors.rules[0].allowed-origins = null
            bucketcors.rules[0].allowed-methods = GET
            bucketcors.rules[0].dangerously-allow = null-origin
            """);

    Run run = Run.of("convert", file, "--to", "s3");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("no word for accepted hazards")
        .doesNotContain("what pages lose");
    assertThat(rules(run).get(0).allowedOrigins()).containsExactly("null");
  }

  @Test
  void otherBucketsAreToldAndCanBeWritten() throws IOException {
    String file =
        properties(
            """
            bucketcors.rules[0].allowed-origins = https://a.example
            bucketcors.rules[0].allowed-methods = GET
            bucketcors.buckets.files.paths = /files/*
            bucketcors.buckets.files.rules[0].allowed-origins = https://b.example
            bucketcors.buckets.files.rules[0].allowed-methods = GET
            bucketcors.buckets.files.rules[0].allow-credentials = true
            """);

    Run app = Run.of("convert", file, "--to", "s3");
    Run files = Run.of("convert", file, "--to", "s3", "--bucket", "files");

    assertThat(app.status()).isEqualTo(1);
    assertThat(app.err()).contains("there are others, for --bucket: files");
    assertThat(rules(files).get(0).allowedOrigins()).containsExactly("https://b.example");
    assertThat(Run.of("convert", file, "--to", "s3", "--bucket", "none").status()).isEqualTo(2);
    assertThat(Run.of("convert", file, "--to", "properties").status()).isZero();
  }

  @Test
  void responseVaryOfADocumentIsKept() throws IOException {
    Path cos =
        Files.writeString(
            folder.resolve("cos.xml"),
            Files.readString(Path.of("rules.xml"))
                .replace("</CORSConf", "<ResponseVary>true</ResponseVary></CORSConf"));

    Run kept = Run.of("convert", cos.toString(), "--to", "cos");
    Run lost = Run.of("convert", cos.toString(), "--to", "s3");

    assertThat(kept.status()).isZero();
    assertThat(kept.out()).contains("<ResponseVary>true</ResponseVary>");
    assertThat(lost.status()).isEqualTo(1);
    assertThat(lost.err()).contains("response-vary");
  }

  @Test
  void rulesWithErrorsAreNotWritten() {
    Run run = Run.of("convert", "broken.xml", "--to", "s3");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("[origin-trailing-slash]", "[max-age]");
  }

  @Test
  void aFormThatThereIsNotIsWrongUsage() {
    Run run = Run.of("convert", "rules.xml", "--to", "yaml");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("s3, s3-json, cos, oss, gcs, r2, b2, azure, properties");
    assertThat(Run.of("convert", "rules.xml").status()).isEqualTo(2);
  }
}
