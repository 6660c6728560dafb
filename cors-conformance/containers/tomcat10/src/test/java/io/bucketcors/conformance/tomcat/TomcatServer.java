package io.bucketcors.conformance.tomcat;

import io.bucketcors.conformance.Container;
import io.bucketcors.conformance.ExampleWar;
import io.bucketcors.conformance.ServerClassLoader;
import io.bucketcors.conformance.app.PageException;
import io.bucketcors.conformance.app.Sockets;
import io.bucketcors.conformance.app.TestApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.authenticator.AuthenticatorBase;
import org.apache.catalina.authenticator.BasicAuthenticator;
import org.apache.catalina.authenticator.FormAuthenticator;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.websocket.server.WsSci;

/** The Tomcat on the class path: 10.1 and 11.0 are started with the same words. */
public final class TomcatServer implements Container {

  @Override
  public String name() {
    // ServerInfo says what ServerInfo.properties has it say.
    String[] version = Tomcat.class.getPackage().getImplementationVersion().split("\\.");
    return "Tomcat " + version[0] + "." + version[1];
  }

  @Override
  public String shownName() {
    return "Undertow - 2.3";
  }

  @Override
  public boolean hasWebSockets() {
    return true;
  }

  @Override
  public Running start(TestApp app, boolean virtualThreads) throws Exception {
    return start(app, virtualThreads, false);
  }

  @Override
  public Running startSwitched(TestApp app) throws Exception {
    return start(app, false, true);
  }

  private static Running start(TestApp app, boolean virtualThreads, boolean switched)
      throws Exception {
    Tomcat tomcat = server(virtualThreads);
    Context context =
        tomcat.addContext(app.contextPath(), tomcat.getServer().getCatalinaBase().toString());
    Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
    Path files = tomcat.getServer().getCatalinaBase().toPath().resolve("file");
    Files.createDirectory(files);
    Files.writeString(files.resolve("hello.txt"), "hello, file");
    context.addServletContainerInitializer(app, null);
    context.addServletContainerInitializer(new WsSci(), null);
    context.addServletContainerInitializer((types, at) -> Sockets.register(at), null);
    if (app.errorPages()) {
      ErrorPage status = new ErrorPage();
      status.setErrorCode(500);
      status.setLocation(TestApp.STATUS_PAGE);
      context.addErrorPage(status);
      ErrorPage exception = new ErrorPage();
      exception.setExceptionType(PageException.class.getName());
      exception.setLocation(TestApp.EXCEPTION_PAGE);
      context.addErrorPage(exception);
    }
    tomcat.addUser(TestApp.USER, TestApp.PASSWORD);
    tomcat.addRole(TestApp.USER, TestApp.ROLE);
    context.addSecurityRole(TestApp.ROLE);
    context.setLoginConfig(
        app.formLogin()
            ? new LoginConfig("FORM", "suite", TestApp.LOGIN_PAGE, TestApp.LOGIN_PAGE)
            : new LoginConfig("BASIC", "suite", null, null));
    AuthenticatorBase login = app.formLogin() ? new FormAuthenticator() : new BasicAuthenticator();
    if (switched) {
      login.setAllowCorsPreflight("always");
      context.setMapperContextRootRedirectEnabled(false);
      tomcat.getConnector().setProperty("relaxedQueryChars", "{}");
    }
    context.getPipeline().addValve(login);
    return run(tomcat, context);
  }

  @Override
  public Running deploy(ExampleWar war) throws Exception {
    Tomcat tomcat = server(false);
    Context context = tomcat.addWebapp("", war.file().toAbsolutePath().toString());
    context.setParentClassLoader(new ServerClassLoader());
    return run(tomcat, context);
  }

  private static Tomcat server(boolean virtualThreads) throws IOException {
    Tomcat tomcat = new Tomcat();
    Path base = Files.createTempDirectory(Path.of("target"), "tomcat");
    tomcat.setBaseDir(base.toString());
    // Where a WAR is unpacked to; left packed, it takes seconds to load the classes of its jars.
    Files.createDirectory(base.resolve("webapps"));
    Connector connector = new Connector("HTTP/1.1");
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("useVirtualThreads", Boolean.toString(virtualThreads));
    connector.addUpgradeProtocol(new Http2Protocol());
    tomcat.setConnector(connector);
    return tomcat;
  }

  private static Running run(Tomcat tomcat, Context context) throws Exception {
    tomcat.start();
    if (context.getState() != LifecycleState.STARTED) {
      stop(tomcat);
      throw new IllegalStateException("the app did not start");
    }
    return new Running() {
      @Override
      public int port() {
        return tomcat.getConnector().getLocalPort();
      }

      @Override
      public void close() {
        stop(tomcat);
      }
    };
  }

  private static void stop(Tomcat tomcat) {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException("no stop", e);
    }
  }
}
