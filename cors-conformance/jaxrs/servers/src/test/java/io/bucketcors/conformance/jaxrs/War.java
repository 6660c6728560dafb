package io.bucketcors.conformance.jaxrs;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Packs applications of the suite as WARs. */
final class War {
  private static final Path FOLDER = Path.of("target", "wars").toAbsolutePath();
  private static final String BEANS =
      """
      <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0"
             bean-discovery-mode="annotated"/>
      """;

  private War() {}

  /**
   * Packs an application.
   *
   * @param descriptor its {@code web.xml}; where it has none, its classes are scanned
   * @param modules the jars of this project to put into it
   */
  static Path of(SuiteApp app, @Nullable String descriptor, String... modules) throws IOException {
    Path file = Files.createDirectories(FOLDER).resolve(app.name() + "-" + app.rules() + ".war");
    Files.deleteIfExists(file);
    try (FileSystem war = FileSystems.newFileSystem(file, Map.of("create", "true"))) {
      Path inside = Files.createDirectories(war.getPath("/WEB-INF"));
      Path classes = Files.createDirectories(inside.resolve("classes"));
      app.copyTo(classes);
      Path rules = classes.resolve("rules").resolve(app.rules()).resolve("META-INF");
      Files.copy(
          app.rulesFile(),
          Files.createDirectories(rules).resolve("microprofile-config.properties"));
      Path lib = Files.createDirectories(inside.resolve("lib"));
      for (String module : modules) {
        Files.copy(SuiteApp.jar(module), lib.resolve(module + ".jar"));
      }
      if (descriptor == null) {
        Files.writeString(inside.resolve("beans.xml"), BEANS);
      } else {
        Files.writeString(inside.resolve("web.xml"), descriptor);
      }
    }
    return file;
  }
}
