package io.bucketcors.conformance.suite;

import io.bucketcors.conformance.Container;
import io.bucketcors.conformance.ExampleWar;
import io.bucketcors.conformance.Servers;
import io.bucketcors.conformance.WarChecks;
import io.bucketcors.conformance.harness.RawHttp;
import io.bucketcors.examples.jaxrs.ShopChecks;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The WARs of the examples, unchanged; their rules are in a properties file. */
@ExtendWith(Servers.Extension.class)
class WarTest {

  @Test
  void answersLikeABucketWithoutJavaCode(Servers servers) throws Exception {
    deploy(
        servers,
        ExampleWar.WEBXML,
        app -> WarChecks.answersLikeItsBucket(new RawHttp(app.port()), app.contextPath()));
  }

  @Test
  void hasBucketsByAnnotation(Servers servers) throws Exception {
    deploy(
        servers,
        ExampleWar.JAXRS,
        app -> {
          String root = "http://127.0.0.1:" + app.port() + app.contextPath();
          ShopChecks shop = new ShopChecks(URI.create(root + "/api/"));
          shop.everybodyReadsTheCatalogue();
          shop.shopPagesPlaceOrders();
          shop.theBackOfficeReadsTheReportOnly();
        });
  }

  private static void deploy(Servers servers, ExampleWar war, Check check) throws Exception {
    String row = "the WAR of " + war.module();
    if (!servers.container().deploysWars()) {
      servers.table().cell(row, "nothing reads web.xml here; WildFly does");
      return;
    }
    try (Container.Running app = servers.container().deploy(war)) {
      check.of(app);
    }
    servers.table().cell(row, "works");
  }

  /** What a deployed WAR is held to. */
  private interface Check {
    void of(Container.Running app) throws Exception;
  }
}
