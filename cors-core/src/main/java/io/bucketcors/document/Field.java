package io.bucketcors.document;

/** What a rule of a document says, under the name that configuration and locations have for it. */
enum Field {
  ID("id"),
  ORIGINS("allowed-origins"),
  METHODS("allowed-methods"),
  HEADERS("allowed-headers"),
  EXPOSE("expose-headers"),
  MAX_AGE("max-age-seconds");

  final String key;

  Field(String key) {
    this.key = key;
  }

  /** Whether a rule has at most one value of it. */
  boolean isSingle() {
    return this == ID || this == MAX_AGE;
  }
}
