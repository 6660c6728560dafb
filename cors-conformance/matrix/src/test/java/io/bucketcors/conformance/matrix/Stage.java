package io.bucketcors.conformance.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.Certificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pages, the app that they ask, and what is told of it: on plain HTTP, or with a certificate on
 * HTTPS and HTTP/2.
 */
final class Stage implements AutoCloseable {
  static final long PATIENCE_SECONDS = Integer.getInteger("patience", 600);

  final Report report;
  private final Pages pages;
  private final Api api;
  private final @Nullable Trust trust;

  Stage(Class<?> test, @Nullable Certificate certificate) throws Exception {
    report = new Report(test);
    pages = new Pages(certificate);
    api = new Api(pages.server().port(false), certificate);
    trust = certificate == null ? null : new Trust(certificate, authorities());
  }

  private List<String> authorities() {
    List<String> all =
        new ArrayList<>(List.of("api.localhost:" + api.port(), "api2.localhost:" + api.port()));
    for (Axes.Site site : Axes.Site.values()) {
      all.add(site.host + ":" + pages.server().port(site.otherPort));
    }
    return all;
  }

  @Override
  public void close() throws Exception {
    api.close();
    pages.close();
    report.write();
  }

  /**
   * Runs cells, and tells what is wrong with each.
   *
   * <p>Jetty forgets a time-out that ends before the thread that has set it goes on, which on a
   * busy machine happens; cells that got no answer for that are asked once more. It is told how
   * many, and more than a few are a fault of somebody else.
   *
   * @param broken what is done to the answers; null for nothing
   */
  List<String> run(Browser browser, List<Cell> cells, @Nullable Fault broken, Path folder)
      throws Exception {
    List<String> faults = new ArrayList<>();
    List<Cell> unanswered = new ArrayList<>();
    ask(browser, cells, broken, folder);
    for (Cell cell : cells) {
      if (cell.app() == Axes.App.ASYNC_TIMEOUT
          && pages.told(cell.id()).stream().anyMatch(Told::isWithoutAnswer)) {
        unanswered.add(cell);
      } else {
        judge(cell, browser, faults);
      }
    }
    if (!unanswered.isEmpty()) {
      long all = cells.stream().filter(cell -> cell.app() == Axes.App.ASYNC_TIMEOUT).count();
      System.out.printf(
          "%s: %d of %d cells with a time-out are asked again: %s%n",
          browser, unanswered.size(), all, unanswered);
      assertThat((long) unanswered.size()).as("cells without an answer").isLessThan(2 + all / 20);
      ask(browser, unanswered, broken, folder);
      unanswered.forEach(cell -> judge(cell, browser, faults));
    }
    return faults;
  }

  private void ask(Browser browser, List<Cell> cells, @Nullable Fault broken, Path folder)
      throws Exception {
    api.restart(broken);
    pages.prepare(cells, api.port());
    // Each time a profile of its own: what a browser has kept of the last time is no part of this.
    Path fresh = Files.createTempDirectory(folder, "browser");
    try (Browser.Running running = browser.open(pages.start(), fresh, trust)) {
      assertThat(pages.await(PATIENCE_SECONDS))
          .as("all sites have answered; %s", pages.progress())
          .isTrue();
    }
  }

  private void judge(Cell cell, Browser browser, List<String> faults) {
    Judge judge = new Judge(pages.server(), browser, trust != null);
    String fault = judge.judge(cell, pages.told(cell.id()), api.seen(cell.id()));
    if (!fault.isEmpty()) {
      faults.add(fault);
    }
  }
}
