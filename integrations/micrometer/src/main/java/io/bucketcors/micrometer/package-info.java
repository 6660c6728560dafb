/** Metrics of CORS rules in Micrometer. */
@NullMarked
package io.bucketcors.micrometer;

import org.jspecify.annotations.NullMarked;
