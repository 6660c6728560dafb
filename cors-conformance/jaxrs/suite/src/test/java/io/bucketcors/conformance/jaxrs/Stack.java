package io.bucketcors.conformance.jaxrs;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** One implementation on one container, in a class loader that sees nothing else. */
final class Stack implements AutoCloseable {
  private final String name;
  private final URLClassLoader loader;
  private final AutoCloseable launcher;
  private final int port;

  private Stack(String name, URLClassLoader loader, AutoCloseable launcher, int port) {
    this.name = name;
    this.loader = loader;
    this.launcher = launcher;
    this.port = port;
  }

  /**
   * Starts a stack.
   *
   * @param implementation a folder of this module's neighbours, such as {@code jersey-3}
   * @param container another, such as {@code jetty}
   */
  @SuppressWarnings("unchecked")
  static Stack start(String implementation, String container) throws Exception {
    List<URL> urls = new ArrayList<>();
    urls.addAll(jars(container));
    urls.addAll(jars(implementation));
    for (String part : List.of("cors-core", "cors-jaxrs", "cors-servlet")) {
      urls.add(url(Path.of("../../..", part, "target/classes")));
    }
    urls.add(url(Path.of("target/classes")));
    URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Object launcher =
          loader
              .loadClass("io.bucketcors.conformance.jaxrs.Launcher")
              .getConstructor()
              .newInstance();
      String kind = implementation.substring(0, implementation.indexOf('-'));
      Integer port =
          ((Function<String[], Integer>) launcher)
              .apply(new String[] {kind.toUpperCase(Locale.ROOT), container});
      return new Stack(implementation + " " + container, loader, (AutoCloseable) launcher, port);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static List<URL> jars(String neighbour) throws IOException {
    Path folder = Path.of("..", neighbour, "target/lib");
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().map(Stack::url).toList();
    }
  }

  private static URL url(Path path) {
    try {
      return path.toAbsolutePath().normalize().toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  int port() {
    return port;
  }

  @Override
  public void close() throws Exception {
    launcher.close();
    loader.close();
  }

  @Override
  public String toString() {
    return name;
  }
}
