package io.bucketcors.conformance.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.JettyServer;
import io.bucketcors.conformance.harness.LogCapture;
import io.bucketcors.servlet.CorsFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.stream.Stream;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.ee10.webapp.WebAppClassLoader;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The WAR of the README on servers that bring no MicroProfile Config: two jars of this project, the
 * API of MicroProfile Config not among them, {@code web.xml} and one file.
 */
class BareWarTest {
  private static final String SECTION = "Use it in a WAR: web.xml";

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path folder;
  private Path war;

  @BeforeEach
  void pack() throws IOException {
    Readme readme = Readme.read();
    war = folder.resolve("war");
    Path classes = Files.createDirectories(war.resolve("WEB-INF/classes"));
    // What is in the jars, since they may not be packed when tests run.
    copy(CorsFilter.class, classes);
    copy(io.bucketcors.CorsPolicy.class, classes);
    Files.createDirectories(classes.resolve("META-INF"));
    Files.writeString(
        classes.resolve("META-INF/microprofile-config.properties"),
        readme.block(SECTION, "properties"));
    Files.writeString(
        war.resolve("WEB-INF/web.xml"),
        """
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        %s
        </web-app>
        """
            .formatted(readme.block(SECTION, "xml", "<filter>")));
    Files.writeString(war.resolve("test.txt"), "test");
  }

  private static void copy(Class<?> type, Path target) throws IOException {
    Path from = Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation() + ""));
    if (Files.isRegularFile(from)) {
      Files.createDirectories(target.resolveSibling("lib"));
      Files.copy(from, target.resolveSibling("lib").resolve(from.getFileName()));
      return;
    }
    try (Stream<Path> files = Files.walk(from)) {
      files.filter(Files::isRegularFile).forEach(file -> copyOne(from, file, target));
    }
  }

  private static void copyOne(Path from, Path file, Path target) {
    try {
      Path copy = target.resolve(from.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server's classes, without what the tests have besides. */
  private static final class BareLoader extends ClassLoader {
    BareLoader() {
      super(BareWarTest.class.getClassLoader());
    }

    private static boolean isHidden(String name) {
      return name.startsWith("io.smallrye.")
          || name.startsWith("org.eclipse.microprofile.")
          || name.startsWith("io.bucketcors.");
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (isHidden(name)) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return name.contains("microprofile") || isHidden(name.replace('/', '.'))
          ? Collections.emptyEnumeration()
          : super.getResources(name);
    }

    @Override
    public URL getResource(String name) {
      return name.contains("microprofile") || isHidden(name.replace('/', '.'))
          ? null
          : super.getResource(name);
    }
  }

  @Test
  void worksOnJetty() throws Exception {
    WebAppContext context = new WebAppContext();
    context.setContextPath("/");
    context.setWar(war.toString());
    context.setClassLoader(new WebAppClassLoader(new BareLoader(), context));
    try (LogCapture log = LogCapture.of("io.bucketcors");
        JettyServer server = JettyServer.start(context)) {
      isABucket(server.port());
      assertThat(log.messages()).anyMatch(line -> line.contains("microprofile-config.properties"));
    }
  }

  @Test
  void worksOnTomcat() throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.resolve("tomcat").toString());
    tomcat.setPort(0);
    StandardContext context = (StandardContext) tomcat.addWebapp("", war.toString());
    context.setParentClassLoader(new BareLoader());
    tomcat.getConnector();
    tomcat.start();
    try {
      isABucket(tomcat.getConnector().getLocalPort());
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  private void isABucket(int port) throws Exception {
    HttpResponse<String> allowed = send(port, "GET", "Origin", "https://shop.partner.example");
    assertThat(allowed.body()).isEqualTo("test");
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue("https://shop.partner.example");
    HttpResponse<String> refused =
        send(
            port,
            "OPTIONS",
            "Origin",
            "https://other.example",
            "Access-Control-Request-Method",
            "PUT");
    assertThat(refused.statusCode()).isEqualTo(403);
  }

  private HttpResponse<String> send(int port, String method, String... headers) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/test.txt"))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .headers(headers)
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
