/** Starts Node, whose tests drive both browsers. */
@NullMarked
package io.bucketcors.conformance.console;

import org.jspecify.annotations.NullMarked;
