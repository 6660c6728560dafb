/** Whole application servers, started as processes. */
@NullMarked
package io.bucketcors.conformance.servers;

import org.jspecify.annotations.NullMarked;
