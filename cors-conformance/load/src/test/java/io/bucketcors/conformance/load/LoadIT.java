package io.bucketcors.conformance.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mixed load with reloads on both servers at the same time, for {@code load.duration}. */
class LoadIT {
  @TempDir private Path folder;

  @Test
  void everyAnswerIsRightAndNothingIsLeft() throws Exception {
    Duration duration = Duration.parse(Settings.property("load.duration"));
    ExecutorService runs = Executors.newCachedThreadPool();
    try {
      List<Future<Report>> running = new ArrayList<>();
      for (Settings settings : List.of(Settings.jetty(duration), Settings.tomcat(duration))) {
        Path own = Files.createDirectories(folder.resolve(settings.server()));
        running.add(runs.submit(() -> LoadRun.run(settings, own)));
      }
      List<Report> reports = new ArrayList<>();
      for (Future<Report> run : running) {
        reports.add(run.get());
      }
      reports.forEach(System.out::println);
      assertThat(reports)
          .allSatisfy(
              report -> {
                assertThat(report.first()).isEmpty();
                assertThat(report.faults()).isZero();
                // A run that did next to nothing shows nothing.
                assertThat(report.answers()).isGreaterThan(duration.toSeconds() * 100);
                assertThat(report.swaps()).isGreaterThan(duration.toSeconds() / 5);
                assertThat(report.refusals()).isGreaterThan(duration.toSeconds() / 5);
              });
    } finally {
      runs.shutdownNow();
    }
  }
}
