package io.bucketcors.conformance.matrix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Rows in which every three values of three axes stand together at least once: faults that need
 * more than three things at a time are rare. Greedy, and the same each time.
 */
final class CoveringArray {
  private static final int CANDIDATES = 12;
  private static final int MOST_TRIES = 200;

  private final List<List<Object>> axes;
  private final Predicate<List<Object>> exists;
  private final Random random = new Random(19);
  private final Set<Long> open = new LinkedHashSet<>();

  private CoveringArray(List<List<Object>> axes, Predicate<List<Object>> exists) {
    this.axes = axes;
    this.exists = exists;
  }

  /** The rows. */
  static List<List<Object>> of(List<List<Object>> axes, Predicate<List<Object>> exists) {
    return new CoveringArray(axes, exists).rows();
  }

  private List<List<Object>> rows() {
    List<Long> triples = new ArrayList<>();
    for (int a = 0; a < axes.size(); a++) {
      for (int b = a + 1; b < axes.size(); b++) {
        for (int c = b + 1; c < axes.size(); c++) {
          for (int i = 0; i < axes.get(a).size(); i++) {
            for (int j = 0; j < axes.get(b).size(); j++) {
              for (int k = 0; k < axes.get(c).size(); k++) {
                triples.add(triple(a, i, b, j, c, k));
              }
            }
          }
        }
      }
    }
    Collections.shuffle(triples, random);
    open.addAll(triples);
    List<List<Object>> rows = new ArrayList<>();
    while (!open.isEmpty()) {
      long wanted = open.iterator().next();
      int[] best = null;
      int most = -1;
      for (int n = 0; n < CANDIDATES || best == null && n < MOST_TRIES; n++) {
        int[] row = row(wanted);
        if (exists.test(values(row))) {
          int covered = covered(row);
          if (covered > most) {
            most = covered;
            best = row;
          }
        }
      }
      if (best == null) {
        // Tried often enough that only what does not exist is left.
        open.remove(wanted);
      } else {
        cover(best);
        rows.add(values(best));
      }
    }
    return rows;
  }

  private int[] row(long wanted) {
    int[] row = new int[axes.size()];
    for (int axis = 0; axis < row.length; axis++) {
      row[axis] = random.nextInt(axes.get(axis).size());
    }
    for (long rest = wanted; rest != 0; rest >>>= 12) {
      row[(int) (rest & 0xf) - 1] = (int) (rest >>> 4 & 0xff);
    }
    return row;
  }

  private List<Object> values(int[] row) {
    List<Object> values = new ArrayList<>();
    for (int axis = 0; axis < row.length; axis++) {
      values.add(axes.get(axis).get(row[axis]));
    }
    return values;
  }

  private int covered(int[] row) {
    int covered = 0;
    for (int a = 0; a < row.length; a++) {
      for (int b = a + 1; b < row.length; b++) {
        for (int c = b + 1; c < row.length; c++) {
          covered += open.contains(triple(a, row[a], b, row[b], c, row[c])) ? 1 : 0;
        }
      }
    }
    return covered;
  }

  private void cover(int[] row) {
    for (int a = 0; a < row.length; a++) {
      for (int b = a + 1; b < row.length; b++) {
        for (int c = b + 1; c < row.length; c++) {
          open.remove(triple(a, row[a], b, row[b], c, row[c]));
        }
      }
    }
  }

  /** Axis and value in twelve bits each; axes from 1, so that nothing is 0. */
  private static long triple(int a, int i, int b, int j, int c, int k) {
    return part(a, i) | part(b, j) << 12 | part(c, k) << 24;
  }

  private static long part(int axis, int value) {
    return axis + 1 | (long) value << 4;
  }
}
