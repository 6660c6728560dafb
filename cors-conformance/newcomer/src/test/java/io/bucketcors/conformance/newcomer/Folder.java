package io.bucketcors.conformance.newcomer;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A folder that was empty, in which somebody follows the documentation. */
final class Folder implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 300;

  private final Path path;
  private final List<Process> running = new ArrayList<>();

  Folder(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  Path resolve(String file) {
    return path.resolve(file);
  }

  /** Writes a file. */
  Folder file(String name, String text) throws IOException {
    Path file = path.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  /**
   * Writes a pom.
   *
   * @param packaging war or jar
   * @param head what comes before the dependencies, such as a parent
   * @param dependencies as the documentation has them, and the app's own
   * @param plugins what builds it
   */
  Folder pom(String packaging, String head, String dependencies, String plugins)
      throws IOException {
    return file(
        "pom.xml",
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          %s
          <groupId>newcomer</groupId>
          <artifactId>app</artifactId>
          <version>1</version>
          <packaging>%s</packaging>
          <properties>
            <!-- Maven 3.8's own compiler plugin knows these two alone. -->
            <maven.compiler.source>17</maven.compiler.source>
            <maven.compiler.target>17</maven.compiler.target>
            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
          </properties>
          <repositories>
            <repository>
              <id>published</id>
              <url>%s</url>
            </repository>
          </repositories>
          <dependencies>
            %s
          </dependencies>
          <build>
            <finalName>app</finalName>
            <plugins>
              %s
            </plugins>
          </build>
        </project>
        """
            .formatted(head, packaging, Published.folder().toUri(), dependencies, plugins));
  }

  /** Runs Maven, with a local repository that has nothing of this project's group. */
  void maven(String... goals) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("mvn", "-B", "-q", "-ntp", "-Dmaven.repo.local=" + Published.repository()));
    command.addAll(List.of(goals));
    run(command);
  }

  /** Runs a command to its end. */
  void run(List<String> command) throws IOException, InterruptedException {
    Path log = path.resolve("command.log");
    Process process =
        new ProcessBuilder(command)
            .directory(path.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new AssertionError(command + ":\n" + Files.readString(log));
    }
  }

  /** Starts a process that goes on until the folder is closed. */
  Process start(Map<String, String> environment, List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(path.toFile())
            .redirectErrorStream(true)
            .redirectOutput(path.resolve("server.log").toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    running.add(process);
    return process;
  }

  /** What the process has said. */
  String log() throws IOException {
    return Files.readString(path.resolve("server.log"), StandardCharsets.UTF_8);
  }

  static String java() {
    return System.getProperty("java.home") + "/bin/java";
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws InterruptedException {
    for (Process process : running) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
  }
}
