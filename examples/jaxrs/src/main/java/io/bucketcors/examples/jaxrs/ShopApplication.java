package io.bucketcors.examples.jaxrs;

import io.bucketcors.jaxrs.CorsFeature;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The application. The feature is one more class of it; its rules are in the configuration. */
// Not final: with CDI, Open Liberty stands a proxy before it.
@ApplicationPath("/api")
public class ShopApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(Catalogue.class, Orders.class, CorsFeature.class);
  }
}
