package io.bucketcors.benchmarks.endtoend;

import io.bucketcors.benchmarks.filter.Rules;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.logging.LogManager;

/** An app of one kilobyte in a process of its own, until its standard input ends. */
public final class App extends HttpServlet {
  private static final long serialVersionUID = 1;
  static final int LENGTH = 1_024;
  private static final byte[] BODY = new byte[LENGTH];

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("application/octet-stream");
    response.setContentLength(LENGTH);
    response.getOutputStream().write(BODY);
  }

  /**
   * Starts and prints the port.
   *
   * @param args names of a {@link Container} and a {@link Variant}
   */
  public static void main(String[] args) throws Exception {
    LogManager.getLogManager().reset();
    Variant variant = Variant.valueOf(args[1]);
    Rules rules = Rules.exact(1);
    int port =
        Container.valueOf(args[0])
            .start(new App(), variant.filter(rules), variant == Variant.OWN ? rules : null);
    System.out.println(port);
    while (System.in.read() >= 0) {
      // Whoever started it is there as long as the other end is open.
    }
    Runtime.getRuntime().halt(0);
  }
}
