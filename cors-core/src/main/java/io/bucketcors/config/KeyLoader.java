package io.bucketcors.config;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads rules from places that hold keys, and from the documents that keys name.
 *
 * <p>Config sources have no snapshots: they are asked key by key, and one that changes meanwhile
 * gives half of the old and half of the new, which can make rules that nobody wrote. So what
 * differs from the last reading counts only when it has been read twice the same.
 */
final class KeyLoader implements Loader {
  /** Of a source that changes all the time, the last reading has to do. */
  private static final int MOST_READINGS = 5;

  private final List<KeySource> sources;
  private final DocumentFinder documents;
  private @Nullable Draft last;

  /**
   * @param sources the one that counts most first
   */
  KeyLoader(List<KeySource> sources, DocumentFinder documents) {
    this.sources = List.copyOf(sources);
    this.documents = documents;
  }

  @Override
  public Draft read() {
    Draft draft = readOnce();
    if (last != null && draft.equals(last)) {
      return last;
    }
    boolean settled = false;
    for (int i = 1; i < MOST_READINGS && !settled; i++) {
      Draft again = readOnce();
      settled = again.equals(draft);
      draft = again;
    }
    last = draft;
    return draft;
  }

  private Draft readOnce() {
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
