package io.bucketcors.conformance.servers;

import io.bucketcors.conformance.RawHttp;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A server of its own, ended with the test whatever becomes of that. */
final class ServerProcess implements AutoCloseable {
  private static final int START_SECONDS = 120;
  private static final int STOP_SECONDS = 20;
  private static final int OK = 200;

  private final Process process;
  private final RawHttp http;
  private final Path log;

  private ServerProcess(Process process, RawHttp http, Path log) {
    this.process = process;
    this.http = http;
    this.log = log;
  }

  /** Starts a command and waits until the WAR answers. */
  static ServerProcess start(Path folder, int port, List<String> command) throws Exception {
    Path log = folder.resolve("suite.log");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    ServerProcess server = new ServerProcess(builder.start(), new RawHttp(port), log);
    try {
      server.awaitAnswer();
    } catch (Exception | Error e) {
      server.close();
      throw e;
    }
    return server;
  }

  RawHttp http() {
    return http;
  }

  private void awaitAnswer() throws Exception {
    for (int i = 0; i < START_SECONDS; i++) {
      if (!process.isAlive()) {
        throw new IllegalStateException("the server ended: " + Files.readString(log));
      }
      try {
        if (http.send("GET /test.txt HTTP/1.1").status() == OK) {
          return;
        }
      } catch (UncheckedIOException notYet) {
        // Nothing listens yet.
      }
      TimeUnit.SECONDS.sleep(1);
    }
    throw new IllegalStateException("no answer: " + Files.readString(log));
  }

  @Override
  public void close() throws IOException {
    // Scripts start the JVM as a child; both are ours.
    List<ProcessHandle> children = process.descendants().toList();
    children.forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    children.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
  }

  /** A port that was free a moment ago. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Unpacks a distribution and returns the one folder in it; shell scripts can be run. */
  static Path unpack(Path zip, Path target) throws IOException {
    try (ZipFile archive = new ZipFile(zip.toFile())) {
      Enumeration<? extends ZipEntry> entries = archive.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
          throw new IOException("outside of the folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
          continue;
        }
        Files.createDirectories(file.getParent());
        try (InputStream in = archive.getInputStream(entry)) {
          Files.copy(in, file);
        }
        if (file.toString().endsWith(".sh") || !file.getFileName().toString().contains(".")) {
          file.toFile().setExecutable(true);
        }
      }
    }
    try (var folders = Files.list(target)) {
      return folders.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }
}
