package io.bucketcors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @ParameterizedTest
  @ValueSource(strings = {"check", "convert", "explain", "diff"})
  void everySubcommandHasHelpWithItsStatuses(String name) {
    Run run = Run.of(name, "--help");

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("Usage: bucketcors " + name, "Exit status:", "  2 ");
  }

  @Test
  void helpNamesEverySubcommand() {
    assertThat(Run.of("--help").out())
        .contains("check", "convert", "explain", "diff", "generate-completion");
  }

  @Test
  void completionKnowsSubcommandsOptionsAndForms() {
    Run run = Run.of("generate-completion");

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("--allow-wider", "--browser-error", "s3-json");
  }

  @Test
  void versionIsTold() {
    assertThat(Run.of("--version").out()).startsWith("bucketcors ");
  }

  @Test
  void aWrongSubcommandIsSuggestedTheRightOne() {
    Run run = Run.of("dif", "a", "b");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("bucketcors diff");
  }
}
