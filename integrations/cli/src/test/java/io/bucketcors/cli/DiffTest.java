package io.bucketcors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffTest {
  @Test
  void whatGrantsMoreEndsWithOne() {
    Run run = Run.of("diff", "rules.xml", "wider.xml");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .startsWith("rules.xml → wider.xml: wider\n")
        .contains("+ PUT for https://*.app.example: granted");
  }

  @Test
  void whatGrantsLessIsFine() {
    Run run = Run.of("diff", "wider.xml", "rules.xml");

    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith("wider.xml → rules.xml: narrower\n");
  }

  @Test
  void theSameIsFine() {
    Run run = Run.of("diff", "rules.xml", "rules.xml");

    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith("rules.xml → rules.xml: same");
  }

  @Test
  void whatGrantsAndWithdrawsEndsWithOne() {
    Run run = Run.of("diff", "rules.xml", "rules.properties");

    assertThat(run.out()).startsWith("rules.xml → rules.properties: incomparable");
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void whatGrantsMoreMayBeAllowed() {
    assertThat(Run.of("diff", "--allow-wider", "rules.xml", "wider.xml").status()).isZero();
    assertThat(Run.of("diff", "rules.xml", "rules.properties", "--allow-wider").status()).isZero();
  }

  @Test
  void rulesWithErrorsCannotBeCompared() {
    for (String[] pair :
        new String[][] {{"broken.xml", "rules.xml"}, {"rules.xml", "broken.xml"}}) {
      Run run = Run.of("diff", "--allow-wider", pair[0], pair[1]);

      assertThat(run.status()).isEqualTo(2);
      assertThat(run.err()).contains("[origin-trailing-slash]", "[method-case]");
    }
    assertThat(Run.of("diff", "rules.xml").status()).isEqualTo(2);
    assertThat(Run.of("diff", "rules.xml", "nowhere").status()).isEqualTo(2);
  }

  @Test
  void jsonHoldsEachDifference() {
    Run run = Run.of("diff", "--json", "rules.xml", "wider.xml");

    JsonObject json = Json.createReader(new StringReader(run.out())).readObject();
    assertThat(json.getString("change")).isEqualTo("wider");
    assertThat(json.getBoolean("complete")).isTrue();
    JsonObject first = json.getJsonArray("differences").getJsonObject(0);
    assertThat(first.getString("kind")).isEqualTo("granted");
    assertThat(first.getJsonArray("witnesses")).isNotEmpty();
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void anIdCannotForgeAnotherLine(@TempDir Path folder) throws IOException {
    Path forged =
        Files.writeString(
            folder.resolve("f.xml"),
            Files.readString(Path.of("rules.xml")).replace("uploads", "x&#10;= same \u001b[2J"));

    Run run = Run.of("diff", "--json", "rules.xml", forged.toString());

    assertThat(run.out()).doesNotContain("\u001b").doesNotContain("\n= same");
    Run plain =
        Run.of("explain", forged.toString(), "--origin", "https://app.example", "--method", "PUT");
    assertThat(plain.out()).doesNotContain("\u001b").doesNotContain("\n= same");
  }
}
