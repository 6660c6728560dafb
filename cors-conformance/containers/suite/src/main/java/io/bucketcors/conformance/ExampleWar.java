package io.bucketcors.conformance;

import java.nio.file.Files;
import java.nio.file.Path;

/** A WAR of {@code examples}, as it was packaged before these tests. */
public enum ExampleWar {
  /** The filter in {@code web.xml}. */
  WEBXML("webxml", "", "/test.txt"),
  /** Buckets by annotation; packaged once more without what application servers bring. */
  JAXRS("jaxrs", "-ee", "/api/catalogue");

  private final String folder;
  private final String forServers;
  private final String ready;

  ExampleWar(String folder, String forServers, String ready) {
    this.folder = folder;
    this.forServers = forServers;
    this.ready = ready;
  }

  /** The module that it is made of. */
  public String module() {
    return "examples/" + folder;
  }

  /** The WAR for a container that brings servlets and nothing else. */
  public Path file() {
    return packaged("");
  }

  /** The WAR for a server that brings JAX-RS and MicroProfile Config. */
  public Path fileForServers() {
    return packaged(forServers);
  }

  /** Where it goes on a server that has other apps too. */
  public String contextPath() {
    return "/" + folder;
  }

  /** A path in it that answers 200. */
  public String ready() {
    return ready;
  }

  private Path packaged(String classifier) {
    Path target = Path.of(System.getProperty("examples"), folder, "target");
    Path file = target.resolve("bucketcors-example-" + folder + classifier + ".war");
    if (!Files.exists(file)) {
      throw new IllegalStateException("not packaged yet: " + file);
    }
    return file;
  }
}
