package org.jboss.resteasy.reactive.server.spi;

/** The request context of Quarkus REST, as far as the feature uses it. */
public interface HasServerRequestContext {
  ServerRequestContext getServerRequestContext();
}
