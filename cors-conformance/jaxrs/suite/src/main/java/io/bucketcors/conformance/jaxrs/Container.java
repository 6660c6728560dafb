package io.bucketcors.conformance.jaxrs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A servlet container that runs in this process. */
interface Container extends AutoCloseable {

  /** The loopback port. */
  int port();

  @Override
  void close() throws Exception;

  /** A folder from which the container's own servlet serves {@code /static/file.txt}. */
  static Path files() throws IOException {
    Path folder = Path.of("target", "files").toAbsolutePath();
    Files.writeString(
        Files.createDirectories(folder.resolve("static")).resolve("file.txt"), "a file");
    return folder;
  }

  /** Starts deployments on a free loopback port; throws what a deployment fails with. */
  static Container start(String name, List<Deployment> deployments) throws Exception {
    return switch (name) {
      case "jetty" -> new JettyContainer(deployments);
      case "tomcat" -> new TomcatContainer(deployments);
      case "undertow" -> new UndertowContainer(deployments);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
