package io.bucketcors.config;

import java.util.List;

/** Reads rules from places that hold keys. */
final class KeyLoader implements Loader {
  private final List<KeySource> sources;

  /**
   * @param sources the one that counts most first
   */
  KeyLoader(List<KeySource> sources) {
    this.sources = List.copyOf(sources);
  }

  @Override
  public Draft read() {
    return new KeyDraft(sources.stream().map(KeySource::read).toList());
  }
}
