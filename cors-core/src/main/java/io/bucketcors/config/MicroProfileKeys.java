package io.bucketcors.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Keys in MicroProfile Config. The only class that names its API, and loaded only where the API is
 * there: see {@link MicroProfile}.
 *
 * <p>Names are taken from the config sources themselves, since {@link Config#getPropertyNames} is
 * cached by implementations; values are read by the documented name, so that profiles, expressions
 * and the mapping of the environment are the implementation's.
 */
final class MicroProfileKeys implements KeySource {
  private static final Pattern PROFILE = Pattern.compile("%[^.]+\\.(bucketcors\\..+)");
  private static final Pattern PROFILE_VARIABLE = Pattern.compile("_[A-Z0-9_]+?_(BUCKETCORS_.+)");

  private final Config config;

  private MicroProfileKeys(Config config) {
    this.config = config;
  }

  /** The config of the app, captured; null where no implementation is there. */
  static @Nullable KeySource find(@Nullable ClassLoader loader) {
    try {
      ConfigProviderResolver.instance();
    } catch (IllegalStateException e) {
      // The API without an implementation.
      return null;
    }
    return new MicroProfileKeys(
        loader == null ? ConfigProvider.getConfig() : ConfigProvider.getConfig(loader));
  }

  @Override
  public KeyTable read() {
    return new Walk().run();
  }

  /** One walk over all sources and their names. */
  private final class Walk {
    private final List<ConfigSource> sources = new ArrayList<>();
    private final Map<String, Integer> ranks = new HashMap<>();
    private final Map<Key, Reading> readings = new LinkedHashMap<>();
    private final List<KeyTable.Stranger> strangers = new ArrayList<>();

    KeyTable run() {
      config.getConfigSources().forEach(sources::add);
      for (int rank = 0; rank < sources.size(); rank++) {
        ranks.putIfAbsent(sources.get(rank).getName(), rank);
      }
      sources.forEach(this::walk);
      return new KeyTable(readings, strangers);
    }

    private void walk(ConfigSource source) {
      // Sorted, so that problems come in the same order every time.
      Set<String> names = new TreeSet<>(source.getPropertyNames());
      Set<String> variables =
          names.stream()
              .filter(MicroProfileKeys::isVariable)
              .map(name -> name.toUpperCase(Locale.ROOT))
              .collect(Collectors.toSet());
      for (String name : names) {
        if (name.startsWith(Key.PREFIX)) {
          property(source, name, variables);
        } else if (isVariable(name)) {
          variable(source, name);
        } else {
          ofProfile(source, name);
        }
      }
    }

    private void property(ConfigSource source, String name, Set<String> variables) {
      Key key = Key.parse(name);
      if (key != null) {
        add(key, source, name);
      } else if (!variables.contains(Key.environmentForm(name))) {
        // Some implementations list a variable once more, with dots for its underscores.
        stranger(source, name, false);
      }
    }

    private void variable(ConfigSource source, String name) {
      Key key = Key.parseEnvironment(name);
      if (key == null || !add(key, source, name)) {
        stranger(source, name, true);
      }
    }

    /** Adds what the config says under a key; false where it says nothing. */
    private boolean add(Key key, ConfigSource source, String name) {
      Reading reading = reading(key);
      if (reading == null) {
        reading = silenced(source, name);
      }
      if (reading != null) {
        readings.put(key, reading);
      }
      return reading != null;
    }

    /**
     * What a source says where the config says nothing: some implementations say of an empty value,
     * or of an expression that does not resolve, what they say of an absent key.
     */
    private @Nullable Reading silenced(ConfigSource source, String name) {
      String text = source.getValue(name);
      if (text == null || !text.isEmpty() && !text.contains("${")) {
        return null;
      }
      String label = label(source.getName(), source.getOrdinal());
      int rank = rank(source.getName(), source.getOrdinal());
      return new Reading(text.isEmpty() ? "" : null, text, label, rank);
    }

    /** A key of a profile counts only where the implementation takes it for the plain key's. */
    private void ofProfile(ConfigSource source, String name) {
      var property = PROFILE.matcher(name);
      var variable = PROFILE_VARIABLE.matcher(name);
      Key key = null;
      if (property.matches()) {
        key = Key.parse(property.group(1));
        if (key == null && isActive(property.group(1))) {
          stranger(source, name, false);
        }
      } else if (variable.matches()) {
        key = Key.parseEnvironment(variable.group(1));
      }
      Reading reading = key == null ? null : reading(key);
      if (key != null && reading != null) {
        readings.put(key, reading);
      }
    }

    private @Nullable Reading reading(Key key) {
      if (readings.containsKey(key)) {
        return readings.get(key);
      }
      ConfigValue value;
      try {
        value = config.getConfigValue(key.property());
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
      return new Reading(value.getValue(), raw, label(source, ordinal), rank(source, ordinal));
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

    private void stranger(ConfigSource source, String name, boolean variable) {
      String label = label(source.getName(), source.getOrdinal());
      strangers.add(new KeyTable.Stranger(name, label, variable));
    }
  }

  /** Whether a name is in the environment's form. */
  private static boolean isVariable(String name) {
    return name.toUpperCase(Locale.ROOT).startsWith("BUCKETCORS_");
  }

  private static String label(String source, int ordinal) {
    return source + ", ordinal " + ordinal;
  }
}
