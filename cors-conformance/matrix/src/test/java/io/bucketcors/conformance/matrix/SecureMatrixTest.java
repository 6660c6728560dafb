package io.bucketcors.conformance.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.Certificate;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same on HTTPS, by HTTP/2, with a cookie that is there. */
class SecureMatrixTest {
  private static final List<Cell> CELLS = Cell.covering(Axes.secure());
  @AutoClose private static Stage stage;

  @TempDir private Path folder;

  @BeforeAll
  static void start(@TempDir Path keys) throws Exception {
    stage =
        new Stage(
            SecureMatrixTest.class,
            Certificate.make(keys, "localhost", "*.localhost", "*.app.localhost"));
  }

  @ParameterizedTest
  @EnumSource
  void everyCellIsAsTheStandardSaysAndCookiesComeWithCredentialsAlone(Browser browser)
      throws Exception {
    browser.require();
    long began = System.nanoTime();
    List<Cell> cells = CELLS.stream().filter(cell -> browser.opensSecurely(cell.site())).toList();
    List<String> faults = stage.run(browser, cells, null, folder);
    stage.report.ran(browser, cells.size(), faults.size(), began);
    assertThat(faults).as("%d of %d cells", faults.size(), cells.size()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"COOKIE_ON_PREFLIGHTS", "MISSPELT_CREDENTIALS"})
  @EnabledIfSystemProperty(named = "faults", matches = "true")
  void aBrokenBuildIsCaughtWithTheCellThatShowsIt(Fault fault) throws Exception {
    Browser.CHROMIUM.require();
    List<String> faults = stage.run(Browser.CHROMIUM, CELLS, fault, folder);
    stage.report.caught(fault, faults.size(), CELLS.size());
    assertThat(faults).isNotEmpty().allMatch(told -> told.contains("cell "));
  }
}
