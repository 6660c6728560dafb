package io.bucketcors.config;

import io.bucketcors.config.PropertyTable.Kind;
import io.bucketcors.config.PropertyTable.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The three default sources of MicroProfile Config, read directly where no implementation is there:
 * system properties, the environment, and {@code META-INF/microprofile-config.properties}. Nothing
 * here resolves expressions or knows profiles, so both are errors.
 *
 * @see <a
 *     href="https://download.eclipse.org/microprofile/microprofile-config-3.1/microprofile-config-spec-3.1.html#default_configsources">MicroProfile
 *     Config 3.1, default config sources</a>
 */
final class DefaultSources implements PropertySource {
  private static final String FILE = "META-INF/microprofile-config.properties";
  private static final Pattern PROFILE =
      Pattern.compile("%[^.]+\\.(bucketcors\\..+)|_[A-Z0-9_]+?_(BUCKETCORS_.+)");

  private final @Nullable ClassLoader loader;

  /**
   * @param loader the app's; null for the current thread's at this moment
   */
  DefaultSources(@Nullable ClassLoader loader) {
    this.loader = loader == null ? Thread.currentThread().getContextClassLoader() : loader;
  }

  private record Source(String name, int ordinal, Map<String, String> values) {
    static Source of(String name, int ordinal, Map<String, String> values) {
      String written = values.get("config_ordinal");
      try {
        return new Source(
            name, written == null ? ordinal : Integer.parseInt(written.strip()), values);
      } catch (NumberFormatException e) {
        return new Source(name, ordinal, values);
      }
    }

    String label() {
      return name + ", ordinal " + ordinal;
    }
  }

  @Override
  public PropertyTable read() {
    PropertyTable.Builder table = new PropertyTable.Builder();
    List<Source> sources = sources();
    for (int layer = 0; layer < sources.size(); layer++) {
      Source source = sources.get(layer);
      if (PropertySource.addAll(source.values(), source.label(), layer, table)) {
        table.gives(source.name());
      }
      for (String name : source.values().keySet()) {
        Matcher profile = PROFILE.matcher(name);
        if (profile.matches()
            && (profile.group(1) != null
                || PropertyName.parseEnvironment(profile.group(2)) != null)) {
          table.unknown(name, source.label(), Kind.PROFILE);
        }
      }
    }
    return table.build();
  }

  @Override
  public @Nullable String find(PropertyName name) {
    try {
      Value value = read().values().get(name);
      return value == null ? null : value.value();
    } catch (UncheckedIOException e) {
      return null;
    }
  }

  /** The one that counts most first. */
  private List<Source> sources() {
    List<Source> sources = new ArrayList<>();
    sources.add(Source.of("system properties", 400, text(System.getProperties())));
    sources.add(Source.of("environment", 300, new TreeMap<>(System.getenv())));
    try {
      List<URL> files =
          Collections.list(
              loader == null ? ClassLoader.getSystemResources(FILE) : loader.getResources(FILE));
      for (URL file : files) {
        sources.add(Source.of(file.toString(), 100, read(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sources.sort(Comparator.comparingInt(Source::ordinal).reversed());
    return sources;
  }

  private static Map<String, String> read(URL file) throws IOException {
    URLConnection connection = file.openConnection();
    // A cached jar file would show the old content, and keep the jar open after an undeploy.
    connection.setUseCaches(false);
    Properties properties = new Properties();
    try (InputStream in = connection.getInputStream();
        InputStreamReader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      properties.load(text);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " holds a malformed \\u escape", e);
    }
    return text(properties);
  }

  private static Map<String, String> text(Properties properties) {
    Map<String, String> text = new TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      String value = properties.getProperty(name);
      if (value != null) {
        text.put(name, value);
      }
    }
    return text;
  }
}
