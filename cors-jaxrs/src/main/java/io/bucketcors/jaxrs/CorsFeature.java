package io.bucketcors.jaxrs;

import static java.util.Objects.requireNonNull;

import io.bucketcors.CorsPolicySource;
import io.bucketcors.config.CorsPolicySources;
import io.bucketcors.config.Reload;
import io.bucketcors.monitor.CorsDeployment;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a Jakarta RESTful Web Services application answer like a CORS-enabled bucket. Found by
 * scanning, or registered by hand: by class, or as an instance that was given its rules.
 *
 * <p>Preflights are answered before matching and before authentication, also for paths that no
 * resource has. Every other request reaches the app whatever was decided, since CORS is no access
 * control; its response carries the headers of the decision, whoever made it. Where the servlet
 * filter of this project has decided on a request already, the feature leaves it alone.
 *
 * <p>Some implementations call no response filter for an exception that nothing maps: Jersey and
 * CXF do so. Map it, or put the servlet filter beside the feature.
 *
 * <p>A request is judged as it was sent, whatever filters make of it: the feature's own filters are
 * the first on requests and the last on responses. Where there is a servlet container, preflights
 * are sent at once, so that no filter of the app can break them.
 *
 * <p>A request costs one small object under one property; deciding and writing allocate nothing.
 *
 * <p>Implementations create and configure a feature on one thread, at start. What it registers is
 * thread-safe.
 */
@Provider
// Not final: RESTEasy with CDI stands a proxy before every provider.
public class CorsFeature implements Feature {
  private final @Nullable CorsPolicySource given;
  private @Nullable Application application;

  /**
   * Takes its rules from MicroProfile Config when it is registered, and again when a request finds
   * the {@code reload-interval} over. No thread stands by: nothing tells a feature that its
   * application has ended.
   */
  public CorsFeature() {
    given = null;
  }

  /**
   * Takes its rules from a source that the caller closes, once the application has ended.
   *
   * @param source where the rules come from
   * @throws NullPointerException if the source is null
   */
  public CorsFeature(CorsPolicySource source) {
    given = requireNonNull(source, "source");
  }

  /**
   * Called by the implementation, so that mistakes in annotations are reported all at once. A
   * method, since Quarkus would take a field for an injection point of CDI and find two
   * applications for it; on this class, since CXF calls no other component.
   *
   * @param application the application that the feature is registered in; null where the
   *     implementation has none, and then mistakes are reported one by one
   */
  @Context
  public void setApplication(@Nullable Application application) {
    this.application = application;
  }

  /**
   * Registers the filters. A second feature in one application does nothing.
   *
   * @param context where to register them
   * @return whether this feature is the one that decides
   * @throws io.bucketcors.CorsConfigurationException with every problem, if the configuration is
   *     refused; the application then does not start
   * @throws NullPointerException if the context is null
   */
  @Override
  public boolean configure(FeatureContext context) {
    requireNonNull(context, "context");
    if (context.getConfiguration().isRegistered(CorsFilters.Matched.class)) {
      return false;
    }
    CorsPolicySource source =
        given == null ? CorsPolicySources.builder().reload(Reload.ON_DEMAND).build() : given;
    Application here = application;
    CorsDeployment.startForGood(
        source,
        here == null ? "JAX-RS" : "JAX-RS, " + here.getClass().getName(),
        Thread.currentThread().getContextClassLoader());
    int first = first(context);
    if (hasServletApi()) {
      ServletEnvironment servlets = new ServletEnvironment();
      context.register(servlets.atStart());
      CorsFilters cors = new CorsFilters(source, servlets);
      register(context, cors, servlets::scannedClasses, servlets::warnWhereFilterDecides);
      // Before the others on requests and on responses, which pass filters the other way round.
      context.register(
          servlets.filter(cors),
          Map.of(ContainerRequestFilter.class, first, ContainerResponseFilter.class, first + 3));
    } else {
      CorsFilters cors = new CorsFilters(source, RequestState.NO_CONTEXT_PATH);
      register(context, cors, Set::of, () -> {});
      context.register(new CorsFilters.BeforeMatching(cors), first);
    }
    return true;
  }

  private void register(
      FeatureContext context,
      CorsFilters cors,
      Supplier<Set<Class<?>>> scanned,
      Runnable whenBucketIsNamed) {
    Application here = application;
    int first = first(context);
    DynamicBinding binding =
        new DynamicBinding(cors, () -> classes(here, scanned.get()), whenBucketIsNamed, first + 1);
    binding.remember();
    context
        .register(binding)
        .register(new CorsFilters.Matched(cors), first + 2)
        .register(new CorsFilters.Answered(cors), first)
        .register(new HeadersInterceptor(cors), first);
  }

  /**
   * Before any filter of the app on requests and after any on responses, as far as priorities go.
   * Jersey takes what is not above 0 for no priority at all.
   */
  private static int first(FeatureContext context) {
    return context.getClass().getName().startsWith("org.glassfish.jersey.") ? 1 : -1_000_000_000;
  }

  private static Set<Class<?>> classes(@Nullable Application application, Set<Class<?>> scanned) {
    if (application == null) {
      return scanned;
    }
    Set<Class<?>> classes = new HashSet<>(scanned);
    classes.addAll(application.getClasses());
    classes.removeIf(type -> type == null);
    singletons(application).forEach(one -> classes.add(one.getClass()));
    return classes;
  }

  @SuppressWarnings("deprecation") // As long as applications may use them.
  private static Set<Object> singletons(Application application) {
    return application.getSingletons();
  }

  private static boolean hasServletApi() {
    try {
      Class.forName("jakarta.servlet.ServletContext", false, CorsFeature.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException noServlets) {
      return false;
    }
  }
}
