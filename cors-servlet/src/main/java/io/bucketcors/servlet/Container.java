package io.bucketcors.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The container that a filter runs in, as far as it makes a difference. It is told by its classes:
 * administrators change what {@code getServerInfo()} says.
 */
enum Container {
  /** Keeps headers when an exception comes through, but takes {@code Vary} off every error. */
  JETTY(true),
  /** Tomcat and TomEE keep headers when an exception comes through. */
  TOMCAT(true),
  /** So does Liberty. Its file servlet says 404 by an exception, which must not become a 500. */
  LIBERTY(true),
  /** Loses headers when an exception comes through. WildFly and Quarkus have it inside. */
  UNDERTOW(false),
  /** Payara, GlassFish and those that nobody has tried here: taken to lose headers. */
  OTHER(false);

  private static final String CATALINA = "org.apache.catalina.";

  private final boolean keepsHeaders;

  Container(boolean keepsHeaders) {
    this.keepsHeaders = keepsHeaders;
  }

  /** Whether the headers already set are on what the container makes of an exception. */
  boolean keepsHeaders() {
    return keepsHeaders;
  }

  /** The container of an exchange, whatever other filters have wrapped around its objects. */
  static Container of(HttpServletRequest request, ServletResponse response) {
    Container container = of(innermost(request));
    if (container == OTHER) {
      container = of(innermost(response));
    }
    ServletContext context = request.getServletContext();
    return container == OTHER && context != null ? of(context) : container;
  }

  private static Container of(Object part) {
    for (Class<?> type = part.getClass(); type != null; type = type.getSuperclass()) {
      String name = type.getName();
      if (name.startsWith("org.eclipse.jetty.")) {
        return JETTY;
      }
      if (name.startsWith(CATALINA)) {
        return isTomcat(type) ? TOMCAT : OTHER;
      }
      if (name.startsWith("com.ibm.ws") || name.startsWith("io.openliberty.")) {
        return LIBERTY;
      }
      if (name.startsWith("io.undertow.")) {
        return UNDERTOW;
      }
    }
    return OTHER;
  }

  /** Payara and GlassFish have a Catalina of their own, which clears headers, without Coyote. */
  private static boolean isTomcat(Class<?> catalina) {
    try {
      Class.forName("org.apache.coyote.Request", false, catalina.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError other) {
      return false;
    }
  }

  /** The request that the container made. */
  static ServletRequest innermost(ServletRequest request) {
    ServletRequest at = request;
    while (at instanceof ServletRequestWrapper wrapper) {
      at = wrapper.getRequest();
    }
    return at;
  }

  /** The response that the container made. */
  static ServletResponse innermost(ServletResponse response) {
    ServletResponse at = response;
    while (at instanceof ServletResponseWrapper wrapper) {
      at = wrapper.getResponse();
    }
    return at;
  }
}
