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
final class EmbeddedStack extends Stack {
  private static final String PACKAGE = "io.bucketcors.conformance.jaxrs.";

  private final String[] names;
  private final URLClassLoader loader;
  private final AutoCloseable launcher;
  private final int port;

  private EmbeddedStack(String[] names, URLClassLoader loader, AutoCloseable launcher, int port) {
    this.names = names;
    this.loader = loader;
    this.launcher = launcher;
    this.port = port;
  }

  /**
   * Starts a stack with every application of the suite, or with some alone.
   *
   * @param implementation a folder of this module's neighbours, such as {@code jersey-3}
   * @param container another, such as {@code jetty}
   * @param applications the names of classes, each of which then answers at its simple name
   */
  static EmbeddedStack start(String implementation, String container, String... applications)
      throws Exception {
    List<URL> urls = new ArrayList<>();
    urls.addAll(jars(container));
    urls.addAll(jars(implementation));
    for (String part : List.of("cors-core", "cors-jaxrs", "cors-servlet")) {
      urls.add(url(Path.of("../../..", part, "target/classes")));
    }
    urls.add(url(Path.of("target/classes")));
    URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    String kind = implementation.substring(0, implementation.indexOf('-')).toUpperCase(Locale.ROOT);
    AutoCloseable launcher = launcher(loader);
    String[] stack = {kind, container};
    int port = launch(loader, launcher, stack, applications);
    return new EmbeddedStack(stack, loader, launcher, port);
  }

  @Override
  void startAndEnd(String application) throws Exception {
    try (AutoCloseable alone = launcher(loader)) {
      launch(loader, alone, names, "BucketsApplication$" + application);
    }
  }

  private static AutoCloseable launcher(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> type = loader.loadClass(PACKAGE + "Launcher");
    return (AutoCloseable) type.getConstructor().newInstance();
  }

  @SuppressWarnings("unchecked")
  private static int launch(
      ClassLoader loader, AutoCloseable launcher, String[] stack, String... applications) {
    String[] names =
        Stream.concat(Stream.of(stack), Stream.of(applications).map(PACKAGE::concat))
            .toArray(String[]::new);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return ((Function<String[], Integer>) launcher).apply(names);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static List<URL> jars(String neighbour) throws IOException {
    Path folder = Path.of("..", neighbour, "target/lib");
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().map(EmbeddedStack::url).toList();
    }
  }

  private static URL url(Path path) {
    try {
      return path.toAbsolutePath().normalize().toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  Address at(String context) {
    return new Address(port, context);
  }

  @Override
  public void close() throws Exception {
    launcher.close();
    loader.close();
  }
}
