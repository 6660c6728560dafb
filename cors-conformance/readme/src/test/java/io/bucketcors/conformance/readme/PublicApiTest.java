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
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  @Test
  void isWhatTheListingSays() throws Exception {
    StringBuilder api = new StringBuilder();
    for (Class<?> one :
        List.of(
            CorsPolicy.class,
            CorsFilter.class,
            CorsFeature.class,
            MicrometerCorsListener.class,
            OpenTelemetryCorsListener.class)) {
      append(api, Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI()));
    }
    if ("write".equals(System.getProperty("api"))) {
      Files.writeString(listing, api);
    }
    assertThat(listing)
        .as("docs/api.txt; where the change is meant: -Dapi=write, and name it in the CHANGELOG")
        .content(UTF_8)
        .isEqualTo(api.toString());
  }

  private static void append(StringBuilder api, Path module) throws Exception {
    ModuleDescriptor descriptor = ModuleFinder.of(module).findAll().iterator().next().descriptor();
    List<String> exported =
        descriptor.exports().stream()
            .filter(export -> !export.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .sorted()
            .toList();
    api.append("module ").append(descriptor.name()).append('\n');
    for (String name : exported) {
      api.append("\npackage ").append(name).append('\n');
      List<String> types = types(module, name);
      assertThat(types).as(name).isNotEmpty();
      api.append(javap(types));
    }
    api.append('\n');
  }

  /** The public and protected types of a package, nested ones behind theirs. */
  private static List<String> types(Path module, String name) throws Exception {
    List<String> types = new ArrayList<>();
    for (String type : classFiles(module, name)) {
      Class<?> loaded =
          Class.forName(name + '.' + type, false, PublicApiTest.class.getClassLoader());
      boolean isPublic = true;
      for (Class<?> part = loaded; part != null; part = part.getEnclosingClass()) {
        int modifiers = part.getModifiers();
        isPublic &= Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
        isPublic &= !part.isAnonymousClass();
      }
      if (isPublic) {
        types.add(loaded.getName());
      }
    }
    return types;
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

  private static String javap(List<String> types) {
    List<String> arguments = new ArrayList<>();
    arguments.add("-protected");
    arguments.add("-cp");
    arguments.add(System.getProperty("java.class.path"));
    arguments.addAll(types);
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
