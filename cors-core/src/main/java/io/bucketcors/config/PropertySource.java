package io.bucketcors.config;

import io.bucketcors.CorsField;
import io.bucketcors.config.PropertyTable.Kind;
import io.bucketcors.config.PropertyTable.Value;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A place that holds properties: a map, or MicroProfile Config with all its config sources. */
interface PropertySource {
  /** All properties whose names mean something here start so. */
  String PREFIX = "bucketcors.";

  /** Read by cors-servlet-auto where a web app starts, before there is a source for it. */
  Set<String> READ_BEFORE = Set.of("bucketcors.auto.contexts", "BUCKETCORS_AUTO_CONTEXTS");

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
    PropertyTable.Builder table = new PropertyTable.Builder();
    table.expect(values.size());
    values.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX) || isVariable(name)) {
            Objects.requireNonNull(value, name);
          }
        });
    addAll(values, source, 0, table);
    return table.build();
  }

  /**
   * Adds what plain text holds, expressions unresolved.
   *
   * @return whether there was any property
   */
  static boolean addAll(
      Map<String, String> values, String source, int layer, PropertyTable.Builder table) {
    // Sorted, so that the same one of two spellings counts every time; lower case comes last. All
    // names would be too many to sort.
    Map<String, String> variables = new TreeMap<>();
    boolean any = false;
    for (Map.Entry<String, String> entry : values.entrySet()) {
      String name = entry.getKey();
      if (name.startsWith(PREFIX)) {
        any |= add(PropertyName.parse(name), entry, source, layer, Kind.PROPERTY, table);
      } else if (isVariable(name)) {
        variables.put(name, entry.getValue());
      }
    }
    // After the others: in one layer the first that comes counts.
    for (Map.Entry<String, String> entry : variables.entrySet()) {
      PropertyName property = PropertyName.parseEnvironment(entry.getKey());
      any |= add(property, entry, source, layer, Kind.VARIABLE, table);
    }
    return any;
  }

  private static boolean add(
      @Nullable PropertyName property,
      Map.Entry<String, String> entry,
      String source,
      int layer,
      Kind kind,
      PropertyTable.Builder table) {
    if (property == null) {
      table.unknown(entry.getKey(), source, kind);
      return false;
    }
    table.add(property, value(property, entry.getValue(), source, layer));
    return true;
  }

  private static Value value(PropertyName property, String text, String source, int layer) {
    // Nothing resolves expressions here, and only an id may look like one.
    boolean plain = property.field() == CorsField.ID || !text.contains("${");
    return new Value(plain ? text : null, text, source, layer);
  }

  /** Whether a name is in the environment's form. */
  static boolean isVariable(String name) {
    return name.regionMatches(true, 0, "BUCKETCORS_", 0, "BUCKETCORS_".length());
  }

  /** The value of one property alone, for when the rest cannot be read; or null. Never throws. */
  default @Nullable String find(PropertyName name) {
    Value value = read().values().get(name);
    return value == null ? null : value.value();
  }

  /**
   * The MicroProfile Config of the app; where API or implementation is absent, its default sources,
   * read directly: core starts without its jar.
   *
   * @param loader the app's, by default the current thread's
   */
  static PropertySource ofMicroProfile(@Nullable ClassLoader loader) {
    DefaultSources plain = new DefaultSources(loader);
    try {
      Class.forName(
          "org.eclipse.microprofile.config.ConfigProvider",
          false,
          PropertySource.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      return plain;
    }
    return MicroProfileSource.find(loader, plain);
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
