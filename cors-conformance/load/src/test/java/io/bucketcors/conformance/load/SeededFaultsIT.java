package io.bucketcors.conformance.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run can fail: each of these does something wrong on purpose, and the run has to say so. */
class SeededFaultsIT {
  private static final Duration SHORT = Duration.ofSeconds(12);

  @TempDir private Path folder;

  private List<String> faultsOf(String fault) throws Exception {
    return LoadRun.run(Settings.tomcat(SHORT).seeded(fault), folder).first();
  }

  /** Rules that are half of one set and half of the other, as a reload that is torn would give. */
  @Test
  void noticesAnAnswerThatMixesRuleSets() throws Exception {
    assertThat(faultsOf("mix"))
        .anyMatch(fault -> fault.contains("access-control-expose-headers: X-Expose-One"));
  }

  /** Four KiB for every request, held by a static field of the app. */
  @Test
  void noticesALeak() throws Exception {
    assertThat(faultsOf("heap")).anyMatch(fault -> fault.startsWith("heap rises"));
  }

  /** A thread that the app starts and never ends; it holds the app's class loader as well. */
  @Test
  void noticesAThreadAndTheClassLoaderItHolds() throws Exception {
    assertThat(faultsOf("thread"))
        .anyMatch(fault -> fault.equals("threads left after undeploy: [left-behind]"))
        .anyMatch(fault -> fault.matches("class loaders of undeployed apps .*: [45]"));
  }
}
