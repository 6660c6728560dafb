package io.bucketcors.conformance.newcomer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Tomcat as it is distributed, unpacked into a newcomer's folder. */
final class Tomcat {
  private final Folder folder;
  private final Path home;
  private final int port;

  Tomcat(Folder folder) throws IOException, InterruptedException {
    this.folder = folder;
    port = Folder.freePort();
    folder.run(
        List.of("jar", "xf", Path.of(System.getProperty("others"), "tomcat.zip").toString()));
    try (Stream<Path> files = Files.list(folder.path())) {
      home =
          files
              .filter(file -> file.getFileName().toString().startsWith("apache-tomcat-"))
              .findFirst()
              .orElseThrow();
    }
    Path server = home.resolve("conf/server.xml");
    Files.writeString(
        server,
        Files.readString(server)
            .replace("<Server port=\"8005\"", "<Server port=\"-1\"")
            .replace("port=\"8080\"", "port=\"" + port + "\" address=\"127.0.0.1\""));
    try (Stream<Path> apps = Files.list(home.resolve("webapps"))) {
      // Tomcat's own apps take seconds to start.
      for (Path app : apps.toList()) {
        folder.run(List.of("rm", "-rf", app.toString()));
      }
    }
  }

  Path home() {
    return home;
  }

  int port() {
    return port;
  }

  /** Puts the jar for whole servers into its lib folder. */
  void takeAutoJar() throws IOException {
    Files.copy(
        Published.jar("cors-servlet-auto"), home.resolve("lib").resolve("cors-servlet-auto.jar"));
  }

  /** All of its files of log. */
  String logs() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(home.resolve("logs"))) {
      for (Path file : files.toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  Process start(String... options) throws IOException {
    return folder.start(
        Map.of("CATALINA_OPTS", String.join(" ", options)),
        List.of("sh", home.resolve("bin/catalina.sh").toString(), "run"));
  }
}
