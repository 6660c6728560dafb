package io.bucketcors.jaxrs;

import io.bucketcors.CorsDecision;
import org.jspecify.annotations.Nullable;

/** The server's own request and response, where they can be reached past the API of JAX-RS. */
interface ServerExchange {
  /** The method that was sent; null where nobody can say. */
  @Nullable String method();

  /** The path that was sent, with its escapes; null where nobody can say. */
  @Nullable String rawPath();

  /**
   * Takes away what the app wrote into policy headers past JAX-RS.
   *
   * @return the name of one that was there, or null
   */
  @Nullable String dropPolicyHeaders();

  /** Takes them away again, unless all that is there is the origin that was allowed. */
  void keepOnly(@Nullable Object allowedOrigin);

  /**
   * Sends a decision as the answer at once, so that nothing that comes later can change it.
   *
   * @return whether it was sent
   */
  boolean send(CorsDecision decision, RequestState state, byte @Nullable [] body);
}
