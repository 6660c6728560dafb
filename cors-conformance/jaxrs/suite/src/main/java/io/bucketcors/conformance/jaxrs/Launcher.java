package io.bucketcors.conformance.jaxrs;

import io.bucketcors.servlet.CorsFilter;
import jakarta.servlet.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /**
   * Starts {@code [implementation, container]} with every application of the suite, or {@code
   * [implementation, container, applications…]} with those alone, each at its simple name.
   */
  @Override
  public Integer apply(String[] names) {
    Implementation implementation = Implementation.valueOf(names[0]);
    try {
      List<Deployment> deployments = new ArrayList<>();
      for (String application : List.of(names).subList(2, names.length)) {
        deployments.add(alone(implementation, Class.forName(application)));
      }
      if (deployments.isEmpty()) {
        deployments.addAll(deployments(implementation));
      }
      container = Container.start(names[1], deployments);
      return container.port();
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static List<Deployment> deployments(Implementation implementation)
      throws ReflectiveOperationException {
    Class<?> buckets =
        implementation == Implementation.CXF
            ? BucketsApplication.class
            : BucketsApplication.WithLocator.class;
    List<Deployment> deployments = new ArrayList<>();
    if (implementation == Implementation.RESTEASY) {
      deployments.add(
          new Deployment(
              "/dispatched",
              "/beside",
              BesideServlets.Neighbour.class.getName(),
              Map.of(),
              new BesideServlets(
                  implementation.initParameters(PlainApplication.class.getName(), "/api"))));
    }
    deployments.addAll(
        List.of(
            deployment(implementation, "/broken", BucketsApplication.WithFaults.class, null),
            deployment(implementation, "/buckets", buckets, null),
            deployment(
                implementation,
                "/overridden",
                BucketsApplication.class,
                new CorsFilter(SuiteRules.named())),
            deployment(implementation, "/plain", PlainApplication.class, null),
            deployment(implementation, "/my l\u00e4den", PlainApplication.class, null),
            deployment(
                implementation,
                "/filtered",
                PlainApplication.class,
                new CorsFilter(SuiteRules.source()))));
    return deployments;
  }

  private static Deployment alone(Implementation implementation, Class<?> application)
      throws ReflectiveOperationException {
    Filter filter =
        Filtered.class.isAssignableFrom(application)
            ? ((Filtered) application.getConstructor().newInstance()).filter()
            : null;
    return deployment(implementation, "/" + application.getSimpleName(), application, filter);
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
