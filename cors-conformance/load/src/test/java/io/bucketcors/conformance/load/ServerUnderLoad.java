package io.bucketcors.conformance.load;

import io.bucketcors.conformance.harness.ServerProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A {@code LoadServer} in a JVM of its own, ended with the run whatever becomes of that. */
record ServerUnderLoad(ServerProcess process, Path folder, int port) implements AutoCloseable {
  private static final String LOGGING =
      """
      handlers = java.util.logging.FileHandler
      java.util.logging.FileHandler.pattern = %s
      java.util.logging.FileHandler.formatter = java.util.logging.SimpleFormatter
      java.util.logging.FileHandler.level = ALL
      # The apps throw on purpose, and servers log that.
      .level = OFF
      io.bucketcors.level = INFO
      org.apache.catalina.loader.level = WARNING
      """;

  /** Starts a server, which has no app yet. */
  static ServerUnderLoad start(Settings settings, Path folder) throws IOException {
    Path logging = folder.resolve("logging.properties");
    Files.writeString(logging, LOGGING.formatted(folder.resolve("server.log")));
    List<String> command =
        List.of(
            ServerProcess.ofJdk("java"),
            "-Xmx192m",
            "-XX:+UseSerialGC",
            // A softly held class loader is no leak, but it would hide one for minutes.
            "-XX:SoftRefLRUPolicyMSPerMB=0",
            // For the leak detection that Tomcat has itself.
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED",
            "-Djava.util.logging.config.file=" + logging,
            "-Dload.rules=" + folder.resolve("rules"),
            "-Dload.fault=" + settings.seededFault(),
            "-cp",
            settings.servers() + File.pathSeparator + settings.jars(),
            settings.mainClass(),
            settings.war());
    ServerProcess process =
        ServerProcess.startTalking(
            new ProcessBuilder(command).directory(folder.toFile()), folder.resolve("server.err"));
    try {
      return new ServerUnderLoad(process, folder, Integer.parseInt(process.line()));
    } catch (RuntimeException | Error e) {
      process.close();
      throw e;
    }
  }

  /** Gives a command and returns the answer; one at a time. */
  String command(String command) {
    return process.command(command);
  }

  /** How many lines of its log contain a text. */
  long logged(String text) throws IOException {
    try (var lines = Files.lines(folder.resolve("server.log"))) {
      return lines.filter(line -> line.contains(text)).count();
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
