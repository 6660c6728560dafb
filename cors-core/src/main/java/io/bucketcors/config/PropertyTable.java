package io.bucketcors.config;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that a property source holds under the prefix, at one moment. Pure data: equal tables mean
 * that nothing changed.
 *
 * @param values the properties whose names mean something
 * @param unknown the names under the prefix that mean nothing
 */
record PropertyTable(Map<PropertyName, Value> values, List<Unknown> unknown) {

  /**
   * The value of one property, and who gave it.
   *
   * @param value the value, possibly empty; null where an expression in it does not resolve
   * @param text the value as it was written, expressions included
   * @param source the config source, in words
   * @param rank the config source's place among its peers; the lower, the more it counts
   */
  record Value(@Nullable String value, String text, String source, int rank) {
    // Not the generated ones: see PropertyName.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Value that
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

  /**
   * A name under the prefix that nothing reads.
   *
   * @param fromEnvironment whether it is an environment variable; others may have set it for
   *     purposes of their own, as Kubernetes does for a service of that name
   */
  record Unknown(String name, String source, boolean fromEnvironment) {
    // Not the generated ones: see PropertyName.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Unknown that
          && fromEnvironment == that.fromEnvironment
          && name.equals(that.name)
          && source.equals(that.source);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + source.hashCode();
    }
  }

  PropertyTable {
    values = Collections.unmodifiableMap(values);
    unknown = List.copyOf(unknown);
  }

  // Not the generated ones: see PropertyName.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PropertyTable that
        && values.equals(that.values)
        && unknown.equals(that.unknown);
  }

  @Override
  public int hashCode() {
    return 31 * values.hashCode() + unknown.hashCode();
  }
}
