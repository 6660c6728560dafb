package io.bucketcors.conformance.modules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The jars of this test's class path. */
final class Jars {
  /** The published ones. */
  static final List<String> PUBLISHED =
      List.of("cors-core", "cors-servlet", "cors-jaxrs", "cors-micrometer", "cors-opentelemetry");

  /** What only those need who have metrics. */
  static final List<String> OF_METRICS =
      List.of(
          "cors-micrometer",
          "cors-opentelemetry",
          "micrometer-core",
          "micrometer-commons",
          "micrometer-observation",
          "HdrHistogram",
          "LatencyUtils",
          "opentelemetry-api",
          "opentelemetry-common",
          "opentelemetry-context");

  private Jars() {}

  private static Stream<Path> all() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(Files::exists);
  }

  /** All but the test's own: what the application of this module runs on. */
  static List<Path> ofTheApplication(String... without) {
    return all()
        .filter(path -> !path.endsWith("test-classes"))
        .filter(
            path ->
                Stream.concat(
                        Stream.of(
                            "junit",
                            "opentest4j",
                            "apiguardian",
                            "assertj",
                            "byte-buddy",
                            "org.apache.felix",
                            "osgi",
                            "surefire",
                            "cors-conformance-harness"),
                        Stream.concat(OF_METRICS.stream(), Stream.of(without)))
                    .noneMatch(path.getFileName().toString()::startsWith))
        .toList();
  }

  /** One jar, by the artifact that it holds. */
  static Path named(String artifact) {
    List<Path> found =
        all()
            .filter(path -> path.getFileName().toString().matches(artifact + "-\\d.*\\.jar"))
            .toList();
    assertThat(found).as("%s, packaged by mvn verify", artifact).hasSize(1);
    return found.get(0);
  }
}
