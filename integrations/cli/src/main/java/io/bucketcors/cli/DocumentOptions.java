package io.bucketcors.cli;

import io.bucketcors.CorsDialect;
import io.bucketcors.CorsHazard;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What no document of a bucket can say, and a properties file says itself. */
final class DocumentOptions {
  @Option(
      names = "--dialect",
      paramLabel = "DIALECT",
      description =
          "For documents: whose way of answering the bucket follows: standard (default), s3 or"
              + " cos.",
      converter = DialectConverter.class)
  CorsDialect dialect = CorsDialect.STANDARD;

  @Option(
      names = "--allow-credentials",
      description = "For documents: every rule allows credentials.")
  boolean credentials;

  @Option(
      names = "--dangerously-allow",
      paramLabel = "HAZARD",
      split = ",",
      description = "For documents: hazards that are accepted in every rule, such as null-origin.",
      converter = HazardConverter.class)
  List<CorsHazard> hazards = new ArrayList<>();

  /** Reads the names that configuration has. */
  static final class DialectConverter implements picocli.CommandLine.ITypeConverter<CorsDialect> {
    @Override
    public CorsDialect convert(String name) {
      for (CorsDialect dialect : CorsDialect.values()) {
        if (dialect.key().equals(name)) {
          return dialect;
        }
      }
      throw new picocli.CommandLine.TypeConversionException("write standard, s3 or cos");
    }
  }

  /** Reads the names that configuration has. */
  static final class HazardConverter implements picocli.CommandLine.ITypeConverter<CorsHazard> {
    @Override
    public CorsHazard convert(String name) {
      List<String> all = new ArrayList<>();
      for (CorsHazard hazard : CorsHazard.values()) {
        if (hazard.key().equals(name)) {
          return hazard;
        }
        all.add(hazard.key());
      }
      throw new picocli.CommandLine.TypeConversionException(
          "hazards are " + String.join(", ", all));
    }
  }
}
