package io.bucketcors.config;

import io.bucketcors.config.PropertyTable.Kind;
import io.bucketcors.config.PropertyTable.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Properties in MicroProfile Config. With {@link ActiveProfiles} the only class that names its API,
 * and loaded only where the API is there: see {@link PropertySource#ofMicroProfile}.
 *
 * <p>Names are taken from the config sources themselves, since {@link Config#getPropertyNames} is
 * cached by implementations; values are read by the documented name, so that profiles, expressions
 * and the mapping of the environment are the implementation's. What is decided here is which layer
 * a value is of, as a list comes whole from one: a layer is a config source, and within it an
 * active profile is a layer above the bare names.
 */
final class MicroProfileSource implements PropertySource {
  private static final Pattern PROFILE = Pattern.compile("%([^.]+)\\.(bucketcors\\..+)");
  private static final Pattern PROFILE_VARIABLE = Pattern.compile("_([A-Z0-9_]+?)_(BUCKETCORS_.+)");

  /** More layers than one source can have profiles. */
  private static final int LAYERS_OF_A_SOURCE = 1000;

  private final @Nullable ClassLoader loader;
  private final PropertySource plain;

  /** Captured once: another call might give another application's. */
  private @Nullable Config config;

  private MicroProfileSource(@Nullable ClassLoader loader, PropertySource plain) {
    this.loader = loader;
    this.plain = plain;
  }

  /**
   * The config of the app.
   *
   * @param plain what to read where no implementation is there
   */
  static PropertySource find(@Nullable ClassLoader loader, PropertySource plain) {
    // Implementations are looked for through the thread's loader.
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    if (loader != null) {
      thread.setContextClassLoader(loader);
    }
    try {
      ConfigProviderResolver.instance();
      return new MicroProfileSource(loader == null ? before : loader, plain);
    } catch (IllegalStateException e) {
      // The API without an implementation.
      return plain;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Made on the first reading that succeeds: a store may be down when the app starts. */
  private Config config() {
    Config known = config;
    if (known == null) {
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(loader);
      try {
        known = loader == null ? ConfigProvider.getConfig() : ConfigProvider.getConfig(loader);
        config = known;
      } finally {
        thread.setContextClassLoader(before);
      }
    }
    return known;
  }

  @Override
  public PropertyTable read() {
    return new Walk(config()).run();
  }

  @Override
  public @Nullable String find(PropertyName name) {
    Config known = config;
    if (known == null) {
      return plain.find(name);
    }
    try {
      ConfigValue value = known.getConfigValue(name.text());
      return value == null ? null : value.getValue();
    } catch (RuntimeException e) {
      // One of the sources is down, so the others are asked one by one.
      for (ConfigSource source : known.getConfigSources()) {
        String value = quietly(source, name.text());
        if (value != null) {
          return value;
        }
      }
      return null;
    }
  }

  private static @Nullable String quietly(ConfigSource source, String name) {
    try {
      return source.getValue(name);
    } catch (RuntimeException e) {
      return null;
    }
  }

  /** One walk over all sources and their names. */
  private static final class Walk {
    private final Config config;
    private final ActiveProfiles profiles;
    private final List<ConfigSource> sources = new ArrayList<>();
    private final Map<String, Integer> ranks = new HashMap<>();
    private final PropertyTable.Builder table = new PropertyTable.Builder();

    /**
     * The source that the last value came from, in words: there are few sources and many values.
     */
    private String label = "";

    private @Nullable String labelled;
    private int labelledOrdinal;

    /** Whether the source at hand has listed a setting that it has no value for. */
    private boolean mute;

    /** Whether the source at hand has given any setting. */
    private boolean gave;

    Walk(Config config) {
      this.config = config;
      this.profiles = new ActiveProfiles(config);
    }

    PropertyTable run() {
      config.getConfigSources().forEach(sources::add);
      for (int rank = 0; rank < sources.size(); rank++) {
        ranks.putIfAbsent(sources.get(rank).getName(), rank);
      }
      for (int rank = 0; rank < sources.size(); rank++) {
        walk(sources.get(rank), rank);
      }
      return table.build();
    }

    private void walk(ConfigSource source, int rank) {
      Set<String> listed = source.getPropertyNames();
      if (listed.isEmpty()) {
        table.isEmpty(source.getName());
        return;
      }
      // Sorted, so that profiles and variables are met in the same order every time. Plain names
      // need no order, and may be many.
      Set<String> others = new TreeSet<>();
      Set<String> variables = new HashSet<>();
      List<String> plain = new ArrayList<>();
      for (String name : listed) {
        if (name.startsWith(PropertySource.PREFIX)) {
          plain.add(name);
        } else if (name.contains(PropertySource.PREFIX)) {
          others.add(name);
        } else if (name.toUpperCase(Locale.ROOT).contains("BUCKETCORS_")) {
          others.add(name);
          variables.add(name.toUpperCase(Locale.ROOT));
        }
      }
      mute = false;
      gave = false;
      for (String name : others) {
        if (PropertySource.isVariable(name)) {
          variable(source, rank, name);
        } else {
          ofProfile(source, rank, name);
        }
      }
      table.expect(plain.size());
      for (String name : plain) {
        property(source, rank, name, variables);
      }
      if (gave) {
        table.gives(source.getName());
      } else if (mute) {
        // It knows the names of settings, and has no value for any: a store that has gone since.
        table.isEmpty(source.getName());
      }
    }

    private void property(ConfigSource source, int rank, String name, Set<String> variables) {
      PropertyName property = PropertyName.parse(name);
      if (property != null) {
        add(property, source, rank, name, ActiveProfiles.NONE);
      } else if (!variables.contains(PropertySource.environmentForm(name))) {
        // Some implementations list a variable once more, with dots for its underscores.
        table.unknown(name, MicroProfileSource.label(source), Kind.PROPERTY);
      }
    }

    private void variable(ConfigSource source, int rank, String name) {
      PropertyName property = PropertyName.parseEnvironment(name);
      if (property == null || !add(property, source, rank, name, ActiveProfiles.NONE)) {
        table.unknown(name, MicroProfileSource.label(source), Kind.VARIABLE);
      }
    }

    private void ofProfile(ConfigSource source, int rank, String name) {
      Matcher plain = PROFILE.matcher(name);
      Matcher variable = PROFILE_VARIABLE.matcher(name);
      PropertyName property = null;
      int profile = ActiveProfiles.NONE;
      if (plain.matches()) {
        profile = profiles.place(plain.group(1), plain.group(2), source);
        property = PropertyName.parse(plain.group(2));
        if (property == null && profile != ActiveProfiles.NONE) {
          table.unknown(name, MicroProfileSource.label(source), Kind.PROPERTY);
        }
      } else if (variable.matches()) {
        property = PropertyName.parseEnvironment(variable.group(2));
        if (property != null) {
          profile = profiles.placeOfVariable(variable.group(1), property.text(), name, source);
        }
      }
      if (property != null && profile != ActiveProfiles.NONE) {
        add(property, source, rank, name, profile);
      }
    }

    /** Adds what the config says under a property; false where it says nothing. */
    private boolean add(
        PropertyName property, ConfigSource source, int rank, String name, int profile) {
      int layer = rank * LAYERS_OF_A_SOURCE + Math.min(profile, LAYERS_OF_A_SOURCE - 1);
      // A plain name is as it is documented, and its hash is known.
      ConfigValue value = ask(name.startsWith(PropertySource.PREFIX) ? name : property.text());
      if (value == null) {
        // Some implementations say of an empty value, or of an expression that does not resolve,
        // what they say of an absent property.
        String text = source.getValue(name);
        if (text == null || !text.isEmpty() && !text.contains("${")) {
          mute = true;
          return false;
        }
        gave = true;
        table.add(
            property,
            new Value(text.isEmpty() ? "" : null, text, MicroProfileSource.label(source), layer));
        return true;
      }
      int giver = rank(value);
      gave |= giver <= rank;
      mute |= giver > rank;
      // What a lower source has to say where this one lists a name and has no value, is said there;
      // what a higher one says, there, unless it does not list its names.
      String raw = value.getRawValue() == null ? value.getValue() : value.getRawValue();
      table.add(
          property,
          new Value(
              value.getValue(),
              raw,
              label(value),
              giver == rank ? layer : giver * LAYERS_OF_A_SOURCE + LAYERS_OF_A_SOURCE - 1));
      return true;
    }

    private @Nullable ConfigValue ask(String name) {
      ConfigValue value;
      try {
        value = config.getConfigValue(name);
      } catch (NoSuchElementException | IllegalArgumentException e) {
        // How some implementations say that an expression does not resolve.
        return null;
      }
      return value == null || value.getValue() == null && value.getRawValue() == null
          ? null
          : value;
    }

    private String label(ConfigValue value) {
      String source = value.getSourceName() == null ? "unnamed source" : value.getSourceName();
      if (!source.equals(labelled) || labelledOrdinal != value.getSourceOrdinal()) {
        labelled = source;
        labelledOrdinal = value.getSourceOrdinal();
        label = MicroProfileSource.label(source, labelledOrdinal);
      }
      return label;
    }

    private int rank(ConfigValue value) {
      Integer rank = ranks.get(value.getSourceName());
      if (rank != null) {
        return rank;
      }
      int higher = 0;
      while (higher < sources.size()
          && sources.get(higher).getOrdinal() > value.getSourceOrdinal()) {
        higher++;
      }
      return higher;
    }
  }

  private static String label(ConfigSource source) {
    return label(source.getName(), source.getOrdinal());
  }

  private static String label(String source, int ordinal) {
    return source + ", ordinal " + ordinal;
  }
}
