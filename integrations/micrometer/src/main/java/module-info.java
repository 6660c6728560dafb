/** Metrics of CORS rules in Micrometer. */
module io.bucketcors.micrometer {
  exports io.bucketcors.micrometer;

  requires transitive io.bucketcors.core;
  requires transitive micrometer.core;
  requires static org.jspecify;

  provides io.bucketcors.CorsListener with
      io.bucketcors.micrometer.MicrometerCorsListener;
}
