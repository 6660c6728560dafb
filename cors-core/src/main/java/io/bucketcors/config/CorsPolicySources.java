package io.bucketcors.config;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsListener;
import io.bucketcors.CorsPolicySource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;

/**
 * Rules from outside the code. Every source here reads the keys that start with {@code bucketcors.}
 * and ignores all others.
 */
public final class CorsPolicySources {
  private CorsPolicySources() {}

  /** Starts a source that reads MicroProfile Config, where that is there. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Rules from a map alone, never read again.
   *
   * @throws CorsConfigurationException with every problem
   */
  public static CorsPolicySource of(Map<String, String> values) {
    return builder().settings(values, "map").microProfile(false).reload(Reload.NEVER).build();
  }

  /**
   * Rules from MicroProfile Config alone, read again on a background thread until closed.
   *
   * @throws CorsConfigurationException with every problem
   */
  public static CorsPolicySource microProfile() {
    return builder().build();
  }

  /**
   * Rules for the default bucket from a rules document, read again on a background thread until
   * closed.
   *
   * @throws CorsConfigurationException with every problem
   */
  public static CorsPolicySource document(Path file) {
    Objects.requireNonNull(file, "file");
    Map<String, String> location = Map.of("bucketcors.rules-location", file.toUri().toString());
    return builder().settings(location, "code").microProfile(false).build();
  }

  /** Builds a source. Not thread-safe. */
  public static final class Builder {
    private final List<PropertySource> sources = new ArrayList<>();
    private boolean microProfile = true;
    private Reload reload = Reload.BACKGROUND_THREAD;
    private CorsListener listener = new CorsListener() {};
    private @Nullable ClassLoader classLoader;

    private Builder() {}

    /**
     * Adds settings that count more than MicroProfile Config and than settings added later. A
     * bucket whose rules, or whose {@code rules-location}, are among them takes its rules from here
     * alone, never key by key.
     *
     * @param values keys with the prefix {@code bucketcors.}, and others, which are ignored; copied
     * @param sourceName what messages call the place, such as {@code init-params of filter cors}
     */
    public Builder settings(Map<String, String> values, String sourceName) {
      sources.add(
          PropertySource.of(
              Objects.requireNonNull(values, "values"),
              Objects.requireNonNull(sourceName, "sourceName")));
      return this;
    }

    /** Sets whether MicroProfile Config is read, where API and implementation are there; yes. */
    public Builder microProfile(boolean read) {
      microProfile = read;
      return this;
    }

    /**
     * Sets the class loader of the app, whose config is taken and whose resources {@code
     * classpath:} names; by default the current thread's.
     */
    public Builder classLoader(@Nullable ClassLoader loader) {
      classLoader = loader;
      return this;
    }

    /** Sets how changes are noticed; by default on a background thread. */
    public Builder reload(Reload how) {
      reload = Objects.requireNonNull(how, "how");
      return this;
    }

    /** Sets who is told of every reload. */
    public Builder listener(CorsListener newListener) {
      listener = Objects.requireNonNull(newListener, "newListener");
      return this;
    }

    /**
     * Reads the rules, logs them once, and starts to reload them.
     *
     * @throws CorsConfigurationException with every problem; nothing is started then
     */
    public ReloadableCorsPolicies build() {
      ClassLoader loader =
          classLoader == null ? Thread.currentThread().getContextClassLoader() : classLoader;
      return new ReloadableCorsPolicies(
              new PropertyLoader(all(), loader, reload == Reload.NEVER), listener)
          .reloading(reload, loader);
    }

    /**
     * Whether any of these sources has a key of the library's, right or wrong: without one, a
     * source built from them would govern nothing. What cannot be read counts as one.
     */
    public boolean isConfigured() {
      for (PropertySource each : all()) {
        try {
          if (each.read().saysAnything()) {
            return true;
          }
        } catch (RuntimeException | ServiceConfigurationError | LinkageError unreadable) {
          // Whoever builds the source is told what is wrong.
          return true;
        }
      }
      return false;
    }

    private List<PropertySource> all() {
      List<PropertySource> all = new ArrayList<>(sources);
      if (microProfile) {
        all.add(PropertySource.ofMicroProfile(classLoader));
      }
      return all;
    }
  }
}
