package io.bucketcors.conformance.undertow;

import io.bucketcors.conformance.Container;
import io.bucketcors.conformance.ExampleWar;
import io.bucketcors.conformance.app.HandledException;
import io.bucketcors.conformance.app.PageException;
import io.bucketcors.conformance.app.TestApp;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.security.idm.Account;
import io.undertow.security.idm.Credential;
import io.undertow.security.idm.IdentityManager;
import io.undertow.security.idm.PasswordCredential;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.LoginConfig;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import io.undertow.util.StatusCodes;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Undertow 2.3, embedded: without WildFly around it nothing reads a {@code web.xml}. */
public final class UndertowServer implements Container {

  @Override
  public String name() {
    return "Undertow 2.3";
  }

  @Override
  public boolean deploysWars() {
    return false;
  }

  /** It fails itself, before any servlet or filter: "UT000068: Servlet path match failed". */
  @Override
  public boolean readsAsterisk() {
    return false;
  }

  @Override
  public boolean hasVirtualThreads() {
    return false;
  }

  @Override
  public boolean speaksHttp2() {
    return false;
  }

  @Override
  public String shownName() {
    return "Apache Tomcat";
  }

  @Override
  public boolean hasExceptionHandler() {
    return true;
  }

  @Override
  public Running start(TestApp app, boolean virtualThreads) throws Exception {
    return run(app, false);
  }

  @Override
  public Running startSwitched(TestApp app) throws Exception {
    return run(app, true);
  }

  private Running run(TestApp app, boolean switched) throws Exception {
    DeploymentInfo deployment =
        Servlets.deployment()
            .setClassLoader(UndertowServer.class.getClassLoader())
            .setDeploymentName("suite")
            .setContextPath(app.contextPath())
            .addServletContainerInitializer(
                new ServletContainerInitializerInfo(
                    TestApp.class, new ImmediateInstanceFactory<>(app), Set.of()))
            .setLoginConfig(
                app.formLogin()
                    ? new LoginConfig("FORM", "suite", TestApp.LOGIN_PAGE, TestApp.LOGIN_PAGE)
                    : new LoginConfig("BASIC", "suite"))
            .setIdentityManager(new OneUser())
            .setServerName(shownName())
            .setResourceManager(new PathResourceManager(files()))
            .setExceptionHandler(UndertowServer::handle);
    if (app.errorPages()) {
      deployment
          .addErrorPage(Servlets.errorPage(TestApp.STATUS_PAGE, 500))
          .addErrorPage(Servlets.errorPage(TestApp.EXCEPTION_PAGE, PageException.class));
    }
    DeploymentManager manager = Servlets.newContainer().addDeployment(deployment);
    manager.deploy();
    PathHandler paths = Handlers.path();
    paths.addPrefixPath(app.contextPath().isEmpty() ? "/" : app.contextPath(), manager.start());
    Undertow server =
        Undertow.builder()
            .setIoThreads(2)
            .setWorkerThreads(8)
            .addHttpListener(0, "127.0.0.1", paths)
            .setServerOption(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, switched)
            .build();
    server.start();
    return new Running() {
      @Override
      public int port() {
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
      }

      @Override
      public void close() {
        server.stop();
        try {
          manager.stop();
        } catch (ServletException e) {
          throw new IllegalStateException("no stop", e);
        }
        manager.undeploy();
      }
    };
  }

  private static Path files() throws IOException {
    Path root = Files.createTempDirectory(Path.of("target"), "undertow");
    Path folder = Files.createDirectory(root.resolve("file"));
    Files.writeString(folder.resolve("hello.txt"), "hello, file");
    return root;
  }

  private static boolean handle(
      HttpServerExchange exchange,
      ServletRequest request,
      ServletResponse response,
      Throwable exception) {
    if (!(exception instanceof HandledException)) {
      return false;
    }
    try {
      ((HttpServletResponse) response).setStatus(StatusCodes.UNPROCESSABLE_ENTITY);
      response.getWriter().print("handled");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public Running deploy(ExampleWar war) {
    throw new UnsupportedOperationException();
  }

  /** Knows the suite's one user. */
  private static final class OneUser implements IdentityManager {
    private record Ann() implements Account {
      @Override
      public Principal getPrincipal() {
        return () -> TestApp.USER;
      }

      @Override
      public Set<String> getRoles() {
        return Set.of(TestApp.ROLE);
      }
    }

    @Override
    public Account verify(Account account) {
      return account;
    }

    @Override
    public @Nullable Account verify(String id, Credential credential) {
      boolean known =
          id.equals(TestApp.USER)
              && credential instanceof PasswordCredential password
              && TestApp.PASSWORD.equals(new String(password.getPassword()));
      return known ? new Ann() : null;
    }

    @Override
    public @Nullable Account verify(Credential credential) {
      return null;
    }
  }
}
