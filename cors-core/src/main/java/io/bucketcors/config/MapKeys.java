package io.bucketcors.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Keys in a map. Names in the environment's form count too, so that the environment is a map. */
final class MapKeys implements KeySource {
  private final Map<String, String> values;
  private final String source;

  /**
   * @param values read anew each time, so it may change where it is thread-safe
   */
  MapKeys(Map<String, String> values, String source) {
    this.values = values;
    this.source = source;
  }

  @Override
  public KeyTable read() {
    Map<Key, Reading> readings = new HashMap<>();
    List<KeyTable.Stranger> strangers = new ArrayList<>();
    // Sorted, so that problems come in the same order every time.
    new TreeMap<>(values)
        .forEach(
            (name, value) -> {
              boolean property = name.startsWith(Key.PREFIX);
              boolean variable = name.toUpperCase(Locale.ROOT).startsWith("BUCKETCORS_");
              if (!property && !variable) {
                return;
              }
              Key key = property ? Key.parse(name) : Key.parseEnvironment(name);
              if (key == null) {
                strangers.add(new KeyTable.Stranger(name, source, variable));
              } else {
                // Nothing resolves expressions here, and only an id may look like one.
                boolean plain = key.setting() == Setting.ID || !value.contains("${");
                Reading reading = new Reading(plain ? value : null, value, source, 0);
                if (property) {
                  readings.put(key, reading);
                } else {
                  readings.putIfAbsent(key, reading);
                }
              }
            });
    return new KeyTable(readings, strangers);
  }
}
