package io.bucketcors.servlet.auto;

import io.bucketcors.config.CorsPolicySources;
import io.bucketcors.servlet.CorsFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Registers {@link CorsFilter} before all other filters of a web app for which {@code bucketcors.}
 * properties are configured: as context parameters, as system properties or in the environment of
 * the server, or in a {@code META-INF/microprofile-config.properties} that the app sees. Without
 * any it does nothing. {@code bucketcors.auto.contexts} limits it to some context paths.
 *
 * <p>Found by the container in the lib folder of a server or of an app. What it finds wrong keeps
 * the app from starting, as with a filter in {@code web.xml}.
 */
public final class CorsInitializer implements ServletContainerInitializer {
  private static final Logger LOG = System.getLogger("io.bucketcors.servlet");

  /** The name under which the filter is registered. */
  static final String FILTER = "bucketcors-auto";

  private static final String PREFIX = "bucketcors.";

  @Override
  public void onStartup(@Nullable Set<Class<?>> none, ServletContext context) {
    Map<String, String> parameters = parameters(context);
    if (!Contexts.of(context).include(context.getContextPath())
        || !isConfigured(parameters, context)) {
      return;
    }
    String known = filterOfTheApp(context);
    if (known != null) {
      LOG.log(
          Level.INFO,
          "{0} registers CorsFilter itself, as {1}: none is added.",
          path(context),
          known);
      return;
    }
    FilterRegistration.Dynamic filter = context.addFilter(FILTER, new CorsFilter());
    if (filter == null) {
      return; // The container found this class twice.
    }
    filter.setInitParameters(parameters);
    filter.setAsyncSupported(true);
    // Before those of web.xml, which are mapped already.
    filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
  }

  /** Whether there is anything that a filter would read. */
  private static boolean isConfigured(Map<String, String> parameters, ServletContext context) {
    return CorsPolicySources.builder()
        .settings(parameters, "context parameters")
        .classLoader(context.getClassLoader())
        .isConfigured();
  }

  private static Map<String, String> parameters(ServletContext context) {
    Map<String, String> parameters = new HashMap<>();
    for (String name : Collections.list(context.getInitParameterNames())) {
      if (name.startsWith(PREFIX) && !name.equals(Contexts.KEY)) {
        parameters.put(name, context.getInitParameter(name));
      }
    }
    return parameters;
  }

  /** By the name of the class: the app may have one of its own, from its own jar. */
  private static @Nullable String filterOfTheApp(ServletContext context) {
    for (FilterRegistration filter : context.getFilterRegistrations().values()) {
      if (CorsFilter.class.getName().equals(filter.getClassName())) {
        return filter.getName();
      }
    }
    return null;
  }

  private static String path(ServletContext context) {
    String path = context.getContextPath();
    return path.isEmpty() ? "/" : path;
  }
}
