/** The servlet filter. */
module io.bucketcors.servlet {
  exports io.bucketcors.servlet;

  requires transitive io.bucketcors.core;
  requires transitive jakarta.servlet;
  requires static org.jspecify;
}
