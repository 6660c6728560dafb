package io.bucketcors.conformance.jaxrs;

import java.util.Map;

/** How each implementation is mounted as a servlet, as its own documentation has it. */
public enum Implementation {
  JERSEY("org.glassfish.jersey.servlet.ServletContainer"),
  RESTEASY("org.jboss.resteasy.plugins.server.servlet.HttpServlet30Dispatcher"),
  CXF("org.apache.cxf.jaxrs.servlet.CXFNonSpringJaxrsServlet");

  private final String servlet;

  Implementation(String servlet) {
    this.servlet = servlet;
  }

  String servlet() {
    return servlet;
  }

  Map<String, String> initParameters(String application, String mountedAt) {
    return this == RESTEASY
        ? Map.of(
            "jakarta.ws.rs.Application", application, "resteasy.servlet.mapping.prefix", mountedAt)
        : Map.of("jakarta.ws.rs.Application", application);
  }
}
