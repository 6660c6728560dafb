package io.bucketcors.conformance.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bucketcors.conformance.matrix.Api.Seen;
import io.bucketcors.conformance.matrix.FetchModel.Outcome;
import io.bucketcors.conformance.matrix.FetchModel.Sent;
import io.bucketcors.conformance.matrix.Pages.Told;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every cell of a covering array of three, in each browser. */
class MatrixTest {
  private static final long PATIENCE_SECONDS = 120;
  private static final int PART = 1_500;
  private static final List<String> BROWSERS = new ArrayList<>();
  private static final List<String> FAULTS = new ArrayList<>();
  private static final String MARK = "<!-- written by MatrixTest -->\n";
  private static Pages pages;
  private static Api api;
  private static List<Cell> cells = List.of();

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    pages = new Pages();
    api = new Api(pages.port(false));
    List<List<Object>> rows = CoveringArray.of(Axes.all(), Cell::exists);
    cells = IntStream.range(0, rows.size()).mapToObj(i -> Cell.of(i, rows.get(i))).toList();
  }

  /** With {@code -Dbrowsers.write=true} the page has what was seen. */
  @AfterAll
  static void stop() throws Exception {
    api.close();
    pages.close();
    if (Boolean.getBoolean("browsers.write") && !FAULTS.isEmpty()) {
      Path page = Path.of(System.getProperty("docs"), "browsers.md");
      String text = Files.readString(page);
      String written =
          "| browser | cells | disagreements | time |\n|---|---|---|---|\n"
              + String.join("\n", BROWSERS)
              + "\n\n| fault | cells that show it |\n|---|---|\n"
              + String.join("\n", FAULTS);
      int from = text.indexOf(MARK) + MARK.length();
      Files.writeString(
          page,
          text.substring(0, from)
              + "\n"
              + written
              + "\n\n"
              + text.substring(text.indexOf("<!-- end -->", from)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyCellIsAsTheStandardSays(Browser browser) throws Exception {
    require(browser);
    long began = System.nanoTime();
    List<String> faults = run(browser, cells, null);
    String line =
        "| %s | %,d | %d | %.0f s |"
            .formatted(
                browser.version(), cells.size(), faults.size(), (System.nanoTime() - began) / 1e9);
    System.out.println(line);
    BROWSERS.add(line);
    assertThat(faults).as("%d of %d cells", faults.size(), cells.size()).isEmpty();
  }

  /** A part of the cells is enough to see that each fault is caught, and where. */
  @ParameterizedTest
  @EnumSource
  @EnabledIfSystemProperty(named = "faults", matches = "true")
  void aBrokenBuildIsCaughtWithTheCellThatShowsIt(Fault fault) throws Exception {
    require(Browser.CHROMIUM);
    List<String> faults = run(Browser.CHROMIUM, cells.subList(0, PART), fault);
    FAULTS.add("| `%s` | %d of %,d |".formatted(fault, faults.size(), PART));
    assertThat(faults).isNotEmpty().allMatch(told -> told.contains("cell "));
  }

  private static void require(Browser browser) {
    if (!browser.isInstalled()) {
      if (System.getProperty("browsers", "installed").equals("required")) {
        fail(browser + " is not installed, and -Dbrowsers=required asks for it");
      }
      assumeTrue(false, browser + " is not installed");
    }
  }

  /** Runs cells, and tells what is wrong with each. */
  private List<String> run(Browser browser, List<Cell> some, @Nullable Fault broken)
      throws Exception {
    api.restart(broken);
    pages.prepare(some, api.port());
    Process process = browser.open(pages.start(), folder);
    try {
      assertThat(pages.await(PATIENCE_SECONDS)).as("all sites have answered").isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    List<String> faults = new ArrayList<>();
    for (Cell cell : some) {
      String fault = judge(cell, browser);
      if (!fault.isEmpty()) {
        faults.add(fault);
      }
    }
    return faults;
  }

  /** What is wrong with a cell; empty where nothing is. */
  private static String judge(Cell cell, Browser browser) {
    Outcome expected =
        FetchModel.expect(
            cell,
            new RuleModel(cell.rules().rules, pages.port(false)),
            pages.origin(cell.site()),
            browser.knobs);
    List<Seen> seen = api.seen(cell.id());
    List<Told> told = pages.told(cell.id());
    List<String> faults = new ArrayList<>();
    if (told.size() != 2) {
      faults.add("was run " + told.size() + " times");
    } else {
      script(expected, seen, told.get(0), faults);
      if (told.get(0).isRejected() != told.get(1).isRejected()) {
        faults.add("the second run went otherwise");
      }
    }
    wire(cell, expected, seen, faults);
    seen.forEach(one -> always(cell, one, faults));
    return faults.isEmpty()
        ? ""
        : "%n%s: %s%n  expected %s%n  seen %s"
            .formatted(cell, faults, expected, Api.describe(seen));
  }

  private static void script(Outcome expected, List<Seen> seen, Told told, List<String> faults) {
    if (told.isRejected() == expected.readable()) {
      faults.add(expected.readable() ? "fetch was rejected" : "the script got an answer");
      return;
    }
    if (!expected.readable()) {
      return;
    }
    int last = expected.wire().size() - 1;
    if (!told.type().equals("cors")) {
      faults.add("type " + told.type());
    }
    if (seen.size() <= last) {
      return; // Told by the wire's own fault.
    }
    Seen answer = seen.get(last);
    if (told.status() != answer.status()) {
      faults.add("status " + told.status());
    }
    Set<String> readable = new TreeSet<>();
    for (HttpField field : answer.answer()) {
      if (expected.reads(field.getLowerCaseName())) {
        readable.add(field.getLowerCaseName());
      }
    }
    // What each server says of itself, and what browsers take off an answer without a body.
    readable.removeAll(Set.of("content-length"));
    Set<String> got = new TreeSet<>(told.headers());
    got.removeAll(Set.of("content-length"));
    if (!got.equals(readable)) {
      faults.add("the script reads " + got + " and not " + readable);
    }
  }

  private static void wire(Cell cell, Outcome expected, List<Seen> seen, List<String> faults) {
    List<Sent> got = new ArrayList<>();
    for (Seen one : seen) {
      got.add(new Sent(one.preflight(), String.valueOf(one.origin())));
    }
    int first = expected.wire().size();
    if (got.size() < first || !got.subList(0, first).equals(expected.wire())) {
      faults.add("on the wire " + got);
      return;
    }
    List<Sent> again = new ArrayList<>(expected.wire());
    boolean preflighted = again.get(0).preflight() && expected.wire().size() > 1;
    Integer maxAge = expected.maxAge();
    if (!preflighted || maxAge == null || cell.redirect() != Axes.Redirect.NONE) {
      return; // Without a max age browsers differ in what five seconds are.
    }
    if (maxAge > 0) {
      again.remove(0);
    }
    if (!got.subList(first, got.size()).equals(again)) {
      faults.add("the second run sent " + got.subList(first, got.size()));
    }
  }

  /** What holds for every answer, whoever asked. */
  private static void always(Cell cell, Seen one, List<String> faults) {
    HttpFields answer = one.answer();
    if (answer.getValuesList("Access-Control-Allow-Origin").size() > 1) {
      faults.add("two Access-Control-Allow-Origin");
    }
    if (answer.getValuesList("Access-Control-Allow-Methods").contains("*")
        || answer.getValuesList("Access-Control-Allow-Headers").contains("*")) {
      faults.add("a star among methods or headers");
    }
    List<String> credentials = answer.getValuesList("Access-Control-Allow-Credentials");
    if (!credentials.isEmpty() && !credentials.equals(List.of("true"))) {
      faults.add("Access-Control-Allow-Credentials " + credentials);
    }
    if (cell.rules() == RuleSet.NO_RULES) {
      return;
    }
    List<String> vary = answer.getCSV("Vary", false);
    List<String> wanted =
        one.preflight()
            ? List.of("Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers")
            : cell.rules().isOpen() ? List.of() : List.of("Origin");
    boolean sentAsError =
        cell.adapter() == Axes.Adapter.JAXRS
            && one.status() >= 400
            && answer.contains("Cache-Control", "must-revalidate,no-cache,no-store");
    if (vary.isEmpty() && sentAsError) {
      return; // Jersey's sendError, where Jetty drops Vary and lets nobody store the answer.
    }
    if (!vary.equals(wanted)) {
      faults.add("Vary " + vary + (one.preflight() ? " on a preflight" : ""));
    }
  }
}
