/** What those who run an application see of its CORS rules. */
@NullMarked
package io.bucketcors.conformance.metrics;

import org.jspecify.annotations.NullMarked;
