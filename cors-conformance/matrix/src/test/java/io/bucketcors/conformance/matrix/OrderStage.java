package io.bucketcors.conformance.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page with a frame of each site, the app that they ask in orders, and what is told of it. */
final class OrderStage implements AutoCloseable {
  final OrderPages pages;
  final Api api;
  final Report report;

  OrderStage(Class<?> test) throws Exception {
    report = new Report(test);
    pages = new OrderPages();
    api = new Api(pages.server().port(false), null);
  }

  /**
   * Lets a browser ask, which has a profile of its own.
   *
   * @param host who is asked, with its port
   * @param rounds what the browser's own cache does in each round, as {@code fetch} calls it
   * @param broken what is done to the app's answers; null for nothing
   */
  void ask(
      Browser browser,
      List<Order> orders,
      String host,
      List<String> rounds,
      @Nullable Fault broken,
      Path folder)
      throws Exception {
    api.restart(broken);
    pages.prepare(orders, host, rounds);
    try (Browser.Running running = browser.open(pages.start(), folder, null)) {
      assertThat(pages.await(Stage.PATIENCE_SECONDS)).as("the page has answered").isTrue();
    }
  }

  @Override
  public void close() throws Exception {
    api.close();
    pages.close();
    report.write();
  }
}
