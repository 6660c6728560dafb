package io.bucketcors.examples.jaxrs;

/** Starts the example from a command line. */
public final class Main {
  private static final int DEFAULT_PORT = 8090;

  private Main() {}

  /**
   * Runs until interrupted; exit status 2 where it cannot start.
   *
   * @param args nothing, or the port
   */
  public static void main(String[] args) throws Exception {
    int status = run(args);
    if (status != 0) {
      System.exit(status);
    }
  }

  private static int run(String[] args) throws Exception {
    int port;
    try {
      port = args.length == 0 ? DEFAULT_PORT : Integer.parseInt(args[0]);
    } catch (NumberFormatException noNumber) {
      System.err.println("jaxrs: the only argument is a port, not " + args[0]);
      return 2;
    }
    try (ShopServer shop = new ShopServer(port)) {
      System.out.println(
          """
          default bucket  %1$scatalogue
          orders          %1$sorders
          reports         %1$sorders/report
          Try: curl -i -H 'Origin: https://shop.example' %1$sorders
          Ctrl-C ends it."""
              .formatted(shop.address()));
      shop.join();
      return 0;
    } catch (java.io.IOException notStarted) {
      System.err.println("jaxrs: " + notStarted.getMessage());
      return 2;
    }
  }
}
