/** Metrics of CORS rules in OpenTelemetry. */
@NullMarked
package io.bucketcors.opentelemetry;

import org.jspecify.annotations.NullMarked;
