package io.bucketcors.conformance.harness;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A Jetty with one handler, on a free port of the loopback interface. */
public final class JettyServer implements AutoCloseable {
  private final Server server;
  private final ServerConnector connector;

  private JettyServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /** Starts a plain one. */
  public static JettyServer start(Handler handler) throws Exception {
    Server server = new Server();
    return start(
        server,
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(new HttpConfiguration())),
        handler);
  }

  /** Starts one with a connector made for it. */
  public static JettyServer start(Server server, ServerConnector connector, Handler handler)
      throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(handler);
    try {
      server.start();
    } catch (Exception refused) {
      server.stop();
      throw refused;
    }
    return new JettyServer(server, connector);
  }

  /** The port it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("no stop", e);
    }
  }
}
