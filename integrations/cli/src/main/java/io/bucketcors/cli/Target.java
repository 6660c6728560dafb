package io.bucketcors.cli;

import io.bucketcors.document.BucketStore;
import io.bucketcors.document.DocumentKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What rules can be converted to. */
enum Target {
  S3(DocumentKind.S3_XML, BucketStore.S3),
  S3_JSON(DocumentKind.S3_JSON, BucketStore.S3),
  COS(DocumentKind.COS_XML, BucketStore.COS),
  OSS(DocumentKind.OSS_XML, BucketStore.OSS),
  GCS(DocumentKind.GCS_JSON, null),
  R2(DocumentKind.R2_JSON, BucketStore.R2),
  B2(DocumentKind.B2_JSON, null),
  AZURE(DocumentKind.AZURE_XML, BucketStore.AZURE),
  /** Keys that start with {@code bucketcors.}. */
  PROPERTIES(null, null);

  private final @Nullable DocumentKind kind;
  private final @Nullable BucketStore store;

  Target(@Nullable DocumentKind kind, @Nullable BucketStore store) {
    this.kind = kind;
    this.store = store;
  }

  /** The name on the command line. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of document; null for properties. */
  @Nullable DocumentKind kind() {
    return kind;
  }

  /** The store whose limits are known; null where they are not. */
  @Nullable BucketStore store() {
    return store;
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(Target::key).toList();
  }

  /** Reads the names. */
  static final class Converter implements picocli.CommandLine.ITypeConverter<Target> {
    @Override
    public Target convert(String name) {
      for (Target target : values()) {
        if (target.key().equals(name)) {
          return target;
        }
      }
      throw new picocli.CommandLine.TypeConversionException(
          "write one of " + String.join(", ", keys()));
    }
  }

  /** For completion and help. */
  static final class Candidates implements Iterable<String> {
    @Override
    public java.util.Iterator<String> iterator() {
      return keys().iterator();
    }
  }
}
