package io.bucketcors.conformance.jaxrs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * One application of the suite, as files.
 *
 * @param name its name
 * @param rules a folder of {@code rules}
 * @param classes classes of the suite; nested ones come along
 */
record SuiteApp(String name, String rules, List<String> classes) {
  private static final String PACKAGE = "io/bucketcors/conformance/jaxrs";
  private static final List<String> COMMON =
      List.of("Items", "Calls", "AppFilters", "Teapot", "Ticker", "Meddlers");

  /** Everything is found by scanning. */
  static final SuiteApp PLAIN = of("plain", "plain", "ScannedApplication");

  static final SuiteApp BUCKETS = of("buckets", "buckets", "ScannedApplication", "Orders", "Shops");
  static final SuiteApp MISTAKES =
      of("mistakes", "buckets", "ScannedApplication", "Nowhere", "Torn");
  static final SuiteApp LOCATOR = of("locator", "buckets", "ScannedApplication", "Orders", "Shops");
  static final SuiteApp MISCONFIGURED = of("plain", "misconfigured", "ScannedApplication");

  static SuiteApp of(String name, String rules, String... more) {
    return new SuiteApp(
        name, rules, Stream.concat(COMMON.stream(), Stream.of(more)).sorted().toList());
  }

  /** Where the rules of this application are. */
  Path rulesFile() {
    return Path.of("..", "rules", rules, "META-INF", "microprofile-config.properties");
  }

  /** Copies the classes and the rules, where a class path has them. */
  void copyTo(Path folder) throws IOException {
    Path target = Files.createDirectories(folder.resolve(PACKAGE));
    try (Stream<Path> files = Files.list(Path.of("../suite/target/classes", PACKAGE))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String type = file.getFileName().toString().replaceFirst("(\\$.*)?\\.class$", "");
        String name = file.getFileName().toString();
        // What is nested there names classes that are in no application of this kind.
        if (classes.contains(type) && !name.startsWith("BucketsApplication$")) {
          Files.copy(file, target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    Path metaInf = Files.createDirectories(folder.resolve("META-INF"));
    Files.copy(
        rulesFile(),
        metaInf.resolve("microprofile-config.properties"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** A jar of this project, by the name of its module. */
  static Path jar(String module) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../../..", module, "target"))) {
      return files
          .filter(
              file -> file.getFileName().toString().matches(module + "-[\\d.]+(-SNAPSHOT)?\\.jar"))
          .findFirst()
          .orElseThrow();
    }
  }
}
