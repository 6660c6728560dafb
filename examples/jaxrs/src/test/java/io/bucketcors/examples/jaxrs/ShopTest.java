package io.bucketcors.examples.jaxrs;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The shop as its main class starts it. */
@TestInstance(Lifecycle.PER_CLASS)
class ShopTest {
  private final ShopServer shop;
  private final ShopChecks checks;

  ShopTest() throws Exception {
    shop = new ShopServer(0);
    checks = new ShopChecks(shop.address());
  }

  @AfterAll
  void stop() throws Exception {
    shop.close();
  }

  @Test
  void letsEverybodyReadTheCatalogue() throws Exception {
    checks.everybodyReadsTheCatalogue();
  }

  @Test
  void letsShopPagesPlaceOrders() throws Exception {
    checks.shopPagesPlaceOrders();
  }

  @Test
  void letsTheBackOfficeReadTheReportOnly() throws Exception {
    checks.theBackOfficeReadsTheReportOnly();
  }
}
