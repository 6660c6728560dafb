/**
 * Real browsers against the Fetch standard: what a page is told and what goes over the wire, for
 * each of thousands of combinations, is what two models written from the standard say. The models
 * share nothing with the library.
 */
@NullMarked
package io.bucketcors.conformance.matrix;

import org.jspecify.annotations.NullMarked;
