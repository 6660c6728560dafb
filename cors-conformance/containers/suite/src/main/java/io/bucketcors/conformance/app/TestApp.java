package io.bucketcors.conformance.app;

import io.bucketcors.CorsPolicySource;
import io.bucketcors.config.CorsPolicySources;
import io.bucketcors.servlet.CorsFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.HttpConstraintElement;
import jakarta.servlet.HttpMethodConstraintElement;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletSecurityElement;
import jakarta.servlet.annotation.ServletSecurity.TransportGuarantee;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is deployed: the filter first, then filters and a servlet that behave as requests ask.
 *
 * @param settings the rules; null registers the filter by class name with {@code initParameters}
 * @param initParameters of a filter registered by class name
 * @param errorPages whether there are pages for status 500 and for {@link PageException}
 * @param asyncSupported whether the filter is registered with async support
 */
public record TestApp(
    @Nullable Map<String, String> settings,
    Map<String, String> initParameters,
    boolean errorPages,
    boolean asyncSupported)
    implements ServletContainerInitializer {
  public static final String STATUS_PAGE = "/page/status";
  public static final String EXCEPTION_PAGE = "/page/exception";
  public static final String ROLE = "user";
  public static final String USER = "ann";
  public static final String PASSWORD = "secret";

  private static final EnumSet<DispatcherType> DISPATCHERS =
      EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);

  /** An app with the suite's rules. */
  public static TestApp withErrorPages(boolean errorPages) {
    return new TestApp(rules(), Map.of(), errorPages, true);
  }

  /** An app whose filter is configured by init parameters alone. */
  public static TestApp configuredBy(Map<String, String> initParameters) {
    return new TestApp(null, initParameters, false, true);
  }

  /** One app is at the root and the other is not, so that both are tested. */
  public String contextPath() {
    return errorPages ? "/app" : "";
  }

  private static Map<String, String> rules() {
    Map<String, String> rules = new TreeMap<>();
    rule(
        rules, "bucketcors.", "https://app.example", "GET,HEAD,POST,PUT", "X-Custom,Authorization");
    rules.put("bucketcors.rules[0].expose-headers", "ETag");
    rules.put("bucketcors.rules[0].max-age-seconds", "600");
    rules.put("bucketcors.rules[0].allow-credentials", "true");
    rule(rules, "bucketcors.buckets.api.", "https://partner.example", "GET", "");
    rules.put("bucketcors.buckets.api.paths", "/api/*");
    rule(rules, "bucketcors.buckets.open.", "*", "GET", "*");
    rules.put("bucketcors.buckets.open.paths", "/open/*");
    rules.put("bucketcors.buckets.free.paths", "/free/*");
    rule(rules, "bucketcors.buckets.store.", "https://app.example", "GET", "*");
    rules.put("bucketcors.buckets.store.dialect", "s3");
    rules.put("bucketcors.buckets.store.paths", "/store/*");
    return rules;
  }

  private static void rule(
      Map<String, String> rules, String prefix, String origins, String methods, String headers) {
    rules.put(prefix + "rules[0].allowed-origins", origins);
    rules.put(prefix + "rules[0].allowed-methods", methods);
    rules.put(prefix + "rules[0].allowed-headers", headers);
  }

  @Override
  public void onStartup(Set<Class<?>> ignored, ServletContext context) {
    filter(context, "outer", new OuterFilter(), List.of("/outer/*"));
    if (settings == null) {
      FilterRegistration.Dynamic cors = context.addFilter("cors", CorsFilter.class.getName());
      cors.setInitParameters(initParameters);
      map(cors, asyncSupported, List.of("/*"));
    } else {
      CorsPolicySource source = CorsPolicySources.of(settings);
      map(context.addFilter("cors", new CorsFilter(source)), asyncSupported, List.of("/*"));
      filter(context, "again", new CorsFilter(source), List.of("/twice/*"));
    }
    filter(context, "guard", new GuardFilter(), List.of("/guard/*"));
    servlet(context, "pages", new ErrorPageServlet(), List.of("/page/*"));
    servlet(
        context,
        "behaviour",
        new BehaviourServlet(),
        List.of(
            "/do/*",
            "/outer/*",
            "/twice/*",
            "/guard/*",
            "/api/*",
            "/apix",
            "/open/*",
            "/free/*",
            "/store/*"));
    secured(context, "closed", "/closed/*", false);
    secured(context, "secured", "/secured/*", true);
  }

  private static void secured(
      ServletContext context, String name, String path, boolean preflightOmitted) {
    ServletRegistration.Dynamic servlet =
        servlet(context, name, new BehaviourServlet(), List.of(path));
    HttpConstraintElement user = new HttpConstraintElement(TransportGuarantee.NONE, ROLE);
    servlet.setServletSecurity(
        preflightOmitted
            ? new ServletSecurityElement(user, List.of(new HttpMethodConstraintElement("OPTIONS")))
            : new ServletSecurityElement(user));
  }

  private static void filter(
      ServletContext context, String name, Filter filter, List<String> patterns) {
    map(context.addFilter(name, filter), true, patterns);
  }

  private static void map(
      FilterRegistration.Dynamic filter, boolean asyncSupported, List<String> patterns) {
    filter.setAsyncSupported(asyncSupported);
    filter.addMappingForUrlPatterns(DISPATCHERS, true, patterns.toArray(String[]::new));
  }

  private static ServletRegistration.Dynamic servlet(
      ServletContext context, String name, jakarta.servlet.Servlet servlet, List<String> patterns) {
    ServletRegistration.Dynamic registration = context.addServlet(name, servlet);
    registration.setAsyncSupported(true);
    registration.addMapping(patterns.toArray(String[]::new));
    return registration;
  }
}
