/** The app that the suite runs: one servlet that does whatever it is asked to do. */
@NullMarked
package io.bucketcors.conformance.app;

import org.jspecify.annotations.NullMarked;
