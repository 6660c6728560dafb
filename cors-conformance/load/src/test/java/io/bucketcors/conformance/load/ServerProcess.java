package io.bucketcors.conformance.load;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@code LoadServer} in a JVM of its own, ended with the run whatever becomes of that. */
final class ServerProcess implements AutoCloseable {
  private static final int STOP_SECONDS = 20;
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

  private final Path folder;
  private final Process process;
  private final BufferedReader answers;
  private final Writer commands;
  private final int port;

  private ServerProcess(Path folder, Process process) throws IOException {
    this.folder = folder;
    this.process = process;
    answers = process.inputReader(StandardCharsets.UTF_8);
    commands = process.outputWriter(StandardCharsets.UTF_8);
    port = Integer.parseInt(answer());
  }

  /** Starts a server, which has no app yet. */
  static ServerProcess start(Settings settings, Path folder) throws IOException {
    Path logging = folder.resolve("logging.properties");
    Files.writeString(logging, LOGGING.formatted(folder.resolve("server.log")));
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
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
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(folder.resolve("server.err").toFile())
            .start();
    try {
      return new ServerProcess(folder, process);
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw new IOException("no start: " + Files.readString(folder.resolve("server.err")), e);
    }
  }

  int port() {
    return port;
  }

  /** Gives a command and returns the answer; one at a time. */
  synchronized String command(String command) throws IOException {
    commands.write(command + "\n");
    commands.flush();
    return answer();
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the server ended: " + Files.readString(folder.resolve("server.err")));
    }
    return line;
  }

  /** How many lines of its log contain a text. */
  long logged(String text) throws IOException {
    try (var lines = Files.lines(folder.resolve("server.log"))) {
      return lines.filter(line -> line.contains(text)).count();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      commands.close();
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }
}
