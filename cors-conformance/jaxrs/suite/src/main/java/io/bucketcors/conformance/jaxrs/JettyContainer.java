package io.bucketcors.conformance.jaxrs;

import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee11.servlet.DefaultServlet;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

final class JettyContainer implements Container {
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server, 1, 1);

  JettyContainer(List<Deployment> deployments) throws Exception {
    connector.setHost("127.0.0.1");
    // What the standard setting refuses with 400 must not get past the rules either.
    connector
        .getConnectionFactory(HttpConnectionFactory.class)
        .getHttpConfiguration()
        .setUriCompliance(UriCompliance.UNSAFE);
    server.addConnector(connector);
    ContextHandlerCollection contexts = new ContextHandlerCollection();
    for (Deployment deployment : deployments) {
      contexts.addHandler(context(deployment));
    }
    server.setHandler(contexts);
    try {
      server.start();
    } catch (Exception refused) {
      server.stop();
      throw refused;
    }
  }

  private static ServletContextHandler context(Deployment deployment) throws IOException {
    ServletContextHandler context = new ServletContextHandler(deployment.context());
    ServletHolder servlet = new ServletHolder();
    servlet.setClassName(deployment.servlet());
    servlet.setInitParameters(deployment.initParameters());
    servlet.setAsyncSupported(true);
    servlet.setInitOrder(1);
    context.addServlet(servlet, deployment.mountedAt() + "/*");
    context.setBaseResourceAsPath(Container.files());
    context.addServlet(DefaultServlet.class, "/");
    if (deployment.filter() != null) {
      FilterHolder filter = new FilterHolder(deployment.filter());
      filter.setAsyncSupported(true);
      context.addFilter(
          filter,
          "/*",
          EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
    }
    return context;
  }

  @Override
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
