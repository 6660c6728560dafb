package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rows that are missed on purpose, each with its reason. A row that is listed and passes all the
 * same is as wrong as one that fails unlisted.
 */
record Differences(Map<String, String> reasons) {

  /** Judges the result of all rows: for each id what was wrong with it, nothing where it passed. */
  void judge(Map<String, List<String>> results) {
    List<String> surprises = new ArrayList<>();
    results.forEach(
        (id, faults) -> {
          if (!faults.isEmpty() && !reasons.containsKey(id)) {
            surprises.add(id + " fails: " + faults);
          } else if (faults.isEmpty() && reasons.containsKey(id)) {
            surprises.add(id + " passes, though listed as different: " + reasons.get(id));
          }
        });
    assertThat(surprises).isEmpty();
    assertThat(results.keySet()).as("rows listed as different exist").containsAll(known());
  }

  private Collection<String> known() {
    Set<String> known = new TreeSet<>(reasons.keySet());
    return known;
  }
}
