/** The suite against processes that Quarkus built. */
@NullMarked
package io.bucketcors.conformance.quarkus;

import org.jspecify.annotations.NullMarked;
