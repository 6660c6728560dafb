package io.bucketcors.conformance.load.app;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * A properties file that is read again for every question, so that a change shows at once: also in
 * the middle of a walk through the keys, as with any store that has no snapshots. Each answer takes
 * as long as a store on the network takes, so that this happens often.
 */
public final class RulesFile implements ConfigSource {
  private static final String PREFIX = "bucketcors.";
  private static final int ORDINAL = 200;
  private static final long LATENCY_MILLIS = 2;

  private final Path file = Path.of(System.getProperty("load.rules"), "rules.properties");

  private Properties read() {
    Properties properties = new Properties();
    try {
      TimeUnit.MILLISECONDS.sleep(LATENCY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  @Override
  public Set<String> getPropertyNames() {
    return read().stringPropertyNames();
  }

  @Override
  public @Nullable String getValue(String name) {
    return name.startsWith(PREFIX) ? read().getProperty(name) : null;
  }

  @Override
  public String getName() {
    return "rules.properties";
  }

  @Override
  public int getOrdinal() {
    return ORDINAL;
  }
}
