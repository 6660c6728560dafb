package io.bucketcors.conformance.jetty;

import io.bucketcors.conformance.Container;
import io.bucketcors.conformance.ExampleWar;
import io.bucketcors.conformance.app.PageException;
import io.bucketcors.conformance.app.Sockets;
import io.bucketcors.conformance.app.TestApp;
import io.bucketcors.conformance.harness.JettyServer;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.DefaultServlet;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ResourceServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.ee10.servlet.security.ConstraintMapping;
import org.eclipse.jetty.ee10.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.security.Constraint;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.BasicAuthenticator;
import org.eclipse.jetty.security.authentication.FormAuthenticator;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.security.Credential;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Jetty 12.1 with its ee10 servlet environment. The module for ee11 compiles a copy of this folder
 * in which the one name is the other: neither environment shares a type with the other.
 */
public final class JettyContainer implements Container {

  @Override
  public String name() {
    return "Jetty 12.1 ee10";
  }

  @Override
  public String shownName() {
    return "Undertow - 2.3";
  }

  @Override
  public boolean cachesErrors() {
    return true;
  }

  @Override
  public boolean hasWebSockets() {
    return true;
  }

  /** Of {@code DefaultServlet} and {@code ResourceServlet}. */
  @Override
  public List<String> fileFolders() {
    return List.of("/file", "/resource/file");
  }

  @Override
  public Running start(TestApp app, boolean virtualThreads) throws Exception {
    return run(context(app), virtualThreads);
  }

  @Override
  public Running startSwitched(TestApp app) throws Exception {
    ServletContextHandler context = context(app);
    context.setAllowNullPathInContext(true);
    return run(context, false);
  }

  private ServletContextHandler context(TestApp app) {
    String path = app.contextPath().isEmpty() ? "/" : app.contextPath();
    ServletContextHandler context = new ServletContextHandler(path, false, true);
    context.addServletContainerInitializer(app);
    ErrorPageErrorHandler pages = new ErrorPageErrorHandler();
    pages.setCacheControl("max-age=60");
    if (app.errorPages()) {
      pages.addErrorPage(500, TestApp.STATUS_PAGE);
      pages.addErrorPage(PageException.class, TestApp.EXCEPTION_PAGE);
    }
    context.setErrorHandler(pages);
    context.setBaseResource(
        ResourceFactory.of(context).newClassLoaderResource("META-INF/resources/"));
    context.addServlet(ResourceServlet.class, "/resource/*");
    context.addServlet(DefaultServlet.class, "/");
    JakartaWebSocketServletContainerInitializer.configure(
        context, (ignored, container) -> Sockets.register(container));
    context.setSecurityHandler(security(app.formLogin()));
    context.setSessionHandler(new SessionHandler());
    return context;
  }

  @Override
  public Running deploy(ExampleWar war) throws Exception {
    return run(new WebAppContext(war.file().toString(), "/"), false);
  }

  private static ConstraintSecurityHandler security(boolean formLogin) {
    UserStore users = new UserStore();
    users.addUser(
        TestApp.USER, Credential.getCredential(TestApp.PASSWORD), new String[] {TestApp.ROLE});
    HashLoginService login = new HashLoginService("suite");
    login.setUserStore(users);
    ConstraintSecurityHandler security = new ConstraintSecurityHandler();
    security.setAuthenticator(
        formLogin
            ? new FormAuthenticator(TestApp.LOGIN_PAGE, TestApp.LOGIN_PAGE, false)
            : new BasicAuthenticator());
    security.setLoginService(login);
    security.addConstraintMapping(constraint("/closed/*"));
    security.addConstraintMapping(constraint("/secured/*", "OPTIONS"));
    return security;
  }

  /** What a {@code web.xml} says; only there Jetty reads what the servlet registration holds. */
  private static ConstraintMapping constraint(String path, String... omitted) {
    ConstraintMapping mapping = new ConstraintMapping();
    mapping.setPathSpec(path);
    mapping.setConstraint(Constraint.from(TestApp.ROLE));
    if (omitted.length > 0) {
      mapping.setMethodOmissions(omitted);
    }
    return mapping;
  }

  private Running run(Handler handler, boolean virtualThreads) throws Exception {
    QueuedThreadPool threads = new QueuedThreadPool();
    if (virtualThreads) {
      threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    }
    Server server = new Server(threads);
    server.setServerInfo(shownName());
    HttpConfiguration http = new HttpConfiguration();
    ServerConnector connector =
        new ServerConnector(
            server, 1, 1, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
    JettyServer started = JettyServer.start(server, connector, handler);
    return new Running() {
      @Override
      public int port() {
        return started.port();
      }

      @Override
      public void close() {
        started.close();
      }
    };
  }
}
