package io.bucketcors.jaxrs;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The resource classes that a server has found by scanning. JAX-RS shows an application only what
 * it lists itself; but who scans for RESTEasy, as WildFly and Open Liberty do, writes the names
 * into a parameter, and so mistakes in all of them can be told at once.
 */
final class ScannedClasses {
  private static final System.Logger LOG = System.getLogger("io.bucketcors.jaxrs");
  private static final String PARAMETER = "resteasy.scanned.resources";

  private ScannedClasses() {}

  /** The classes, none where the server does not tell. */
  static Set<Class<?>> of(ServletContext context) {
    Set<Class<?>> classes = new HashSet<>();
    try {
      ClassLoader loader = context.getClassLoader();
      addNamed(context.getInitParameter(PARAMETER), loader, classes);
      for (ServletRegistration servlet : context.getServletRegistrations().values()) {
        addNamed(servlet.getInitParameter(PARAMETER), loader, classes);
      }
    } catch (RuntimeException notNow) {
      // CXF's stand-in for the context throws while no request is there; some containers do too.
      LOG.log(Level.DEBUG, "The servlet context does not say which classes were scanned", notNow);
    }
    return classes;
  }

  private static void addNamed(@Nullable String names, ClassLoader loader, Set<Class<?>> classes) {
    if (names == null) {
      return;
    }
    for (String name : names.split(",")) {
      try {
        classes.add(Class.forName(name.strip(), false, loader));
      } catch (ClassNotFoundException | LinkageError notHere) {
        // Then it is no resource here either.
      }
    }
  }
}
