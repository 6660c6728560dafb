/** Rules, the matcher that decides by them, and where rules come from. Knows no web API. */
module io.bucketcors.core {
  exports io.bucketcors;
  exports io.bucketcors.adapter;
  exports io.bucketcors.document;
  exports io.bucketcors.config;
  exports io.bucketcors.monitor;
  exports io.bucketcors.testing;

  uses io.bucketcors.CorsListener;

  requires static org.eclipse.microprofile.config;
  requires static jakarta.json;
  requires static org.jspecify;
  requires java.xml;
  requires static java.management;
  requires static jdk.jfr;
}
