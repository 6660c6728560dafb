package io.bucketcors.benchmarks.start;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.benchmarks.decide.ManyRules;
import io.bucketcors.config.CorsPolicySources;
import io.bucketcors.config.Reload;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/** Where rules come from at a start. */
public enum Source {
  /** Made in code, and compiled: what every start has to do. */
  CODE("code: the compile alone") {
    @Override
    public Callable<CorsPolicySource> prepare(int rules) {
      return () -> CorsPolicySource.fixed(CorsPolicies.of(ManyRules.policy(rules)));
    }
  },
  MAP("a map") {
    @Override
    public Callable<CorsPolicySource> prepare(int rules) {
      Map<String, String> properties = ManyRules.properties(rules);
      return () -> CorsPolicySources.of(properties);
    }
  },
  /** The config is there already, as it is in an app that has one. */
  PROPERTIES("properties, through SmallRye Config") {
    @Override
    public Callable<CorsPolicySource> prepare(int rules) {
      Config config = config(ManyRules.properties(rules));
      ConfigProviderResolver.instance()
          .registerConfig(config, Thread.currentThread().getContextClassLoader());
      return () -> CorsPolicySources.builder().reload(Reload.NEVER).build();
    }
  },
  /** The part of it that is not ours. */
  ASKED("the same config, each value asked for once and nothing else") {
    @Override
    public Callable<CorsPolicySource> prepare(int rules) {
      Map<String, String> properties = ManyRules.properties(rules);
      Config config = config(properties);
      CorsPolicySource there = CorsPolicySource.fixed(CorsPolicies.of(ManyRules.policy(rules)));
      return () -> {
        for (String name : properties.keySet()) {
          if (config.getConfigValue(name).getValue() == null) {
            throw new IllegalStateException(name);
          }
        }
        return there;
      };
    }
  },
  DOCUMENT("a document of S3's in JSON") {
    @Override
    public Callable<CorsPolicySource> prepare(int rules) {
      Path file;
      try {
        file = Files.createTempFile("rules", ".json");
        file.toFile().deleteOnExit();
        Files.writeString(file, document(rules));
      } catch (IOException full) {
        throw new UncheckedIOException(full);
      }
      return () ->
          CorsPolicySources.builder()
              .microProfile(false)
              .settings(Map.of("bucketcors.rules-location", file.toUri().toString()), "benchmark")
              .reload(Reload.NEVER)
              .build();
    }
  };

  private final String title;

  Source(String title) {
    this.title = title;
  }

  private static Config config(Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .withSources(new PropertiesConfigSource(properties, "rules.properties", 100))
        .build();
  }

  private static String document(int rules) {
    return IntStream.range(0, rules)
        .mapToObj(
            i ->
                "{\"AllowedOrigins\":[\"https://site"
                    + i
                    + ".example\"],\"AllowedMethods\":[\"GET\",\"HEAD\",\"PUT\"],"
                    + "\"AllowedHeaders\":[\"content-type\",\"x-amz-*\"]}")
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** Its name in tables. */
  public String title() {
    return title;
  }

  /** Lays out everything that a start finds there; what it returns is the start. */
  public abstract Callable<CorsPolicySource> prepare(int rules);
}
