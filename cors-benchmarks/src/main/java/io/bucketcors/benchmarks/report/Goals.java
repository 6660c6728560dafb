package io.bucketcors.benchmarks.report;

import static io.bucketcors.benchmarks.filter.FilterScenario.GET_EXACT;

import io.bucketcors.benchmarks.endtoend.Container;
import io.bucketcors.benchmarks.endtoend.Load;
import io.bucketcors.benchmarks.endtoend.Variant;
import io.bucketcors.benchmarks.filter.FilterScenario;
import io.bucketcors.benchmarks.filter.Subject;
import io.bucketcors.benchmarks.report.Goal.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What this library promises of its speed. */
final class Goals {
  private static final List<Subject> REGEX_PEERS =
      List.of(
          Subject.JETTY_HANDLER,
          Subject.JETTY_FILTER,
          Subject.VERTX,
          Subject.QUARKUS,
          Subject.SPRING);

  private final Figures figures;
  private final List<Goal> goals = new ArrayList<>();

  private Goals(Figures figures) {
    this.figures = figures;
  }

  /** Judges all by what was measured. */
  static List<Goal> of(Figures figures) {
    Goals all = new Goals(figures);
    all.bytes();
    all.floors();
    all.peers();
    all.attacks();
    all.endToEnd();
    all.starts();
    return all.goals;
  }

  private void bytes() {
    goals.add(
        Goal.atMost(
            "bytes of a decision, any scenario",
            figures.results().least("bytes/decision"),
            0,
            " B"));
    goals.add(
        Goal.atMost(
            "bytes of the whole filter, any scenario, without escape analysis",
            most(
                Arrays.stream(FilterScenario.values())
                    .mapToDouble(scenario -> figures.bytes(Subject.OURS, scenario))),
            64,
            " B"));
  }

  private void floors() {
    floor(FilterScenario.NO_ORIGIN, 1.5);
    floor(GET_EXACT, 3);
    floor(FilterScenario.PREFLIGHT_DENIED, 2.5);
    floor(FilterScenario.PREFLIGHT_3, 9);
  }

  private void floor(FilterScenario scenario, double limit) {
    goals.add(
        Goal.atMost(
            scenario.title() + ", against the floor",
            figures.overFloor(Subject.OURS, scenario),
            limit,
            " ×"));
  }

  private void peers() {
    faster(Subject.JETTY_HANDLER, 1.2);
    faster(Subject.JETTY_FILTER, 1.7);
    faster(Subject.TOMCAT, 15);
    faster(Subject.SPRING, 30);
    goals.add(
        Goal.atLeast(
            "10,000 origins, hit and miss, against Spring",
            least(
                Stream.of(FilterScenario.ORIGINS_10000_HIT, FilterScenario.ORIGINS_10000_MISS)
                    .mapToDouble(scenario -> figures.overOurs(Subject.SPRING, scenario))),
            1_000));
    goals.add(
        Goal.atLeast(
            "1,000 wildcards, hit and miss, against the best peer with regular expressions",
            least(
                DoubleStream.of(
                    best(REGEX_PEERS, FilterScenario.WILDCARDS_1000_HIT),
                    best(REGEX_PEERS, FilterScenario.WILDCARDS_1000_MISS))),
            1_000));
  }

  private void faster(Subject peer, double limit) {
    goals.add(
        Goal.atLeast(
            "simple GET, against " + peer.title(), figures.overOurs(peer, GET_EXACT), limit));
  }

  private void attacks() {
    headers("one line", FilterScenario.HEADERS_16K_LIST_3, FilterScenario.HEADERS_16K_LIST_100);
    headers(
        "200 lines",
        FilterScenario.HEADERS_200_LINES_LIST_3,
        FilterScenario.HEADERS_200_LINES_LIST_100);
    goals.add(
        Goal.atLeast(
            "8 KB Origin, plain or of blanks, whichever is worse, against the best peer with"
                + " regular expressions",
            most(
                DoubleStream.of(
                    best(REGEX_PEERS, FilterScenario.ORIGIN_8K),
                    best(REGEX_PEERS, FilterScenario.ORIGIN_8K_BLANKS))),
            1_000));
  }

  private void headers(String lines, FilterScenario few, FilterScenario many) {
    goals.add(
        Goal.atLeast(
            "16 KB of requested headers in " + lines + ", against the best peer that checks them",
            least(
                Stream.of(few, many)
                    .mapToDouble(
                        scenario ->
                            best(
                                Arrays.stream(Subject.values())
                                    .filter(peer -> peer != Subject.OURS && peer.checks(scenario))
                                    .toList(),
                                scenario))),
            20));
  }

  /** How many times as long as ours the fastest of these takes. */
  private double best(List<Subject> peers, FilterScenario scenario) {
    return least(
        peers.stream()
            .filter(peer -> peer.has(scenario))
            .mapToDouble(peer -> figures.overOurs(peer, scenario)));
  }

  private void endToEnd() {
    for (Container container : Container.values()) {
      Interval ratio =
          Interval.ofRatios(
              figures.results().all(Load.name(container, Variant.OURS)),
              figures.results().all(Load.name(container, Variant.CONSTANT)));
      Outcome outcome =
          Double.isNaN(ratio.median())
              ? Outcome.UNMEASURED
              : ratio.median() >= 0.97 ? Outcome.REACHED : Outcome.MISSED;
      goals.add(
          new Goal(
              "requests a second on " + container.title() + ", against constant headers",
              "≥ 0.97",
              ratio.toString(),
              outcome));
    }
  }

  private void starts() {
    for (String kind : List.of("warm", "first")) {
      goals.add(
          Goal.atMost(
              "10,000 rules from properties, whole start against the compile alone, "
                  + (kind.equals("warm") ? "CPU time once the JVM is warm" : "in a fresh JVM"),
              figures.results().least("start/PROPERTIES/10000/" + kind)
                  / figures.results().least("start/CODE/10000/" + kind),
              2.5,
              " ×"));
    }
  }

  /** Not a number where any is none: a goal is judged by all of it or not at all. */
  private static double least(DoubleStream values) {
    return values.reduce(Math::min).orElse(Double.NaN);
  }

  private static double most(DoubleStream values) {
    return values.reduce(Math::max).orElse(Double.NaN);
  }
}
