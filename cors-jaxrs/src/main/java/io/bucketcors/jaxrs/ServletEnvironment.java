package io.bucketcors.jaxrs;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know where there is a servlet container. Only {@link CorsFeature} names this
 * class, and only after it has found the servlet API. What is injected stands in inner classes,
 * which no scanner takes for beans: Quarkus has none to inject where it runs without servlets.
 */
final class ServletEnvironment implements Supplier<String> {
  private static final System.Logger LOG = System.getLogger("io.bucketcors.jaxrs");
  private static final String FILTER = "io.bucketcors.servlet.CorsFilter";

  private volatile @Nullable ServletContext context;
  private final AtomicBoolean warned = new AtomicBoolean();
  private volatile boolean warningDue;
  private volatile @Nullable String path;

  /** The context path; empty before it is known. */
  @Override
  public String get() {
    String known = path;
    return known == null ? "" : known;
  }

  private void learn(@Nullable ServletContext known) {
    if (path == null && known != null) {
      try {
        path = known.getContextPath();
      } catch (RuntimeException noServlets) {
        // RESTEasy fills in a stand-in also where there are none, as on Quarkus.
        path = "";
        return;
      }
      context = known;
      if (warningDue) {
        warnWhereFilterDecides();
      }
    }
  }

  /** Also what has to come before: CXF fills in what it injects only while a filter runs. */
  @PreMatching
  private final class InjectedFilter extends CorsFilters.BeforeMatching
      implements ContainerResponseFilter {
    private final CorsFilters cors;
    @Context private @Nullable ServletContext injected;
    @Context private @Nullable HttpServletRequest request;
    @Context private @Nullable HttpServletResponse response;

    InjectedFilter(CorsFilters cors) {
      super(cors);
      this.cors = cors;
    }

    private void learn() {
      if (path == null) {
        ServletEnvironment.this.learn(injected);
        if (context != null && request != null && response != null) {
          cors.serveWith(new ServletExchange(request, response));
        }
      }
    }

    @Override
    public void filter(ContainerRequestContext here) {
      learn();
      super.filter(here);
    }

    @Override
    public void filter(ContainerRequestContext here, ContainerResponseContext answer) {
      learn();
    }
  }

  /** Jersey fills in the context of a feature before it does so for filters. */
  private final class InjectedFeature implements Feature {
    @Context private @Nullable ServletContext early;

    @Override
    public boolean configure(FeatureContext features) {
      if (context == null) {
        context = early;
      }
      return false;
    }
  }

  /** What to register, in front of the other filters on both ways. */
  Object filter(CorsFilters cors) {
    return new InjectedFilter(cors);
  }

  /** What to register besides. */
  Feature atStart() {
    return new InjectedFeature();
  }

  /** The resource classes that a server has found by scanning, where it tells. */
  Set<Class<?>> scannedClasses() {
    ServletContext known = context;
    return known == null ? Set.of() : ScannedClasses.of(known);
  }

  /** Called when a method names a bucket: at start, on CXF once more with the first request. */
  void warnWhereFilterDecides() {
    warningDue = true;
    if (hasFilter() && warned.compareAndSet(false, true)) {
      LOG.log(
          Level.WARNING,
          "The application has both @CorsBucket and {0}. The filter decides first, so the"
              + " annotation has no effect where the filter is mapped. Give those buckets paths, or"
              + " remove the filter.",
          FILTER);
    }
  }

  private boolean hasFilter() {
    ServletContext known = context;
    if (known == null) {
      return false;
    }
    try {
      return known.getFilterRegistrations().values().stream()
          .map(FilterRegistration::getClassName)
          .anyMatch(FILTER::equals);
    } catch (RuntimeException notNow) {
      // CXF's stand-in for the context throws while no request is there; some containers do too.
      return false;
    }
  }
}
