/** Readers against any bytes at all. */
@NullMarked
package io.bucketcors.fuzz;

import org.jspecify.annotations.NullMarked;
