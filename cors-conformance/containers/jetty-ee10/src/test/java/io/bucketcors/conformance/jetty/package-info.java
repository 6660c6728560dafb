/** Jetty 12.1. */
@NullMarked
package io.bucketcors.conformance.jetty;

import org.jspecify.annotations.NullMarked;
