package io.bucketcors.conformance.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.JettyServer;
import jakarta.ws.rs.core.Application;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.glassfish.jersey.servlet.ServletContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows works as it stands. */
class ReadmeTest {
  private static final String WEB_XML = "Use it in a WAR: web.xml";
  private static final String JAX_RS = "Use it in JAX-RS";
  private static final String JETTY = "Use it with embedded Jetty, in code";

  private final Readme readme = Readme.read();
  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path folder;

  @Test
  void everyCommandIsRunByTheCheckThatHasToPass() throws Exception {
    String check = Files.readString(Readme.root().resolve(".ci/run"));
    List<String> commands = readme.blocks("Try it", "");
    assertThat(commands).hasSize(2);
    // "mvn verify" is called with more options, through a function that adds batch mode.
    assertThat(check).contains(commands.get(0).strip());
    assertThat(check).contains(commands.get(1).strip().replace("mvn ", "mvn_ "));
  }

  @Test
  void theShortestPathsAreShort() {
    for (String block :
        List.of(
            readme.block(WEB_XML, "xml", "<filter>"),
            readme.block(WEB_XML, "properties"),
            readme.block(JAX_RS, "java"),
            readme.block(JETTY, "java"))) {
      assertThat(block.lines()).hasSizeLessThanOrEqualTo(15);
    }
  }

  @Test
  void webXmlAndPropertiesMakeABucket() throws Exception {
    Path app = Files.createDirectories(folder.resolve("app/WEB-INF/classes/META-INF"));
    Files.writeString(
        app.resolve("microprofile-config.properties"), readme.block(WEB_XML, "properties"));
    Files.writeString(
        folder.resolve("app/WEB-INF/web.xml"),
        """
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        %s
        </web-app>
        """
            .formatted(readme.block(WEB_XML, "xml", "<filter>")));
    Files.writeString(folder.resolve("app/test.txt"), "test");

    WebAppContext context = new WebAppContext();
    context.setContextPath("/");
    context.setWar(folder.resolve("app").toString());
    context.setParentLoaderPriority(true);
    try (JettyServer server = JettyServer.start(context)) {
      HttpResponse<String> allowed =
          send(server.port(), "GET", "/test.txt", "Origin", "https://shop.partner.example");
      assertThat(allowed.body()).isEqualTo("test");
      assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin"))
          .hasValue("https://shop.partner.example");
      assertThat(allowed.headers().firstValue("Access-Control-Expose-Headers")).hasValue("ETag");
      assertThat(allowed.headers().firstValue("Vary").orElse("")).contains("Origin");

      HttpResponse<String> anybody =
          send(server.port(), "GET", "/test.txt", "Origin", "https://other.example");
      assertThat(anybody.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");

      HttpResponse<String> refused =
          send(
              server.port(),
              "OPTIONS",
              "/test.txt",
              "Origin",
              "https://other.example",
              "Access-Control-Request-Method",
              "PUT");
      assertThat(refused.statusCode()).isEqualTo(403);
    }
  }

  @Test
  void theJaxRsApplicationHasABucketByAnnotation() throws Exception {
    Class<?> app = Snippet.compile(folder, "App", readme.block(JAX_RS, "java"));
    System.setProperty("bucketcors.buckets.files.rules[0].allowed-origins", "https://a.example");
    System.setProperty("bucketcors.buckets.files.rules[0].allowed-methods", "GET,HEAD");
    try {
      ServletContextHandler context = new ServletContextHandler("/");
      ServletHolder holder = new ServletHolder(ServletContainer.class);
      holder.setInitParameter("jakarta.ws.rs.Application", app.getName());
      context.setClassLoader(app.getClassLoader());
      context.addServlet(holder, "/*");
      assertThat(app).isAssignableTo(Application.class);
      try (JettyServer server = JettyServer.start(context)) {
        HttpResponse<String> allowed =
            send(server.port(), "GET", "/files", "Origin", "https://a.example");
        assertThat(allowed.body()).isEqualTo("test.txt");
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin"))
            .hasValue("https://a.example");
        HttpResponse<String> denied =
            send(server.port(), "GET", "/files", "Origin", "https://b.example");
        assertThat(denied.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
      }
    } finally {
      System.clearProperty("bucketcors.buckets.files.rules[0].allowed-origins");
      System.clearProperty("bucketcors.buckets.files.rules[0].allowed-methods");
    }
  }

  @Test
  void theEmbeddedServerIsABucket() throws Exception {
    String code = readme.block(JETTY, "java");
    assertThat(code).contains("new InetSocketAddress(\"localhost\", 8080)");
    Files.writeString(folder.resolve("test.txt"), "test");
    // The port and the folder are the machine's business; everything else stands as it is.
    String runnable =
        """
        public class Embedded {
          public static Server start(String folder) throws Exception {
        %s
            return server;
          }
        }
        """
            .formatted(
                code.replace("8080", "0")
                    .replace("Path.of(\"objects\")", "java.nio.file.Path.of(folder)"));
    Class<?> embedded = Snippet.compile(folder, "Embedded", runnable);
    Server server =
        (Server) embedded.getMethod("start", String.class).invoke(null, folder.toString());
    try {
      int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
      HttpResponse<String> allowed =
          send(port, "GET", "/test.txt", "Origin", "https://app.example");
      assertThat(allowed.body()).isEqualTo("test");
      assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin"))
          .hasValue("https://app.example");
    } finally {
      server.stop();
    }
  }

  private HttpResponse<String> send(int port, String method, String path, String... headers)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .headers(headers)
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
