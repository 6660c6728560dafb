package io.bucketcors;

/** Whose way of answering a bucket follows. */
public enum CorsDialect {
  /** The Fetch standard, safe by construction. */
  STANDARD("standard"),
  /** Amazon S3, to the byte. For servers that stand in for one. */
  S3("s3"),
  /** Tencent Cloud COS, to the byte. For servers that stand in for one. */
  COS("cos");

  private final String key;

  CorsDialect(String key) {
    this.key = key;
  }

  /** The name in configuration: {@code standard}, {@code s3} or {@code cos}. */
  public String key() {
    return key;
  }
}
