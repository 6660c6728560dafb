package org.jboss.resteasy.reactive.server.spi;

/** As Quarkus REST has it, as far as the feature uses it. */
public interface ServerRequestContext {
  ServerHttpResponse serverResponse();
}
