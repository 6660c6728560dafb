package io.bucketcors.conformance.app;

import io.bucketcors.CorsPolicySource;
import io.bucketcors.config.CorsPolicySources;
import io.bucketcors.servlet.CorsFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.HttpConstraintElement;
import jakarta.servlet.HttpMethodConstraintElement;
import jakarta.servlet.MultipartConfigElement;
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
 * @param name of the app, and its context path but for the one at the root
 * @param settings the rules; null registers the filter by class name with {@code initParameters}
 * @param initParameters of a filter registered by class name
 * @param errorPages whether there are pages for status 500 and for {@link PageException}
 * @param asyncSupported whether the filter is registered with async support
 * @param formLogin whether the container asks for a user by FORM; by BASIC otherwise
 */
public record TestApp(
    String name,
    @Nullable Map<String, String> settings,
    Map<String, String> initParameters,
    boolean errorPages,
    boolean asyncSupported,
    boolean formLogin)
    implements ServletContainerInitializer {
  public static final String STATUS_PAGE = "/page/status";
  public static final String EXCEPTION_PAGE = "/page/exception";
  public static final String LOGIN_PAGE = "/page/login";
  public static final String ROLE = "user";
  public static final String USER = "ann";
  public static final String PASSWORD = "secret";

  /** In bytes, what {@code /upload} takes. */
  public static final int LARGEST_UPLOAD = 100;

  private static final String RELOAD = "bucketcors.reload-interval";
  private static final EnumSet<DispatcherType> DISPATCHERS =
      EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);

  /** The suite's rules, at the root; no error pages. */
  public static final TestApp PLAIN = new TestApp("plain", rules(), Map.of(), false, true, false);

  /** The suite's rules, below a context path; error pages. */
  public static final TestApp PAGED = new TestApp("app", rules(), Map.of(), true, true, false);

  /** The suite's rules; users log in on a page of the app. */
  public static final TestApp FORM = new TestApp("form", rules(), Map.of(), false, true, true);

  /** The filter by class name, with rules from its init parameters. */
  public static final TestApp INIT_PARAMETERS = configured("init-parameters", oneRule("PT0S"));

  /** The same with rules from a document. */
  public static final TestApp DOCUMENT =
      configured(
          "document",
          Map.of(
              "bucketcors.rules-location",
              "classpath:io/bucketcors/conformance/app/cors.xml",
              RELOAD,
              "PT0S"));

  /** The same with nothing. */
  public static final TestApp WITHOUT_RULES = configured("without-rules", Map.of());

  /** The same with rules that are refused. */
  public static final TestApp BAD_RULES =
      configured(
          "bad-rules",
          Map.of("bucketcors.rules[0].allowed-origins", "https://app.example/", RELOAD, "often"));

  /** The same with rules that are looked at again all the time. */
  public static final TestApp RELOADED = configured("reloaded", oneRule("PT1S"));

  /** All of them. */
  public static final List<TestApp> ALL =
      List.of(PLAIN, PAGED, FORM, INIT_PARAMETERS, DOCUMENT, WITHOUT_RULES, BAD_RULES, RELOADED);

  /** The app of that name. */
  public static TestApp named(String name) {
    return ALL.stream().filter(app -> app.name.equals(name)).findFirst().orElseThrow();
  }

  private static TestApp configured(String name, Map<String, String> initParameters) {
    return new TestApp(name, null, initParameters, false, true, false);
  }

  private static Map<String, String> oneRule(String reloadInterval) {
    return Map.of(
        "bucketcors.rules[0].allowed-origins",
        "https://app.example",
        "bucketcors.rules[0].allowed-methods",
        "GET",
        RELOAD,
        reloadInterval);
  }

  /** One app is at the root and the others are not, so that both are tested. */
  public String contextPath() {
    return name.equals("plain") ? "" : "/" + name;
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
    rule(rules, "bucketcors.buckets.methods.", "https://app.example", "*", "");
    rules.put("bucketcors.buckets.methods.paths", "/methods/*");
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
    if (settings == null) {
      FilterRegistration.Dynamic cors = context.addFilter("cors", CorsFilter.class.getName());
      cors.setInitParameters(initParameters);
      map(cors, asyncSupported, List.of("/*"));
    } else {
      CorsPolicySource source = CorsPolicySources.of(settings);
      map(context.addFilter("cors", new CorsFilter(source)), asyncSupported, List.of("/*"));
    }
    aroundTheFilter(context, true);
  }

  /**
   * Registers all but the filter itself, where that is registered in another way.
   *
   * @param constraints whether the container is told which paths are for users only
   */
  public void aroundTheFilter(ServletContext context, boolean constraints) {
    FilterRegistration.Dynamic outer = context.addFilter("outer", new OuterFilter());
    outer.setAsyncSupported(true);
    outer.addMappingForUrlPatterns(DISPATCHERS, false, "/outer/*");
    if (settings != null) {
      filter(context, "again", new CorsFilter(CorsPolicySources.of(settings)), List.of("/twice/*"));
    }
    filter(context, "guard", new GuardFilter(), List.of("/guard/*"));
    servlet(context, "probe", new ProbeServlet(), List.of("/probe/*"));
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
            "/methods/*",
            "/store/*"));
    servlet(context, "upload", new BehaviourServlet(), List.of("/upload/*"))
        .setMultipartConfig(new MultipartConfigElement("", -1, LARGEST_UPLOAD, 0));
    servlet(context, "closed", new BehaviourServlet(), List.of("/closed/*"))
        .setServletSecurity(security(constraints, false));
    servlet(context, "secured", new BehaviourServlet(), List.of("/secured/*"))
        .setServletSecurity(security(constraints, true));
  }

  private static ServletSecurityElement security(boolean constraints, boolean preflightOmitted) {
    if (!constraints) {
      return new ServletSecurityElement();
    }
    HttpConstraintElement user = new HttpConstraintElement(TransportGuarantee.NONE, ROLE);
    return preflightOmitted
        ? new ServletSecurityElement(user, List.of(new HttpMethodConstraintElement("OPTIONS")))
        : new ServletSecurityElement(user);
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
