/** Metrics of CORS rules in OpenTelemetry. */
module io.bucketcors.opentelemetry {
  exports io.bucketcors.opentelemetry;

  requires transitive io.bucketcors.core;
  requires transitive io.opentelemetry.api;
  requires static org.jspecify;

  provides io.bucketcors.CorsListener with
      io.bucketcors.opentelemetry.OpenTelemetryCorsListener;
}
