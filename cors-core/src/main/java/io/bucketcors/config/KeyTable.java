package io.bucketcors.config;

import java.util.List;
import java.util.Map;

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
  record Stranger(String name, String source, boolean fromEnvironment) {}

  KeyTable {
    readings = Map.copyOf(readings);
    strangers = List.copyOf(strangers);
  }
}
