package io.bucketcors.conformance.jaxrs;

import io.bucketcors.servlet.CorsFilter;
import jakarta.servlet.Filter;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way in from the suite, which lives in another class loader: JDK types only.
 *
 * <p>Takes the names of an implementation and a container, returns the port; given {@code null}
 * text, ends what it started.
 */
public final class Launcher implements Function<String[], Integer>, AutoCloseable {
  private @Nullable Container container;

  /** Starts {@code [implementation, container]} with every application of the suite. */
  @Override
  public Integer apply(String[] names) {
    Implementation implementation = Implementation.valueOf(names[0]);
    try {
      container = Container.start(names[1], deployments(implementation));
      return container.port();
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static List<Deployment> deployments(Implementation implementation) {
    return List.of(
        deployment(implementation, "/plain", PlainApplication.class, null),
        deployment(
            implementation,
            "/filtered",
            PlainApplication.class,
            new CorsFilter(SuiteRules.source())));
  }

  private static Deployment deployment(
      Implementation implementation,
      String context,
      Class<?> application,
      @Nullable Filter filter) {
    return new Deployment(
        context,
        "/api",
        implementation.servlet(),
        implementation.initParameters(application.getName(), "/api"),
        filter);
  }

  @Override
  public void close() throws Exception {
    if (container != null) {
      container.close();
    }
  }
}
