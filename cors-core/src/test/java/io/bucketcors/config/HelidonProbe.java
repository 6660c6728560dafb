package io.bucketcors.config;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsProblem;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigBuilder;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads rules in whatever class loader it is loaded by. Keys may be those of a second, higher
 * source {@code high:}; a key {@code environment:} adds the environment.
 */
public final class HelidonProbe implements Function<Map<String, String>, List<String>> {

  @Override
  public List<String> apply(Map<String, String> values) {
    ClassLoader loader = new URLClassLoader(new URL[0], HelidonProbe.class.getClassLoader());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      ConfigBuilder builder =
          ConfigProviderResolver.instance()
              .getBuilder()
              .withSources(
                  new Source("low", 100, part(values, "")),
                  new Source("high", 500, part(values, "high:")));
      if (values.containsKey("environment:")) {
        builder.addDefaultSources();
      }
      Config config = builder.build();
      if (!config.getClass().getName().startsWith("io.helidon.")) {
        throw new IllegalStateException("not Helidon but " + config.getClass());
      }
      ConfigProviderResolver.instance().registerConfig(config, loader);
      return rules(loader);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static List<String> rules(ClassLoader loader) {
    try (ReloadableCorsPolicies source =
        CorsPolicySources.builder().classLoader(loader).reload(Reload.NEVER).build()) {
      return source.current().defaultBucket().rules().stream()
          .map(
              rule ->
                  rule.allowedOrigins() + " " + rule.allowedMethods() + " " + rule.exposeHeaders())
          .toList();
    } catch (CorsConfigurationException e) {
      return e.problems().stream()
          .filter(CorsProblem::isError)
          .map(problem -> problem.code() + " " + problem.location().property())
          .toList();
    }
  }

  private static Map<String, String> part(Map<String, String> values, String prefix) {
    Map<String, String> part = new HashMap<>();
    values.forEach(
        (key, value) -> {
          int colon = key.indexOf(':') + 1;
          if (key.substring(0, colon).equals(prefix)) {
            part.put(key.substring(colon), value);
          }
        });
    return part;
  }

  private record Source(String name, int ordinal, Map<String, String> values)
      implements ConfigSource {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public int getOrdinal() {
      return ordinal;
    }

    @Override
    public Set<String> getPropertyNames() {
      return values.keySet();
    }

    @Override
    public @Nullable String getValue(String key) {
      return values.get(key);
    }
  }
}
