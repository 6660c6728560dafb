package io.bucketcors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {
  @TempDir Path folder;

  private String file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), java.util.List.of(lines)).toString();
  }

  @Test
  void rightRulesAreFine() {
    Run run = Run.of("check", "rules.xml", "rules.properties");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .isEqualToNormalizingNewlines(
            """
            rules.xml: 0 errors, 0 warnings
            rules.properties: 0 errors, 0 warnings
            """);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void everyProblemIsToldAtOnceWithItsPlace() {
    Run run = Run.of("check", "broken.xml");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .contains("[origin-trailing-slash]", "[origin-no-scheme]", "[method-case]", "[max-age]")
        .contains("(broken.xml, line 3, column 20)")
        .contains("broken.xml: 4 errors, 0 warnings");
  }

  @Test
  void problemsOfPropertiesNameTheKey() throws IOException {
    String name = file("p.properties", "bucketcors.rules[0].allowed-origin = https://a.example");

    Run run = Run.of("check", name);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("bucketcors.rules[0].allowed-origin (" + name + ")");
  }

  @Test
  void warningsAreToldAndDoNotCount() throws IOException {
    String name =
        file(
            "w.properties",
            "bucketcors.rules[0].allowed-origins = *",
            "bucketcors.rules[0].allowed-methods = GET",
            "bucketcors.rules[1].allowed-origins = https://a.example",
            "bucketcors.rules[1].allowed-methods = GET");

    Run run = Run.of("check", name);

    assertThat(run.out()).contains("warning: ", "[rule-shadowed]", ": 0 errors, 1 warning");
    assertThat(run.status()).isZero();
  }

  @Test
  void aListThatCannotBeReadIsToldOnce() throws IOException {
    String name =
        file("l.json", "{\"CORSRules\":[{\"AllowedOrigins\":7,\"AllowedMethods\":[\"GET\"]}]}");

    Run run = Run.of("check", name);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains(": 1 error, 0 warnings").doesNotContain("origins-missing");
  }

  @Test
  void errorsInOneOfSeveralFilesCount() {
    assertThat(Run.of("check", "broken.xml", "rules.xml").status()).isEqualTo(1);
    assertThat(Run.of("check", "rules.xml", "broken.xml").status()).isEqualTo(1);
  }

  @Test
  void whatIsNotThereIsUnusable() {
    Run run = Run.of("check", "rules.xml", "nowhere.xml");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("nowhere.xml: there is no such file");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aFolderIsUnusable() {
    assertThat(Run.of("check", folder.toString()).status()).isEqualTo(2);
  }

  @Test
  void wrongUsageIsUnusable() {
    assertThat(Run.of("check").status()).isEqualTo(2);
    Run run = Run.of("check", "--fix", "rules.xml");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("Unknown option: '--fix'", "See 'bucketcors check --help'.");
    assertThat(run.out()).isEmpty();
    assertThat(Run.of("chekc", "rules.xml").status()).isEqualTo(2);
    assertThat(Run.of().status()).isEqualTo(2);
  }

  @Test
  void expectationsThatAreMetAreCounted() {
    Run run = Run.of("check", "rules.xml", "--expect", "expected.txt");

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("4 of 4 expectations met").doesNotContain("not met");
  }

  @Test
  void anExpectationThatFailsIsExplained() {
    Run run = Run.of("check", "rules.xml", "--expect", "expected-more.txt");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .contains("expected-more.txt, line 1: allow https://app.example PUT content-type,x-part")
        .contains("[HEADER_NOT_ALLOWED]")
        .contains("headers FAILED (listed: content-type)")
        .contains("line 2: deny https://evil.example GET: the request is allowed by rule 1")
        .contains("1 of 3 expectations met")
        .doesNotContain("line 3");
  }

  @Test
  void methodsAreAskedForAsBrowsersSendThem() throws IOException {
    // Fetch makes PUT of put, and leaves patch as it is.
    String rules =
        file(
            "r.properties",
            "bucketcors.rules[0].allowed-origins = https://a.example",
            "bucketcors.rules[0].allowed-methods = PUT");
    String expected = file("e", "allow https://a.example put", "deny https://a.example patch");

    assertThat(Run.of("check", rules, "--expect", expected).status()).isZero();
  }

  @Test
  void expectationsMayNameAPath() throws IOException {
    String rules =
        file(
            "r.properties",
            "bucketcors.buckets.files.paths = /files/*",
            "bucketcors.buckets.files.rules[0].allowed-origins = https://a.example",
            "bucketcors.buckets.files.rules[0].allowed-methods = GET",
            "bucketcors.rules =");
    String met = file("met", "allow https://a.example GET /files/x", "deny https://a.example GET");
    String not = file("not", "deny https://a.example GET x-a /other");

    assertThat(Run.of("check", rules, "--expect", met).status()).isZero();
    assertThat(Run.of("check", rules, "--expect", not).status()).isZero();
  }

  @Test
  void expectationsThatAreNoneAreUnusable() throws IOException {
    String wrong =
        file("e", "# comment", "permit https://a.example GET", "allow https://a.example");

    Run run = Run.of("check", "rules.xml", "--expect", wrong);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("e, line 2", "e, line 3");
    assertThat(Run.of("check", "rules.xml", "--expect", file("none", "# only")).status())
        .isEqualTo(2);
  }

  @Test
  void rulesThatCannotBeUsedMeetNothing() throws IOException {
    String denies = file("e", "deny https://evil.example GET");

    Run run = Run.of("check", "broken.xml", "--expect", denies);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("expectations not looked at");
  }

  @Test
  void rulesThatAreSwitchedOffMeetNothing() throws IOException {
    String off = file("off.properties", "bucketcors.enabled = false");
    String denies = file("e", "deny https://evil.example GET");

    assertThat(Run.of("check", off, "--expect", denies).status()).isEqualTo(1);
  }

  @Test
  void jsonHoldsEveryPartOfAProblem() {
    Run run = Run.of("check", "--json", "broken.xml", "--expect", "expected.txt");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .contains("\"ok\": false", "\"code\": \"origin-trailing-slash\"", "\"line\": 3")
        .contains("\"severity\": \"error\"", "\"value\": \"https://app.example/\"");
    assertThat(parsed(run)).isNotNull();
  }

  @Test
  void jsonHoldsExpectations() {
    Run run = Run.of("check", "--json", "rules.xml", "--expect", "expected-more.txt");

    assertThat(parsed(run).getJsonArray("files").getJsonObject(0).getJsonArray("expectations"))
        .hasSize(3);
    assertThat(run.status()).isEqualTo(1);
  }

  private static jakarta.json.JsonObject parsed(Run run) {
    return jakarta.json.Json.createReader(new java.io.StringReader(run.out())).readObject();
  }

  @Test
  void documentsTakeHazardsAndDialectsFromOptions() throws IOException {
    String sandboxed =
        file(
            "n.xml",
            "<CORSConfiguration><CORSRule><AllowedOrigin>null</AllowedOrigin>",
            "<AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>");

    assertThat(Run.of("check", sandboxed).status()).isEqualTo(1);
    assertThat(Run.of("check", sandboxed, "--dangerously-allow", "null-origin").status()).isZero();
    assertThat(Run.of("check", sandboxed, "--dangerously-allow", "all").status()).isEqualTo(2);
    assertThat(Run.of("check", "rules.xml", "--dialect", "s3").status()).isZero();
    assertThat(Run.of("check", "rules.xml", "--dialect", "S4").status()).isEqualTo(2);
  }

  @Test
  void checkingNeverWritesTheLastGoodRules() throws IOException {
    for (String key : java.util.List.of("bucketcors.last-good", "BUCKETCORS_LAST_GOOD")) {
      Path kept = folder.resolve("kept-" + key.length());
      String rules =
          file(
              "g.properties",
              key + " = " + kept,
              "bucketcors.rules[0].allowed-origins = https://a.example",
              "bucketcors.rules[0].allowed-methods = GET");

      assertThat(Run.of("check", rules).status()).isZero();
      assertThat(kept).doesNotExist();
    }
  }
}
