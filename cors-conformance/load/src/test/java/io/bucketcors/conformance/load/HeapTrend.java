package io.bucketcors.conformance.load;

import java.util.ArrayList;
import java.util.List;

/**
 * Heap after collections over a run. The first third is warm-up. A leak lifts even the lowest
 * sample of the last third over that of the second; requests that happen to be under way do not.
 */
final class HeapTrend {
  /**
   * Servers add and drop buffers of a megabyte in all. A leak of seven bytes a request adds more
   * than this in a third of 15 minutes at 1,000 requests a second.
   */
  static final long BOUND_BYTES = 2 * 1024 * 1024;

  private static final int THIRDS = 3;
  private static final int FEWEST = 9;

  private final List<Long> samples = new ArrayList<>();

  void add(long bytes) {
    samples.add(bytes);
  }

  /** The lowest sample of a third, from 0. */
  long minimum(int third) {
    if (samples.size() < FEWEST) {
      throw new IllegalStateException("only " + samples.size() + " samples");
    }
    int from = samples.size() * third / THIRDS;
    int to = samples.size() * (third + 1) / THIRDS;
    return samples.subList(from, to).stream().mapToLong(Long::longValue).min().orElseThrow();
  }

  boolean isFlat() {
    return minimum(2) - minimum(1) <= BOUND_BYTES;
  }

  @Override
  public String toString() {
    return "heap minima by thirds, KiB: %d, %d, %d (%d samples)"
        .formatted(minimum(0) / 1024, minimum(1) / 1024, minimum(2) / 1024, samples.size());
  }
}
