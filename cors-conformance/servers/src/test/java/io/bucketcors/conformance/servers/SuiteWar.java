package io.bucketcors.conformance.servers;

import io.bucketcors.CorsPolicies;
import io.bucketcors.conformance.app.PageException;
import io.bucketcors.conformance.app.SuiteListener;
import io.bucketcors.conformance.app.TestApp;
import io.bucketcors.servlet.CorsFilter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The suite's app as a WAR: its classes, the library, and a {@code web.xml} that names the app. */
final class SuiteWar {
  private SuiteWar() {}

  /** Writes the WAR of an app into a folder. */
  static Path write(TestApp app, Path folder) throws Exception {
    Path file = folder.resolve(app.name() + ".war");
    Files.deleteIfExists(file);
    try (FileSystem war = FileSystems.newFileSystem(file, Map.of("create", "true"))) {
      Path inside = Files.createDirectories(war.getPath("/WEB-INF"));
      Files.writeString(inside.resolve("web.xml"), descriptor(app));
      Path files = Files.createDirectories(war.getPath("/file"));
      Files.writeString(files.resolve("hello.txt"), "hello, file");
      add(TestApp.class, "io/bucketcors/conformance/app", inside);
      add(CorsFilter.class, "io/bucketcors/servlet", inside);
      add(CorsPolicies.class, "io/bucketcors", inside);
    }
    return file;
  }

  /** Adds a jar as it is; a folder of classes, or part of a jar, as classes. */
  private static void add(Class<?> type, String part, Path inside)
      throws IOException, URISyntaxException {
    Path from = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    boolean suite = type == TestApp.class;
    if (Files.isDirectory(from)) {
      copy(from.resolve(part), inside.resolve("classes").resolve(part));
    } else if (suite) {
      try (FileSystem jar = FileSystems.newFileSystem(from)) {
        copy(jar.getPath("/" + part), inside.resolve("classes").resolve(part));
      }
    } else {
      Path lib = Files.createDirectories(inside.resolve("lib"));
      Files.copy(from, lib.resolve(from.getFileName().toString()));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  private static String descriptor(TestApp app) {
    String pages =
        """
          <error-page><error-code>500</error-code><location>%s</location></error-page>
          <error-page><exception-type>%s</exception-type><location>%s</location></error-page>
        """
            .formatted(TestApp.STATUS_PAGE, PageException.class.getName(), TestApp.EXCEPTION_PAGE);
    String form =
        """
        FORM</auth-method><form-login-config>
            <form-login-page>%s</form-login-page><form-error-page>%s</form-error-page>
          </form-login-config>"""
            .formatted(TestApp.LOGIN_PAGE, TestApp.LOGIN_PAGE);
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="5.0">
          <context-param>
            <param-name>%s</param-name>
            <param-value>%s</param-value>
          </context-param>
          <listener><listener-class>%s</listener-class></listener>
        %s  <login-config><auth-method>%s</login-config>
          <security-role><role-name>%s</role-name></security-role>
        </web-app>
        """
        .formatted(
            SuiteListener.APP,
            app.name(),
            SuiteListener.class.getName(),
            app.errorPages() ? pages : "",
            app.formLogin() ? form : "BASIC</auth-method><realm-name>suite</realm-name>",
            TestApp.ROLE);
  }
}
