package io.bucketcors.conformance.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class ProgramsTest {
  private static final String PROPERTY = "programs-test";
  private static final List<String> NONE = List.of("no-such-program", "nor-this-one");

  @AfterEach
  void forget() {
    System.clearProperty(PROPERTY);
  }

  @Test
  void theFirstThatIsThereIsTaken() {
    assertThat(Programs.find(PROPERTY, "a shell", List.of("no-such-program", "sh", "true")))
        .hasFileName("sh");
    assertThat(Programs.at(PROPERTY, "a shell", Path.of("/bin/sh"))).isEqualTo(Path.of("/bin/sh"));
  }

  @Test
  void oneThatIsMissingSkipsTheTestWhichIsSaid() {
    assertThatThrownBy(() -> Programs.find(PROPERTY, "nothing", NONE))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("-Dprograms-test=required makes this a failure");
    assertThatThrownBy(() -> Programs.at(PROPERTY, "nothing", Path.of("/no/such/program")))
        .isInstanceOf(TestAbortedException.class);
  }

  @Test
  void oneThatIsMissingAndRequiredIsAFailure() {
    System.setProperty(PROPERTY, "required");
    assertThatThrownBy(() -> Programs.find(PROPERTY, "nothing", NONE))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("none of [no-such-program, nor-this-one] is on the PATH");
    assertThatThrownBy(() -> Programs.at(PROPERTY, "nothing", Path.of("/no/such/program")))
        .isInstanceOf(AssertionFailedError.class);
  }

  /** A word that is misspelt would otherwise skip for ever. */
  @Test
  void nothingButTheTwoWordsIsTaken() {
    System.setProperty(PROPERTY, "true");
    assertThatThrownBy(() -> Programs.find(PROPERTY, "a shell", List.of("sh")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
