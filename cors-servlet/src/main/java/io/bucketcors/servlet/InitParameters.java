package io.bucketcors.servlet;

import io.bucketcors.CorsPolicySource;
import io.bucketcors.config.CorsPolicySources;
import io.bucketcors.monitor.CorsDeployment;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of a filter that was given none in code. */
final class InitParameters {
  private static final System.Logger LOG = System.getLogger("io.bucketcors.servlet");
  private static final String PREFIX = "bucketcors.";

  private InitParameters() {}

  /**
   * Rules from the init parameters, which count more, and MicroProfile Config.
   *
   * @throws io.bucketcors.CorsConfigurationException with every problem
   */
  static CorsPolicySource open(FilterConfig config) {
    Map<String, String> settings = new HashMap<>();
    for (String name : Collections.list(config.getInitParameterNames())) {
      if (name.startsWith(PREFIX)) {
        settings.put(name, config.getInitParameter(name));
      } else {
        LOG.log(
            Level.WARNING,
            "CorsFilter ignores the init-param {0}: it reads only names that start with " + PREFIX,
            name);
      }
    }
    CorsPolicySources.Builder sources =
        CorsPolicySources.builder()
            .settings(settings, "init-params of filter " + config.getFilterName());
    ServletContext context = config.getServletContext();
    // Without a container, in somebody's unit test for one, there is none.
    if (context != null) {
      sources.classLoader(context.getClassLoader());
    }
    return sources.build();
  }

  /** Puts a source to work in the app of a filter. */
  static CorsDeployment deploy(CorsPolicySource source, FilterConfig config) {
    ServletContext context = config.getServletContext();
    return CorsDeployment.start(
        source,
        path(context) + ", filter " + config.getFilterName(),
        context == null ? null : context.getClassLoader());
  }

  private static String path(@Nullable ServletContext context) {
    try {
      String path = context == null ? null : context.getContextPath();
      return path == null || path.isEmpty() ? "/" : path;
    } catch (RuntimeException e) {
      // Stand-ins of test kits may have none, and a name for people must not fail an app.
      return "/";
    }
  }
}
