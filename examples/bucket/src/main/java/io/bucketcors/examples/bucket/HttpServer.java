package io.bucketcors.examples.bucket;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** One Jetty on one port, listening since it was opened, so that its origin is known early. */
final class HttpServer implements AutoCloseable {
  private static final int MAX_HEADER_BYTES = 32 * 1024;
  private static final int STOP_MILLIS = 2000;

  /** Held, because loggers that nobody holds forget their level. */
  private static final Logger LOGGER = Logger.getLogger("org.eclipse.jetty");

  static {
    LOGGER.setLevel(Level.WARNING);
  }

  private final String host;
  private final InetAddress address;
  private final Server server;
  private final ServerConnector connector;

  private HttpServer(String name, String host, InetAddress address, int port) {
    this.host = host;
    this.address = address;
    QueuedThreadPool threads = new QueuedThreadPool(50);
    threads.setName(name);
    server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    // Otherwise charset=UTF-8 becomes utf-8, and what was signed is not what is verified.
    http.setHeaderCacheCaseSensitive(true);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    server.addConnector(connector);
    server.setErrorHandler(new PlainErrors());
    server.setStopTimeout(STOP_MILLIS);
  }

  /**
   * Starts to listen.
   *
   * @param option the option that chose the port, for the message
   * @throws NotStartedException if the port is taken or the host is no address of this machine
   */
  static HttpServer open(String name, String host, int port, String option)
      throws NotStartedException {
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException unknown) {
      throw new NotStartedException(
          "--host " + Options.quoted(host) + " is no address of this machine", unknown);
    }
    HttpServer opened = new HttpServer(name, host, address, port);
    try {
      opened.connector.open();
      return opened;
    } catch (IOException refused) {
      throw new NotStartedException(whyNot(host, port, option, refused), refused);
    }
  }

  int port() {
    return connector.getLocalPort();
  }

  boolean isLoopback() {
    return address.isLoopbackAddress();
  }

  /** As a browser on this machine would write it. */
  String origin() {
    boolean named = isLoopback() || address.isAnyLocalAddress();
    String shown = named ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
    return "http://" + shown + ":" + port();
  }

  URI uri(String path) {
    return URI.create(origin() + path);
  }

  /**
   * Serves the app; on loopback only under names that no stranger's DNS can point here.
   *
   * @param outermost the app itself, or what stands around it
   */
  void serve(ServletContextHandler app, Handler outermost) throws Exception {
    ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
    errors.addErrorPage(ErrorPageErrorHandler.GLOBAL_ERROR_PAGE, ErrorPage.PATH);
    app.setErrorHandler(errors);
    app.addServlet(new ServletHolder(new ErrorPage()), ErrorPage.PATH);
    if (isLoopback()) {
      // Without it, a page of any site could reach this server as its own origin: DNS rebinding.
      app.setVirtualHosts(List.of("localhost", "*.localhost", "127.0.0.1", "[::1]"));
    }
    server.setHandler(outermost);
    server.start();
  }

  void join() throws InterruptedException {
    server.join();
  }

  @Override
  public void close() throws Exception {
    server.stop();
    connector.close();
  }

  private static String whyNot(String host, int port, String option, IOException refused) {
    String text = String.valueOf(refused.getMessage()) + " " + refused.getCause();
    if (text.contains("Cannot assign requested address")) {
      return "--host " + Options.quoted(host) + " is no address of this machine";
    }
    if (refused instanceof BindException || refused.getCause() instanceof BindException) {
      return "port " + port + " on " + host + " is taken; choose another with " + option;
    }
    return "cannot listen on port " + port + " of " + host + ": " + refused.getMessage();
  }
}
