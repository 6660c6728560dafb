/** Requests and responses that cost next to nothing, written by hand as far as they are used. */
@NullMarked
package io.bucketcors.benchmarks.filter.fake;

import org.jspecify.annotations.NullMarked;
