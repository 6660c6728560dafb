package io.bucketcors.servlet.auto;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The context paths of the web apps that may get a filter.
 *
 * @param paths as they are in URLs, the root as {@code /}; null for all
 */
record Contexts(@Nullable Set<String> paths) {
  static final String KEY = "bucketcors.auto.contexts";

  private static final String VARIABLE = "BUCKETCORS_AUTO_CONTEXTS";
  private static final String FILE = "META-INF/microprofile-config.properties";

  /** As set for one app; the place that is nearest to the process counts, as with all settings. */
  static Contexts of(ServletContext context) {
    String list = context.getInitParameter(KEY);
    if (list == null) {
      list = System.getProperty(KEY);
    }
    if (list == null) {
      list = System.getenv(VARIABLE);
    }
    return parse(list == null ? inFile(context.getClassLoader()) : list);
  }

  /** A list separated by commas; with or without slashes. */
  static Contexts parse(@Nullable String list) {
    return new Contexts(
        list == null
            ? null
            : Stream.of(list.split(","))
                .map(String::strip)
                .filter(path -> !path.isEmpty())
                .map(Contexts::normal)
                .collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * Whether an app is among them.
   *
   * @param path its context path; the root's is empty
   */
  boolean include(String path) {
    return paths == null || paths.contains(normal(path));
  }

  private static String normal(String path) {
    String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return bare.startsWith("/") ? bare : "/" + bare;
  }

  private static @Nullable String inFile(ClassLoader loader) {
    try (InputStream file = loader.getResourceAsStream(FILE)) {
      if (file == null) {
        return null;
      }
      Properties properties = new Properties();
      properties.load(file);
      return properties.getProperty(KEY);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }
}
