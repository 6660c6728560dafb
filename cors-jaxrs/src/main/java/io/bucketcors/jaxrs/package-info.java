/**
 * CORS for Jakarta RESTful Web Services: {@link io.bucketcors.jaxrs.CorsFeature} answers preflights
 * before anything else and puts the headers of the decision on every other response.
 */
@NullMarked
package io.bucketcors.jaxrs;

import org.jspecify.annotations.NullMarked;
