/** CORS for Jakarta RESTful Web Services applications, by the rules of a bucket. */
module io.bucketcors.jaxrs {
  exports io.bucketcors.jaxrs;

  // Implementations create providers and fill their @Context fields by reflection.
  opens io.bucketcors.jaxrs;

  requires transitive io.bucketcors.core;
  requires transitive jakarta.ws.rs;
  requires static jakarta.servlet;
  requires static org.jspecify;
}
