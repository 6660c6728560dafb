package io.bucketcors.servlet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;

/** The two containers whose own classes the filter reaches for; all of them in cors-conformance. */
class RealContainersTest {
  private final CorsFilter filter =
      new CorsFilter(
          CorsPolicySource.fixed(
              CorsPolicies.of(
                  CorsPolicy.of(CorsRule.allow("https://app.example").methods("*").build()))));

  /** Answers by the last segment of the path. */
  private static final class App extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException {
      switch (request.getRequestURI()) {
        case "/not-modified" -> response.sendError(304);
        case "/vary" -> {
          response.setHeader("Vary", "Accept, Origin");
          response.sendError(410);
        }
        case "/throw" -> throw new NoSuchElementException("unprocessable");
        case "/fail" -> throw new IllegalStateException("failed");
        default -> response.sendError(404);
      }
    }
  }

  private static String ask(int port, String method, String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request =
          method
              + " "
              + path
              + " HTTP/1.1\r\nHost: api.example\r\nOrigin: https://app.example\r\n"
              + "Connection: close\r\nContent-Length: 0\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  /** Jetty takes Vary off what is an error to it, and a 304 and a PUT get no-store neither. */
  @Test
  void varyStaysOnWhatJettyMakesOfErrors() throws Exception {
    Server jetty = new Server();
    ServerConnector connector = new ServerConnector(jetty, 1, 1);
    connector.setHost("127.0.0.1");
    jetty.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/");
    ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
    errors.setCacheControl("max-age=60");
    context.setErrorHandler(errors);
    context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
    context.addServlet(new App(), "/*");
    jetty.setHandler(context);
    jetty.start();
    try {
      for (String path : new String[] {"/not-modified", "/none", "/throw"}) {
        for (String method : new String[] {"GET", "PUT", "PURGE"}) {
          assertThat(ask(connector.getLocalPort(), method, path))
              .as("%s %s", method, path)
              .contains("Access-Control-Allow-Origin: https://app.example\r\n")
              .contains("Vary: Origin\r\n");
        }
      }
      assertThat(ask(connector.getLocalPort(), "GET", "/vary"))
          .contains("Vary: Accept, Origin\r\n");
    } finally {
      jetty.stop();
    }
  }

  /** A filter before ours that looks at what is set; Jetty's own response is reached past it. */
  @Test
  void wrappersInBetweenAreToldOfVaryOnJettyToo() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    Filter outer =
        (request, response, chain) ->
            chain.doFilter(
                request,
                new HttpServletResponseWrapper((HttpServletResponse) response) {
                  @Override
                  public void setHeader(String name, String value) {
                    told.add(name + ": " + value);
                    super.setHeader(name, value);
                  }
                });
    Server jetty = new Server();
    ServerConnector connector = new ServerConnector(jetty, 1, 1);
    connector.setHost("127.0.0.1");
    jetty.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/");
    context.addFilter(outer, "/*", EnumSet.of(DispatcherType.REQUEST));
    context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
    context.addServlet(new App(), "/*");
    jetty.setHandler(context);
    jetty.start();
    try {
      assertThat(ask(connector.getLocalPort(), "GET", "/not-modified"))
          .containsOnlyOnce("\r\nVary: Origin\r\n");
    } finally {
      jetty.stop();
    }
    assertThat(told).contains("Vary: Origin");
  }

  @Test
  void undertowsExceptionHandlerAnswersWithTheHeaders() throws Exception {
    DeploymentInfo deployment =
        Servlets.deployment()
            .setClassLoader(RealContainersTest.class.getClassLoader())
            .setDeploymentName("app")
            .setContextPath("/")
            .addFilter(
                new FilterInfo("cors", CorsFilter.class, new ImmediateInstanceFactory<>(filter)))
            .addFilterUrlMapping("cors", "/*", DispatcherType.REQUEST)
            .addServlet(
                Servlets.servlet("app", App.class, new ImmediateInstanceFactory<>(new App()))
                    .addMapping("/*"))
            .setExceptionHandler(RealContainersTest::handle);
    DeploymentManager manager = Servlets.newContainer().addDeployment(deployment);
    manager.deploy();
    Undertow undertow = Undertow.builder().addHttpListener(0, "127.0.0.1", manager.start()).build();
    undertow.start();
    try {
      int port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
      assertThat(ask(port, "GET", "/throw"))
          .startsWith("HTTP/1.1 422")
          .contains("Access-Control-Allow-Origin: https://app.example\r\n")
          .contains("Vary: Origin\r\n");
      assertThat(ask(port, "GET", "/fail"))
          .startsWith("HTTP/1.1 500")
          .contains("Access-Control-Allow-Origin: https://app.example\r\n")
          .contains("Vary: Origin\r\n");
    } finally {
      undertow.stop();
    }
  }

  private static boolean handle(
      HttpServerExchange exchange,
      ServletRequest request,
      ServletResponse response,
      Throwable exception) {
    if (!(exception instanceof NoSuchElementException)) {
      return false;
    }
    ((HttpServletResponse) response).setStatus(422);
    return true;
  }
}
