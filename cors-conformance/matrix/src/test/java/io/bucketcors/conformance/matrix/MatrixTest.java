package io.bucketcors.conformance.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every cell of a covering array of three, in each browser. */
class MatrixTest {
  private static final int PART = 1_500;
  private static final List<Cell> CELLS = Cell.covering(Axes.all());
  @AutoClose private static Stage stage;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    stage = new Stage(MatrixTest.class, null);
  }

  @ParameterizedTest
  @EnumSource
  void everyCellIsAsTheStandardSays(Browser browser) throws Exception {
    browser.require();
    long began = System.nanoTime();
    List<String> faults = stage.run(browser, CELLS, null, folder);
    stage.report.ran(browser, CELLS.size(), faults.size(), began);
    assertThat(faults).as("%d of %d cells", faults.size(), CELLS.size()).isEmpty();
  }

  /** A part of the cells is enough to see that each fault is caught, and where. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SILENT_ON_NOT_MODIFIED") // nothing is kept
  @EnabledIfSystemProperty(named = "faults", matches = "true")
  void aBrokenBuildIsCaughtWithTheCellThatShowsIt(Fault fault) throws Exception {
    Browser.CHROMIUM.require();
    List<String> faults = stage.run(Browser.CHROMIUM, CELLS.subList(0, PART), fault, folder);
    stage.report.caught(fault, faults.size(), PART);
    assertThat(faults).isNotEmpty().allMatch(told -> told.contains("cell "));
  }
}
