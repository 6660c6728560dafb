package io.bucketcors.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bucketcors.benchmarks.endtoend.Container;
import io.bucketcors.benchmarks.endtoend.Load;
import io.bucketcors.benchmarks.endtoend.Variant;
import io.bucketcors.benchmarks.filter.FilterScenario;
import io.bucketcors.benchmarks.filter.Subject;
import io.bucketcors.benchmarks.report.Goal.Outcome;
import io.bucketcors.benchmarks.start.Source;
import io.bucketcors.benchmarks.start.StartRun;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** The page says what was measured, and a goal that was missed as missed. */
class ReportTest {
  @TempDir Path folder;

  /** A run in which every time of a peer is a thousand times ours, and ours is twice the floor. */
  private static Results everything() {
    Results results = new Results();
    results.add("jdk", 17);
    results.add("bytes/decision", 0);
    for (FilterScenario scenario : FilterScenario.values()) {
      for (Subject subject : Subject.values()) {
        if (subject.has(scenario)) {
          double nanos = subject == Subject.FLOOR ? 10 : subject == Subject.OURS ? 20 : 20_000;
          results.add("time/" + subject + "/" + scenario, nanos);
          results.add("time/" + subject + "/" + scenario, nanos * 1.5);
          results.add("bytes/" + subject + "/" + scenario, subject == Subject.FLOOR ? 0 : 56);
        }
      }
    }
    for (Container container : Container.values()) {
      for (Variant variant : Load.variants()) {
        results.add(Load.name(container, variant), variant == Variant.OURS ? 99 : 100);
      }
      StartRun.variants().forEach(variant -> results.add(StartRun.name(container, variant), 500));
    }
    for (Source source : Source.values()) {
      for (int rules : StartRun.counts(source)) {
        results.add("start/" + source + "/" + rules + "/first", 100);
        results.add("start/" + source + "/" + rules + "/warm", 10);
      }
    }
    results.add("memory/rules", 8_192_000);
    results.add("jar/cors-core-1", 600_000);
    return results;
  }

  private static Goal goal(Results results, String what) {
    return Goals.of(new Figures(results)).stream()
        .filter(goal -> goal.what().startsWith(what))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aGoalThatWasMissedIsSaidToBeMissed() {
    assertThat(goal(everything(), "no Origin"))
        .isEqualTo(new Goal("no Origin, against the floor", "≤ 1.5 ×", "2.0 ×", Outcome.MISSED));
    assertThat(goal(everything(), "GET, one origin").outcome()).isEqualTo(Outcome.REACHED);
  }

  @Test
  void aGoalOfWhichAPartWasNotMeasuredIsNotJudged() {
    Results results = everything();
    assertThat(goal(results, "1,000 wildcards").outcome()).isEqualTo(Outcome.REACHED);
    Results brief = new Results();
    for (String name : results.names("")) {
      if (!name.equals("time/VERTX/WILDCARDS_1000_MISS")) {
        brief.add(name, results.least(name));
      }
    }
    assertThat(goal(brief, "1,000 wildcards").outcome()).isEqualTo(Outcome.UNMEASURED);
  }

  @Test
  void oneSlowScenarioMissesTheGoalOfAll() {
    Results results = everything();
    results.add("bytes/OURS/COLLIDING_ORIGINS", 40);
    assertThat(goal(results, "bytes of the whole").outcome()).isEqualTo(Outcome.REACHED);
    Results heavy = new Results();
    results.names("bytes/").stream()
        .filter(name -> !name.equals("bytes/OURS/COLLIDING_ORIGINS"))
        .forEach(name -> heavy.add(name, results.least(name)));
    heavy.add("bytes/OURS/COLLIDING_ORIGINS", 65);
    assertThat(goal(heavy, "bytes of the whole"))
        .extracting(Goal::measured, Goal::outcome)
        .containsExactly("65 B", Outcome.MISSED);
  }

  @Test
  void theMedianIsInItsIntervalAndTheIntervalIsNarrowWhereRoundsAgree() {
    List<Double> under = IntStream.range(0, 40).mapToObj(i -> 1_000.0).toList();
    List<Double> over = IntStream.range(0, 40).mapToObj(i -> 980.0 + i % 5).toList();
    Interval ratio = Interval.ofRatios(over, under);
    assertThat(ratio.median()).isCloseTo(0.982, within(1e-9));
    assertThat(ratio.low()).isBetween(0.98, 0.982);
    assertThat(ratio.high()).isBetween(0.982, 0.984);
    assertThat(ratio).hasToString("0.98 (0.98 to 0.98)");
  }

  @Test
  void theRealPageHasAPlaceForEachTable() throws IOException {
    Path page = folder.resolve("performance.md");
    Files.copy(Path.of("../docs/performance.md"), page);
    Report.write(everything(), folder, "A made-up run.");
    String written = Files.readString(page);
    assertThat(written)
        .contains("A made-up run.", "| no Origin, against the floor | ≤ 1.5 × | 2.0 × |")
        .contains("| GET, one origin | **2.0–3.0** | 2,000–3,000 |");
    Report.write(everything(), folder, "A made-up run.");
    assertThat(page).as("written again").hasContent(written);
  }

  @Test
  void aShortRunLeavesTheTablesThatItHasNoFiguresFor() throws IOException {
    Path page = folder.resolve("performance.md");
    Files.copy(Path.of("../docs/performance.md"), page);
    Report.write(everything(), folder, "The full run.");
    Results brief = new Results();
    brief.add("jdk", 17);
    everything().names("time/").stream()
        .filter(name -> name.endsWith("/GET_EXACT"))
        .forEach(name -> brief.add(name, 7));
    Report.write(brief, folder, "The short run.");
    String written = Files.readString(page);
    assertThat(written.substring(written.indexOf("measured: filters"))).contains("The short run.");
    assertThat(written.substring(written.indexOf("measured: attacks"))).contains("The full run.");
  }

  @Test
  void anotherJdkHasItsOwnPlaceAndDrawsNoCharts() throws IOException {
    Path page = folder.resolve("performance.md");
    Files.writeString(page, "# Performance\n");
    Results results = new Results();
    everything().names("time/").forEach(name -> results.add(name, 7));
    results.add("jdk", 25);
    Report.write(results, folder, "On 25.");
    Report.write(results, folder, "On 25 again.");
    assertThat(page)
        .content()
        .containsOnlyOnce("## On JDK 25")
        .contains("On 25 again.", "### filters");
    assertThat(folder.resolve("performance-light.svg")).doesNotExist();
  }

  @Test
  void chartsAreWellFormedAndNameEachSubject() throws Exception {
    for (Chart.Theme theme : Chart.Theme.values()) {
      String svg = Chart.draw(new Figures(everything()), theme, "JDK 17");
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(svg)));
      assertThat(svg).contains("Bucket CORS", "Spring", "2.0 ×", "2,000 ×", "Vert.x †");
    }
  }

  @Test
  void whatALibrarySaysBetweenFiguresIsNoFigure() {
    Results results = new Results();
    results.addLines(List.of("# WARNING: Unable to attach Serviceability Agent.", "memory/one\t8"));
    assertThat(results.names("")).containsExactly("memory/one");
  }

  @Test
  void resultsAreTheSameAfterTheyWereSaved() throws IOException {
    Path file = folder.resolve("deeper/results.tsv");
    everything().save(file);
    Results loaded = Results.load(file);
    assertThat(loaded.names("").stream().map(loaded::all).collect(Collectors.toList()))
        .isEqualTo(
            everything().names("").stream().map(everything()::all).collect(Collectors.toList()));
  }
}
