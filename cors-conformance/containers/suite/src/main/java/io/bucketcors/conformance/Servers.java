package io.bucketcors.conformance;

import io.bucketcors.conformance.app.TestApp;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The container under test and the apps started on it; all are stopped at the end of the run. */
public final class Servers implements AutoCloseable {
  private final Container container = ServiceLoader.load(Container.class).findFirst().orElseThrow();
  private final Table table = new Table(container.name());
  private final Map<TestApp, Container.Running> started = new HashMap<>();

  private Servers() {}

  public Container container() {
    return container;
  }

  /** The column of this container on this JDK. */
  public Table table() {
    return table;
  }

  /** The app without error pages, at the root. */
  public RawHttp plain() {
    return http(TestApp.withErrorPages(false));
  }

  /** The app with error pages, at {@code /app}. */
  public RawHttp paged() {
    return http(TestApp.withErrorPages(true));
  }

  /** An app, started when it is first asked for. */
  public RawHttp http(TestApp app) {
    return new RawHttp(port(app));
  }

  /** The port of an app, started when it is first asked for. */
  public synchronized int port(TestApp app) {
    Container.Running running = started.get(app);
    if (running == null) {
      try {
        running = container.start(app, false);
      } catch (Exception e) {
        throw new IllegalStateException("no start", e);
      }
      started.put(app, running);
    }
    return running.port();
  }

  @Override
  public void close() throws IOException {
    for (Container.Running running : started.values()) {
      running.close();
    }
    table.close();
  }

  /** Hands the one instance of the run to tests. */
  public static final class Extension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Servers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.GLOBAL)
          .getOrComputeIfAbsent(Servers.class, type -> new Servers(), Servers.class);
    }
  }
}
