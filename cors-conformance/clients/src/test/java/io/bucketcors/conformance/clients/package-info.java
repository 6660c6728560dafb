/** Clients that nobody here wrote, against the bucket of the example. */
@NullMarked
package io.bucketcors.conformance.clients;

import org.jspecify.annotations.NullMarked;
