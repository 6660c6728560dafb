package io.bucketcors.config;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads rules from places that hold keys, and from the documents that keys name. */
final class KeyLoader implements Loader {
  private final List<KeySource> sources;
  private final DocumentFinder documents;

  /**
   * @param sources the one that counts most first
   */
  KeyLoader(List<KeySource> sources, DocumentFinder documents) {
    this.sources = List.copyOf(sources);
    this.documents = documents;
  }

  @Override
  public Draft read() {
    List<KeyTable> tables = new ArrayList<>();
    for (KeySource source : sources) {
      try {
        tables.add(source.read());
      } catch (RuntimeException e) {
        // A map is a copy and never fails; config sources are anybody's code.
        CorsConfigurationException refused =
            new CorsConfigurationException(List.of(Unreadable.because("MicroProfile Config", e)));
        refused.initCause(e);
        throw refused;
      }
    }
    return new KeyDraft(tables, documents(new Keys(tables)));
  }

  private Map<String, DocumentContent> documents(Keys keys) {
    Map<String, DocumentContent> found = new LinkedHashMap<>();
    Stream.concat(Stream.of(CorsPolicy.DEFAULT_BUCKET), keys.namedBuckets().stream())
        .forEach(
            bucket -> {
              String location = keys.rulesLocation(bucket);
              if (location != null) {
                found.put(bucket, documents.fetch(location));
              }
            });
    return found;
  }
}
