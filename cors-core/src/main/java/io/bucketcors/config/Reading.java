package io.bucketcors.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The value of one key, and who gave it.
 *
 * @param value the value, possibly empty; null where an expression in it does not resolve
 * @param text the value as it was written, expressions included
 * @param source the config source, in words
 * @param rank the config source's place among its peers; the lower, the more it counts
 */
record Reading(@Nullable String value, String text, String source, int rank) {
  // Not the generated ones: see Key.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Reading that
        && rank == that.rank
        && Objects.equals(value, that.value)
        && text.equals(that.text)
        && source.equals(that.source);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * text.hashCode() + source.hashCode()) + rank;
  }
}
