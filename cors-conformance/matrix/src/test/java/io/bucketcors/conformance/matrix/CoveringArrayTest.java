package io.bucketcors.conformance.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the matrix says of its cells, looked at without the arithmetic that makes them. */
class CoveringArrayTest {
  @Test
  void anyThreeValuesThatCanStandTogetherDo() {
    List<List<Object>> axes = Axes.all();
    Set<List<Object>> seen = new HashSet<>();
    for (List<Object> row : CoveringArray.of(axes, Cell::exists)) {
      assertThat(Cell.exists(row)).isTrue();
      for (int a = 0; a < row.size(); a++) {
        for (int b = a + 1; b < row.size(); b++) {
          for (int c = b + 1; c < row.size(); c++) {
            seen.add(List.of(a, row.get(a), b, row.get(b), c, row.get(c)));
          }
        }
      }
    }
    List<List<Object>> missing = new ArrayList<>();
    for (int a = 0; a < axes.size(); a++) {
      for (int b = a + 1; b < axes.size(); b++) {
        for (int c = b + 1; c < axes.size(); c++) {
          for (Object i : axes.get(a)) {
            for (Object j : axes.get(b)) {
              for (Object k : axes.get(c)) {
                List<Object> triple = List.of(a, i, b, j, c, k);
                boolean together = !(triple.contains(Axes.Adapter.JAXRS) && isOfServlets(triple));
                if (together && !seen.contains(triple)) {
                  missing.add(triple);
                }
              }
            }
          }
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  private static boolean isOfServlets(List<Object> triple) {
    return triple.stream().anyMatch(value -> value instanceof Axes.App app && !app.jaxrs);
  }
}
