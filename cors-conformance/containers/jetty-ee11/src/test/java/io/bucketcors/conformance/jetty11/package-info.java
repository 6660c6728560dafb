/** Jetty 12.1 ee11. */
@NullMarked
package io.bucketcors.conformance.jetty11;

import org.jspecify.annotations.NullMarked;
