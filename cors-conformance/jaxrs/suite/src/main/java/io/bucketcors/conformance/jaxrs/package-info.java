/** One application and one suite for every JAX-RS implementation and container. */
@NullMarked
package io.bucketcors.conformance.jaxrs;

import org.jspecify.annotations.NullMarked;
