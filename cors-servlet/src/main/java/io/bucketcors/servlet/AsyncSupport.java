package io.bucketcors.servlet;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Finds what on the way of a request was registered without async support. Registrations do not
 * tell whether they have it, so where several are on the way all are named.
 */
final class AsyncSupport {
  private AsyncSupport() {}

  /**
   * A sentence that names what may lack async support.
   *
   * @param supportedSoFar whether this filter and all before it have it
   */
  static String whatIsMissing(HttpServletRequest request, boolean supportedSoFar) {
    String servlet = request.getHttpServletMapping().getServletName();
    List<String> suspects = new ArrayList<>();
    ServletContext context = request.getServletContext();
    if (context != null) {
      for (FilterRegistration filter : context.getFilterRegistrations().values()) {
        boolean ours = CorsFilter.class.getName().equals(filter.getClassName());
        if (!(ours && supportedSoFar) && isOnTheWay(filter, request, servlet)) {
          suspects.add("filter " + filter.getName());
        }
      }
    }
    suspects.add(servlet == null || servlet.isEmpty() ? "the servlet" : "servlet " + servlet);
    return "startAsync() fails in the application because "
        + (suspects.size() == 1 ? suspects.get(0) : "one of " + String.join(", ", suspects))
        + " is registered without async support. Add <async-supported>true</async-supported> to"
        + " its <filter> or <servlet>, or call setAsyncSupported(true).";
  }

  private static boolean isOnTheWay(
      FilterRegistration filter, HttpServletRequest request, String servlet) {
    String path = request.getServletPath();
    String rest = request.getPathInfo();
    return matches(filter.getUrlPatternMappings(), rest == null ? path : path + rest)
        || filter.getServletNameMappings().contains(servlet)
        || filter.getServletNameMappings().contains("*");
  }

  /** The patterns of Servlet 6.0, section 12.2. */
  private static boolean matches(Collection<String> patterns, String path) {
    for (String pattern : patterns) {
      boolean prefix = pattern.endsWith("/*");
      String fixed = prefix ? pattern.substring(0, pattern.length() - 2) : pattern;
      if (path.equals(fixed)
          || (prefix && path.startsWith(fixed + "/"))
          || (pattern.startsWith("*.") && path.endsWith(pattern.substring(1)))) {
        return true;
      }
    }
    return false;
  }
}
