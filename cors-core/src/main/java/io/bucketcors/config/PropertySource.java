package io.bucketcors.config;

import io.bucketcors.CorsField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A place that holds properties: a map, or MicroProfile Config with all its config sources. */
interface PropertySource {
  /** All properties whose names mean something here start so. */
  String PREFIX = "bucketcors.";

  /** Reads everything there is under the prefix. May block, so never on a request's thread. */
  PropertyTable read();

  /** Whether it always gives the same. */
  default boolean isConstant() {
    return false;
  }

  /**
   * Properties in a map. Names in the environment's form count too, so that the environment is a
   * map.
   *
   * @param values copied
   * @param name what messages call the place
   */
  static PropertySource of(Map<String, String> values, String name) {
    PropertyTable table = table(values, name);
    return new PropertySource() {
      @Override
      public PropertyTable read() {
        return table;
      }

      @Override
      public boolean isConstant() {
        return true;
      }
    };
  }

  private static PropertyTable table(Map<String, String> values, String source) {
    Map<PropertyName, PropertyTable.Value> known = new HashMap<>(2 * values.size());
    Map<String, String> variables = new TreeMap<>();
    List<PropertyTable.Unknown> unknown = new ArrayList<>();
    values.forEach(
        (name, written) -> {
          if (name.startsWith(PREFIX)) {
            String value = Objects.requireNonNull(written, name);
            PropertyName property = PropertyName.parse(name);
            if (property == null) {
              unknown.add(new PropertyTable.Unknown(name, source, false));
            } else {
              known.put(property, value(property, value, source));
            }
          } else if (isVariable(name)) {
            variables.put(name, Objects.requireNonNull(written, name));
          }
        });
    // Sorted, so that the same one of two spellings counts every time.
    variables.forEach(
        (name, value) -> {
          PropertyName property = PropertyName.parseEnvironment(name);
          if (property == null) {
            unknown.add(new PropertyTable.Unknown(name, source, true));
          } else {
            known.putIfAbsent(property, value(property, value, source));
          }
        });
    // So that problems come in the same order every time.
    unknown.sort(Comparator.comparing(PropertyTable.Unknown::name));
    return new PropertyTable(known, unknown);
  }

  private static PropertyTable.Value value(PropertyName property, String text, String source) {
    // Nothing resolves expressions here, and only an id may look like one.
    boolean plain = property.field() == CorsField.ID || !text.contains("${");
    return new PropertyTable.Value(plain ? text : null, text, source, 0);
  }

  /** Whether a name is in the environment's form. */
  static boolean isVariable(String name) {
    return name.regionMatches(true, 0, "BUCKETCORS_", 0, "BUCKETCORS_".length());
  }

  /**
   * The MicroProfile Config of the app, or null where the API or an implementation is absent: core
   * starts without its jar.
   *
   * @param loader the app's, by default the current thread's
   */
  static @Nullable PropertySource ofMicroProfile(@Nullable ClassLoader loader) {
    try {
      Class.forName(
          "org.eclipse.microprofile.config.ConfigProvider",
          false,
          PropertySource.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      return null;
    }
    // Implementations are looked for through the thread's loader.
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    if (loader != null) {
      thread.setContextClassLoader(loader);
    }
    try {
      return MicroProfileSource.find(loader);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** The name in the environment's form: what is no letter and no digit becomes {@code _}. */
  static String environmentForm(String name) {
    StringBuilder form = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean kept = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      form.append(kept ? Character.toUpperCase(c) : '_');
    }
    return form.toString();
  }
}
