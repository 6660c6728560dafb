/** Undertow 2.3. */
@NullMarked
package io.bucketcors.conformance.undertow;

import org.jspecify.annotations.NullMarked;
