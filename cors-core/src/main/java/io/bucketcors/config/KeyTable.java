package io.bucketcors.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a place holds under the prefix, at one moment. Pure data: equal tables mean that nothing
 * changed.
 *
 * @param readings the keys that mean something, with their values
 * @param strangers the names under the prefix that mean nothing
 */
record KeyTable(Map<Key, Reading> readings, List<Stranger> strangers) {

  /**
   * A name under the prefix that nothing reads.
   *
   * @param fromEnvironment whether it is an environment variable; others may have set it for
   *     purposes of their own, as Kubernetes does for a service of that name
   */
  record Stranger(String name, String source, boolean fromEnvironment) {
    // Not the generated ones: see Key.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Stranger that
          && fromEnvironment == that.fromEnvironment
          && name.equals(that.name)
          && source.equals(that.source);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + source.hashCode();
    }
  }

  KeyTable {
    readings = Map.copyOf(readings);
    strangers = List.copyOf(strangers);
  }

  // Not the generated ones: see Key.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyTable that
        && readings.equals(that.readings)
        && strangers.equals(that.strangers);
  }

  @Override
  public int hashCode() {
    return 31 * readings.hashCode() + strangers.hashCode();
  }
}
