package io.bucketcors.conformance.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.matrix.Axes.Adapter;
import io.bucketcors.conformance.matrix.Axes.App;
import io.bucketcors.conformance.matrix.Axes.Headers;
import io.bucketcors.conformance.matrix.Axes.Method;
import io.bucketcors.conformance.matrix.Axes.Redirect;
import io.bucketcors.conformance.matrix.Axes.Site;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With {@code -Dproducts=true}: all combinations of the axes that belong together, in minutes. */
@EnabledIfSystemProperty(named = "products", matches = "true")
class ProductsTest {
  /** So that no page has too much to hold. */
  private static final int PART = 2_000;

  @AutoClose private static Stage stage;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    stage = new Stage(ProductsTest.class, null);
  }

  @ParameterizedTest
  @EnumSource
  void everyCombinationIsAsTheStandardSays(Browser browser) throws Exception {
    browser.require();
    List<Cell> cells = cells();
    List<String> faults = new ArrayList<>();
    long began = System.nanoTime();
    for (int from = 0; from < cells.size(); from += PART) {
      List<Cell> part = cells.subList(from, Math.min(from + PART, cells.size()));
      faults.addAll(stage.run(browser, part, null, folder));
    }
    stage.report.ran(browser, cells.size(), faults.size(), began);
    assertThat(faults).as("%d of %d cells", faults.size(), cells.size()).isEmpty();
  }

  private static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    Boolean[] both = {false, true};
    // What rules look at.
    for (RuleSet rules : RuleSet.values()) {
      for (Site site : Site.values()) {
        for (Method method : Method.values()) {
          for (Headers headers : Headers.values()) {
            for (boolean credentials : both) {
              add(
                  cells,
                  List.of(
                      rules,
                      site,
                      method,
                      headers,
                      credentials,
                      Redirect.NONE,
                      App.OK,
                      Adapter.SERVLET));
            }
          }
        }
      }
    }
    // What becomes of the answer.
    for (RuleSet rules : RuleSet.values()) {
      for (Site site : Site.values()) {
        for (Redirect redirect : Redirect.values()) {
          for (App app : App.values()) {
            for (Adapter adapter : Adapter.values()) {
              add(
                  cells,
                  List.of(rules, site, Method.GET, Headers.NONE, false, redirect, app, adapter));
            }
          }
        }
      }
    }
    return cells;
  }

  private static void add(List<Cell> cells, List<Object> values) {
    if (Cell.exists(values)) {
      cells.add(Cell.of(cells.size(), values));
    }
  }
}
