package io.bucketcors.conformance.jaxrs;

import io.bucketcors.conformance.harness.ServerProcess;
import io.bucketcors.conformance.servers.Deployment;
import io.bucketcors.conformance.servers.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A framework whose applications are programs: one process for each. */
abstract class ProgramStack extends ProcessStack {
  private static final Path RUNS = Path.of("target", "runs").toAbsolutePath();

  private final String name;

  ProgramStack(String name) {
    super("");
    this.name = name.toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
  }

  /** Lays out a folder and returns the command that runs the application in it. */
  abstract List<String> command(SuiteApp app, Path folder, int port) throws IOException;

  private RunningServer start(SuiteApp app) throws Exception {
    Path folder = Files.createTempDirectory(Files.createDirectories(RUNS), name + "-");
    int port = ServerProcess.freePort();
    return RunningServer.start(
        folder,
        Map.of(),
        command(app, folder, port),
        port,
        List.of(new Deployment("", folder, "/api/calls")));
  }

  @Override
  RunningServer start(String application) throws Exception {
    return start(application.equals("/buckets") ? SuiteApp.BUCKETS : SuiteApp.PLAIN);
  }

  @Override
  void startAndEnd(String application) throws Exception {
    SuiteApp app =
        switch (application) {
          case "WithMistakes" -> SuiteApp.MISTAKES;
          case "WithLocator" -> SuiteApp.LOCATOR;
          case "Misconfigured" -> SuiteApp.MISCONFIGURED;
          default -> throw new IllegalArgumentException(application);
        };
    start(app).close();
  }

  /** Quarkus, from a folder that its Maven plugin has built. */
  static final class Quarkus extends ProgramStack {
    private final String kind;

    Quarkus(String name, String kind) {
      super(name);
      this.kind = kind;
    }

    @Override
    List<String> command(SuiteApp app, Path folder, int port) throws IOException {
      Path rules = Files.createDirectories(folder.resolve("config"));
      Files.copy(app.rulesFile(), rules.resolve("application.properties"));
      return List.of(
          Jdk.current(),
          "-Dquarkus.http.host=127.0.0.1",
          "-Dquarkus.http.port=" + port,
          "-jar",
          Path.of("../quarkus", kind + "-" + app.name(), "target/quarkus-app/quarkus-run.jar")
              .toAbsolutePath()
              .normalize()
              .toString());
    }
  }

  /** Helidon MP, from a class path. */
  static final class Helidon extends ProgramStack {
    private static final int JDK = 21;
    private static final String BEANS =
        """
        <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0"
               bean-discovery-mode="all"/>
        """;

    Helidon(String name) {
      super(name);
    }

    @Override
    List<String> command(SuiteApp app, Path folder, int port) throws IOException {
      Path classes = folder.resolve("classes");
      app.copyTo(classes);
      Files.writeString(classes.resolve("META-INF/beans.xml"), BEANS);
      String classPath =
          String.join(
              java.io.File.pathSeparator,
              classes.toString(),
              SuiteApp.jar("cors-core").toAbsolutePath().toString(),
              SuiteApp.jar("cors-jaxrs").toAbsolutePath().toString(),
              Path.of("../helidon/target/lib").toAbsolutePath().normalize() + "/*");
      return List.of(
          Jdk.atLeast(JDK),
          "-Dserver.host=127.0.0.1",
          "-Dserver.port=" + port,
          "-cp",
          classPath,
          "io.helidon.microprofile.cdi.Main");
    }
  }
}
