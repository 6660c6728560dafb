package io.bucketcors.conformance.load.server;

import java.nio.file.Path;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.jspecify.annotations.Nullable;

/** Jetty 12.1 ee10. */
public final class JettyServer extends LoadServer {
  private final Server server = new Server();
  private final ContextHandlerCollection apps = new ContextHandlerCollection();
  private @Nullable WebAppContext app;

  private JettyServer() {}

  /** Takes the WAR as its only argument. */
  public static void main(String[] args) throws Exception {
    serve(new JettyServer(), args[0]);
  }

  @Override
  int start() throws Exception {
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(apps);
    server.start();
    return connector.getLocalPort();
  }

  @Override
  ClassLoader deploy(Path war) throws Exception {
    WebAppContext next = new WebAppContext(war.toString(), "/");
    next.setThrowUnavailableOnStartupException(true);
    apps.addHandler(next);
    next.start();
    app = next;
    return next.getClassLoader();
  }

  @Override
  void undeploy() throws Exception {
    WebAppContext last = app;
    app = null;
    if (last != null) {
      last.stop();
      apps.removeHandler(last);
      last.destroy();
    }
  }
}
