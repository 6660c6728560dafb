/** An application of named modules only: Jetty with the filter, Jersey with the feature. */
module io.bucketcors.conformance.modules {
  exports io.bucketcors.conformance.modules;

  requires io.bucketcors.core;
  requires io.bucketcors.jaxrs;
  requires io.bucketcors.servlet;
  // Of these three Jersey, which has no descriptors, cannot say that it needs them.
  requires jakarta.annotation;
  requires jakarta.inject;
  requires jakarta.validation;
  requires jakarta.servlet;
  requires jakarta.ws.rs;
  requires static org.jspecify;
  requires org.eclipse.jetty.ee10.servlet;
  requires org.eclipse.jetty.server;
  requires jersey.common;
  requires jersey.container.servlet.core;
  requires jersey.server;
}
