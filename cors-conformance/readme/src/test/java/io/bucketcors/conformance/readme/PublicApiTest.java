package io.bucketcors.conformance.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsPolicy;
import io.bucketcors.jaxrs.CorsFeature;
import io.bucketcors.micrometer.MicrometerCorsListener;
import io.bucketcors.opentelemetry.OpenTelemetryCorsListener;
import io.bucketcors.servlet.CorsFilter;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The public API is what {@code docs/api.txt} lists, so that a change of it is seen in review. With
 * {@code -Dapi=write} the test writes it anew; name the change in the CHANGELOG then.
 */
class PublicApiTest {
  private static final ToolProvider JAVAP = ToolProvider.findFirst("javap").orElseThrow();

  private final Path listing = Readme.root().resolve("docs/api.txt");

  /** Those with a module descriptor, by a class of each. */
  private static final List<Class<?>> MODULES =
      List.of(
          CorsPolicy.class,
          CorsFilter.class,
          CorsFeature.class,
          MicrometerCorsListener.class,
          OpenTelemetryCorsListener.class);

  /**
   * Those without, and without a place on this class path: the one registers a filter wherever it
   * is found, the other wants Spring.
   */
  private static final List<String> OTHERS = List.of("servlet-auto", "spring-boot-starter");

  /** A type in what javap prints: its line of declaration and its members. */
  private static final Pattern TYPE = Pattern.compile("(?ms)^[^ \n][^\n]* \\{$.*?^}\n");

  private static final Pattern NAME =
      Pattern.compile("(?:class|interface|enum|record) (io\\.bucketcors[\\w.$]*)");

  @Test
  void isWhatTheListingSays() throws Exception {
    StringBuilder api = new StringBuilder();
    for (Class<?> one : MODULES) {
      Path module = Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
      ModuleDescriptor descriptor =
          ModuleFinder.of(module).findAll().iterator().next().descriptor();
      append(api, "module " + descriptor.name(), module, exported(descriptor));
    }
    for (String one : OTHERS) {
      Path classes = Readme.root().resolve("integrations").resolve(one).resolve("target/classes");
      append(api, "jar cors-" + one, classes, packages(classes));
    }
    if ("write".equals(System.getProperty("api"))) {
      Files.writeString(listing, api);
    }
    assertThat(listing)
        .as("docs/api.txt; where the change is meant: -Dapi=write, and name it in the CHANGELOG")
        .content(UTF_8)
        .isEqualTo(api.toString());
  }

  private static List<String> exported(ModuleDescriptor descriptor) {
    return descriptor.exports().stream()
        .filter(export -> !export.isQualified())
        .map(ModuleDescriptor.Exports::source)
        .sorted()
        .toList();
  }

  /** All that have classes: without a descriptor nothing is hidden but what is not public. */
  private static List<String> packages(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .map(file -> classes.relativize(file.getParent()).toString().replace('/', '.'))
          .distinct()
          .sorted()
          .toList();
    }
  }

  private static void append(StringBuilder api, String title, Path module, List<String> packages)
      throws IOException {
    assertThat(packages).as(title).isNotEmpty();
    api.append(title).append('\n');
    for (String name : packages) {
      api.append("\npackage ").append(name).append('\n');
      String types = publicTypes(javap(module, name, classFiles(module, name)));
      assertThat(types).as(name).isNotEmpty();
      api.append(types);
    }
    api.append('\n');
  }

  /** The public and protected types, nested ones behind theirs; javap calls both public. */
  private static String publicTypes(String all) {
    StringBuilder types = new StringBuilder();
    Set<String> seen = new HashSet<>();
    for (MatchResult type : TYPE.matcher(all).results().toList()) {
      Matcher name = NAME.matcher(type.group());
      assertThat(name.find()).as(type.group()).isTrue();
      int inner = name.group(1).lastIndexOf('$');
      boolean reached = inner < 0 || seen.contains(name.group(1).substring(0, inner));
      boolean named = !name.group(1).matches(".*\\$[0-9]+");
      if (reached && named && type.group().startsWith("public ")) {
        seen.add(name.group(1));
        types.append(type.group());
      }
    }
    return types.toString();
  }

  private static List<String> classFiles(Path module, String name) throws IOException {
    if (Files.isDirectory(module)) {
      return classFiles(module.resolve(name.replace('.', File.separatorChar)));
    }
    URI jar = URI.create("jar:" + module.toUri());
    try (FileSystem files = FileSystems.newFileSystem(jar, Map.of())) {
      return classFiles(files.getPath("/" + name.replace('.', '/')));
    }
  }

  private static List<String> classFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".class") && !file.equals("package-info.class"))
          .map(file -> file.substring(0, file.length() - ".class".length()))
          .sorted()
          .toList();
    }
  }

  private static String javap(Path module, String name, List<String> types) {
    List<String> arguments = new ArrayList<>(List.of("-protected", "-cp", module.toString()));
    types.forEach(type -> arguments.add(name + '.' + type));
    StringWriter out = new StringWriter();
    StringWriter errors = new StringWriter();
    int status =
        JAVAP.run(
            new PrintWriter(out, true),
            new PrintWriter(errors, true),
            arguments.toArray(String[]::new));
    assertThat(status).as(errors::toString).isZero();
    return out.toString()
            .lines()
            .filter(line -> !line.startsWith("Compiled from"))
            .map(PublicApiTest::plain)
            .collect(Collectors.joining("\n"))
        + '\n';
  }

  /** What javac adds or leaves out from one release to the next is no change of the API. */
  private static String plain(String line) {
    return line.replace("abstract sealed", "sealed abstract").stripTrailing();
  }
}
