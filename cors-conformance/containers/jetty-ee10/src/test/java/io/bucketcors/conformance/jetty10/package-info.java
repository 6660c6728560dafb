/** Jetty 12.1 ee10. */
@NullMarked
package io.bucketcors.conformance.jetty10;

import org.jspecify.annotations.NullMarked;
