package org.jboss.resteasy.reactive.server.spi;

import org.jspecify.annotations.Nullable;

/** As Quarkus REST has it, as far as the feature uses it. */
public interface ServerHttpResponse {
  @Nullable String getResponseHeader(String name);

  ServerHttpResponse setResponseHeader(CharSequence name, CharSequence value);

  void removeResponseHeader(String name);
}
