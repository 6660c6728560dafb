package io.bucketcors.examples.jaxrs;

import java.net.URI;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.glassfish.jersey.servlet.ServletContainer;

/** The application on an embedded Jetty, on the loopback address. */
final class ShopServer implements AutoCloseable {
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  /**
   * Starts it.
   *
   * @param port the port, or 0 for any free one
   */
  ShopServer(int port) throws Exception {
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/");
    ServletHolder jersey = new ServletHolder(ServletContainer.class);
    jersey.setInitParameter("jakarta.ws.rs.Application", ShopApplication.class.getName());
    jersey.setInitOrder(1);
    context.addServlet(jersey, "/api/*");
    server.setHandler(context);
    server.setStopAtShutdown(true);
    server.setStopTimeout(2000);
    try {
      server.start();
    } catch (Exception notStarted) {
      server.stop();
      throw notStarted;
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/api/");
  }

  void join() throws InterruptedException {
    server.join();
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
