package io.bucketcors.config;

import io.bucketcors.config.PropertyTable.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Properties in MicroProfile Config. The only class that names its API, and loaded only where the
 * API is there: see {@link PropertySource#ofMicroProfile}.
 *
 * <p>Names are taken from the config sources themselves, since {@link Config#getPropertyNames} is
 * cached by implementations; values are read by the documented name, so that profiles, expressions
 * and the mapping of the environment are the implementation's.
 */
final class MicroProfileSource implements PropertySource {
  private static final Pattern PROFILE = Pattern.compile("%[^.]+\\.(bucketcors\\..+)");
  private static final Pattern PROFILE_VARIABLE = Pattern.compile("_[A-Z0-9_]+?_(BUCKETCORS_.+)");

  private final Config config;

  private MicroProfileSource(Config config) {
    this.config = config;
  }

  /** The config of the app, captured; null where no implementation is there. */
  static @Nullable PropertySource find(@Nullable ClassLoader loader) {
    try {
      ConfigProviderResolver.instance();
    } catch (IllegalStateException e) {
      // The API without an implementation.
      return null;
    }
    return new MicroProfileSource(
        loader == null ? ConfigProvider.getConfig() : ConfigProvider.getConfig(loader));
  }

  @Override
  public PropertyTable read() {
    return new Walk().run();
  }

  /** One walk over all sources and their names. */
  private final class Walk {
    private final List<ConfigSource> sources = new ArrayList<>();
    private final Map<String, Integer> ranks = new HashMap<>();
    private final Map<PropertyName, Value> values = new LinkedHashMap<>();
    private final List<PropertyTable.Unknown> unknown = new ArrayList<>();

    PropertyTable run() {
      config.getConfigSources().forEach(sources::add);
      for (int rank = 0; rank < sources.size(); rank++) {
        ranks.putIfAbsent(sources.get(rank).getName(), rank);
      }
      sources.forEach(this::walk);
      return new PropertyTable(values, unknown);
    }

    private void walk(ConfigSource source) {
      // Sorted, so that problems come in the same order every time.
      Set<String> names = new TreeSet<>(source.getPropertyNames());
      Set<String> variables =
          names.stream()
              .filter(PropertySource::isVariable)
              .map(name -> name.toUpperCase(Locale.ROOT))
              .collect(Collectors.toSet());
      for (String name : names) {
        if (name.startsWith(PropertySource.PREFIX)) {
          property(source, name, variables);
        } else if (PropertySource.isVariable(name)) {
          variable(source, name);
        } else {
          ofProfile(source, name);
        }
      }
    }

    private void property(ConfigSource source, String name, Set<String> variables) {
      PropertyName property = PropertyName.parse(name);
      if (property != null) {
        add(property, source, name);
      } else if (!variables.contains(PropertySource.environmentForm(name))) {
        // Some implementations list a variable once more, with dots for its underscores.
        unknown(source, name, false);
      }
    }

    private void variable(ConfigSource source, String name) {
      PropertyName property = PropertyName.parseEnvironment(name);
      if (property == null || !add(property, source, name)) {
        unknown(source, name, true);
      }
    }

    /** Adds what the config says under a property; false where it says nothing. */
    private boolean add(PropertyName property, ConfigSource source, String name) {
      Value found = value(property);
      if (found == null) {
        found = silenced(source, name);
      }
      if (found != null) {
        values.put(property, found);
      }
      return found != null;
    }

    /**
     * What a source says where the config says nothing: some implementations say of an empty value,
     * or of an expression that does not resolve, what they say of an absent property.
     */
    private @Nullable Value silenced(ConfigSource source, String name) {
      String text = source.getValue(name);
      if (text == null || !text.isEmpty() && !text.contains("${")) {
        return null;
      }
      String label = label(source.getName(), source.getOrdinal());
      int rank = rank(source.getName(), source.getOrdinal());
      return new Value(text.isEmpty() ? "" : null, text, label, rank);
    }

    private void ofProfile(ConfigSource source, String name) {
      Matcher plain = PROFILE.matcher(name);
      Matcher variable = PROFILE_VARIABLE.matcher(name);
      PropertyName property = null;
      if (plain.matches()) {
        property = PropertyName.parse(plain.group(1));
        if (property == null && isActive(plain.group(1))) {
          unknown(source, name, false);
        }
      } else if (variable.matches()) {
        property = PropertyName.parseEnvironment(variable.group(1));
      }
      Value value = property == null ? null : value(property);
      if (property != null && value != null) {
        values.put(property, value);
      }
    }

    private @Nullable Value value(PropertyName property) {
      if (values.containsKey(property)) {
        return values.get(property);
      }
      ConfigValue value;
      try {
        value = config.getConfigValue(property.text());
      } catch (NoSuchElementException | IllegalArgumentException e) {
        // How some implementations say that an expression does not resolve.
        return null;
      }
      if (value == null || value.getValue() == null && value.getRawValue() == null) {
        return null;
      }
      String raw = value.getRawValue() == null ? value.getValue() : value.getRawValue();
      String source = value.getSourceName() == null ? "unnamed source" : value.getSourceName();
      int ordinal = value.getSourceOrdinal();
      return new Value(value.getValue(), raw, label(source, ordinal), rank(source, ordinal));
    }

    private boolean isActive(String property) {
      ConfigValue value = config.getConfigValue(property);
      return value != null && (value.getValue() != null || value.getRawValue() != null);
    }

    private int rank(String source, int ordinal) {
      Integer rank = ranks.get(source);
      if (rank != null) {
        return rank;
      }
      int higher = 0;
      while (higher < sources.size() && sources.get(higher).getOrdinal() > ordinal) {
        higher++;
      }
      return higher;
    }

    private void unknown(ConfigSource source, String name, boolean variable) {
      String label = label(source.getName(), source.getOrdinal());
      unknown.add(new PropertyTable.Unknown(name, label, variable));
    }
  }

  private static String label(String source, int ordinal) {
    return source + ", ordinal " + ordinal;
  }
}
