package io.bucketcors.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.app.TestApp;
import io.bucketcors.conformance.harness.RawHttp;
import io.bucketcors.conformance.harness.RawResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The container under test and the apps started on it; all are stopped at the end of the run. */
public final class Servers implements AutoCloseable {
  /** The configuration parameter that names a container where there are several. */
  public static final String CONTAINER = "bucketcors.container";

  private final Container container;
  private final Table table;
  private final Map<TestApp, Container.Running> started = new HashMap<>();

  private Servers(Container container) {
    this.container = container;
    table = new Table(container.name());
  }

  private static Servers of(ExtensionContext context) {
    String name = context.getConfigurationParameter(CONTAINER).orElse("");
    return new Servers(
        ServiceLoader.load(Container.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(container -> name.isEmpty() || container.name().equals(name))
            .findFirst()
            .orElseThrow());
  }

  public Container container() {
    return container;
  }

  /** The column of this container on this JDK. */
  public Table table() {
    return table;
  }

  /** The app without error pages, at the root. */
  public RawHttp plain() {
    return http(TestApp.PLAIN);
  }

  /** The app with error pages, at {@code /app}. */
  public RawHttp paged() {
    return http(TestApp.PAGED);
  }

  /** What the app at the root tells from inside: {@code calls}, {@code log}, {@code threads}. */
  public List<String> probe(String what) {
    RawResponse answer = plain().send("GET /probe/" + what + " HTTP/1.0");
    assertThat(answer.status()).isEqualTo(200);
    return answer.body().lines().toList();
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
    container.close();
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
          .getOrComputeIfAbsent(Servers.class, type -> of(context), Servers.class);
    }
  }
}
