package io.bucketcors.conformance.newcomer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each way in, from an empty folder to a governed request; the times go to target/newcomers.txt.
 */
class RoutesTest {
  private static final Docs WAR = Docs.page("docs/start/war.md");
  private static final Docs BOOT = Docs.page("docs/start/spring-boot.md");
  private static final Docs JAXRS = Docs.page("docs/start/jaxrs-quarkus.md");
  private static final Docs SERVERS = Docs.page("docs/start/servers.md");
  private static final Docs README = Docs.page("README.md");

  @TempDir private Path empty;
  private Folder folder = new Folder(Path.of(""));
  private long started;

  @BeforeEach
  void begin() {
    Published.repository();
    folder = new Folder(empty);
    started = System.nanoTime();
  }

  @AfterEach
  void end(TestInfo route) throws Exception {
    folder.close();
    Files.writeString(
        Path.of("target/newcomers.txt"),
        String.format(
            Locale.ROOT,
            "%s %.1f s%n",
            route.getTestMethod().orElseThrow().getName(),
            (System.nanoTime() - started) / 1e9),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static String version(String of) {
    return System.getProperty("versions." + of);
  }

  private static String plugin(String group, String name, String version, String rest) {
    return "<plugin><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>%s</plugin>"
        .formatted(group, name, version, rest);
  }

  private static String dependency(String group, String name, String version) {
    return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>"
        .formatted(group, name, version);
  }

  /** The WAR of docs/start/war.md, and one page. */
  private Path war() throws IOException, InterruptedException {
    folder
        .pom(
            "war",
            "",
            WAR.block("xml", "cors-servlet"),
            plugin("org.apache.maven.plugins", "maven-war-plugin", version("war"), ""))
        .file(
            "src/main/webapp/WEB-INF/web.xml",
            "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">\n"
                + WAR.block("xml", "<filter>")
                + "</web-app>\n")
        .file("src/main/webapp/index.html", "<p>It works.</p>\n")
        .file(
            "src/main/resources/META-INF/microprofile-config.properties",
            WAR.block("properties", "allowed-origins"))
        .maven("package");
    return folder.resolve("target/app.war");
  }

  private static void warIsGoverned(Curl curl) throws IOException {
    curl.isGoverned(WAR.answer("-H 'Origin: https://app.example' http://localhost:8080/"));
    curl.shows(
        WAR.answer("-X OPTIONS"),
        "OPTIONS",
        "Origin: https://app.example",
        "Access-Control-Request-Method: PUT");
  }

  @Test
  void warOnTomcat() throws Exception {
    Path war = war();
    Tomcat tomcat = new Tomcat(folder);
    Files.copy(war, tomcat.home().resolve("webapps/ROOT.war"));
    Curl curl = new Curl(tomcat.port(), "/");
    curl.await(tomcat.start());
    warIsGoverned(curl);
  }

  @Test
  void warOnJetty() throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("localhost");
    server.addConnector(connector);
    WebAppContext app = new WebAppContext();
    app.setContextPath("/");
    app.setWar(war().toString());
    server.setHandler(app);
    server.start();
    try {
      warIsGoverned(new Curl(connector.getLocalPort(), "/"));
    } finally {
      server.stop();
    }
  }

  @Test
  void jersey() throws Exception {
    int port = Folder.freePort();
    folder
        .pom(
            "jar",
            "",
            JAXRS.block("xml", "cors-jaxrs")
                + dependency(
                    "org.glassfish.jersey.containers",
                    "jersey-container-servlet",
                    version("jersey"))
                + dependency("org.eclipse.jetty.ee10", "jetty-ee10-servlet", version("jetty"))
                + dependency("org.glassfish.jersey.inject", "jersey-hk2", version("jersey")),
            "")
        .file("src/main/java/shop/App.java", javaFile(JAXRS.block("java", "@CorsBucket")))
        .file(
            "src/main/java/shop/Main.java",
            """
            package shop;

            import java.net.InetSocketAddress;
            import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
            import org.eclipse.jetty.ee10.servlet.ServletHolder;
            import org.eclipse.jetty.server.Server;
            import org.glassfish.jersey.server.ResourceConfig;
            import org.glassfish.jersey.servlet.ServletContainer;

            public class Main {
              public static void main(String[] args) throws Exception {
                ServletContextHandler app = new ServletContextHandler("/");
                app.addServlet(
                    new ServletHolder(new ServletContainer(ResourceConfig.forApplication(new App()))),
                    "/*");
                Server server =
                    new Server(new InetSocketAddress("localhost", Integer.parseInt(args[0])));
                server.setHandler(app);
                server.start();
              }
            }
            """)
        .file(
            "src/main/resources/META-INF/microprofile-config.properties",
            JAXRS.block("properties", "allowed-origins"))
        .maven("package", "dependency:copy-dependencies", "-DoutputDirectory=target/lib");
    Process process =
        folder.start(
            Map.of(),
            List.of(Folder.java(), "-cp", "target/classes:target/lib/*", "shop.Main", "" + port));
    Curl curl = new Curl(port, "/files");
    curl.await(process);
    curl.isGoverned(JAXRS.answer("http://localhost:8080/files"));
  }

  private static String javaFile(String snippet) {
    return """
    package shop;

    import io.bucketcors.jaxrs.*;
    import jakarta.ws.rs.*;
    import jakarta.ws.rs.core.Application;
    import java.util.Set;

    """
        + snippet;
  }

  @Test
  void embeddedJetty() throws Exception {
    int port = Folder.freePort();
    Docs section = README.under("Use it with embedded Jetty, in code");
    folder
        .pom(
            "jar",
            "",
            section.block("xml", "cors-servlet")
                + dependency("org.eclipse.jetty.ee10", "jetty-ee10-servlet", version("jetty")),
            "")
        .file("objects/test.txt", "test\n")
        .file(
            "src/main/java/shop/Main.java",
            """
            package shop;

            import io.bucketcors.*;
            import io.bucketcors.servlet.*;
            import jakarta.servlet.DispatcherType;
            import java.net.InetSocketAddress;
            import java.nio.file.Path;
            import java.util.EnumSet;
            import org.eclipse.jetty.ee10.servlet.*;
            import org.eclipse.jetty.server.Server;

            public class Main {
              public static void main(String[] args) throws Exception {
            """
                + section.block("java", "CorsFilter").replace("8080", "" + port)
                + "  }\n}\n")
        .maven("package", "dependency:copy-dependencies", "-DoutputDirectory=target/lib");
    Process process =
        folder.start(
            Map.of(), List.of(Folder.java(), "-cp", "target/classes:target/lib/*", "shop.Main"));
    Curl curl = new Curl(port, "/test.txt");
    curl.await(process);
    curl.isGoverned(section.answer("http://localhost:8080/test.txt"));
  }

  @Test
  void springBoot3() throws Exception {
    springBoot(version("boot3"), "spring-boot-starter-web");
  }

  @Test
  void springBoot4() throws Exception {
    springBoot(version("boot4"), "spring-boot-starter-webmvc");
  }

  private void springBoot(String version, String web) throws Exception {
    int port = Folder.freePort();
    folder
        .pom(
            "jar",
            "<parent><groupId>org.springframework.boot</groupId>"
                + "<artifactId>spring-boot-starter-parent</artifactId><version>"
                + version
                + "</version></parent>",
            BOOT.block("xml", "cors-spring-boot-starter")
                + "<dependency><groupId>org.springframework.boot</groupId><artifactId>"
                + web
                + "</artifactId></dependency>",
            "<plugin><groupId>org.springframework.boot</groupId>"
                + "<artifactId>spring-boot-maven-plugin</artifactId></plugin>")
        .file(
            "src/main/java/shop/Shop.java",
            """
            package shop;

            import org.springframework.boot.SpringApplication;
            import org.springframework.boot.autoconfigure.SpringBootApplication;
            import org.springframework.web.bind.annotation.GetMapping;
            import org.springframework.web.bind.annotation.RestController;

            @SpringBootApplication
            @RestController
            public class Shop {
              public static void main(String[] args) {
                SpringApplication.run(Shop.class, args);
              }

              @GetMapping("/")
              public String list() {
                return "apples";
              }
            }
            """)
        .file("src/main/resources/application.yaml", BOOT.block("yaml", "bucketcors:"))
        .maven("package");
    Process process =
        folder.start(
            Map.of(), List.of(Folder.java(), "-jar", "target/app.jar", "--server.port=" + port));
    Curl curl = new Curl(port, "/");
    curl.await(process);
    curl.isGoverned(BOOT.answer("-H 'Origin: https://app.example' http://localhost:8080/"));
  }

  @Test
  void quarkus() throws Exception {
    int port = Folder.freePort();
    String quarkus = version("quarkus");
    folder
        .pom(
            "jar",
            "<dependencyManagement><dependencies><dependency><groupId>io.quarkus</groupId>"
                + "<artifactId>quarkus-bom</artifactId><version>"
                + quarkus
                + "</version><type>pom</type><scope>import</scope></dependency>"
                + "</dependencies></dependencyManagement>",
            JAXRS.block("xml", "cors-jaxrs")
                + "<dependency><groupId>io.quarkus</groupId>"
                + "<artifactId>quarkus-rest</artifactId></dependency>",
            plugin(
                "io.quarkus",
                "quarkus-maven-plugin",
                quarkus,
                "<executions><execution><goals><goal>build</goal></goals></execution></executions>"))
        .file(
            "src/main/java/shop/Files.java",
            javaFile(
                """
                @Path("files")
                @CorsBucket("files")
                public class Files {
                  @GET
                  public String list() {
                    return "test.txt";
                  }
                }
                """))
        .file(
            "src/main/resources/application.properties",
            JAXRS.block("properties", "allowed-origins"))
        .maven("package");
    Process process =
        folder.start(
            Map.of(),
            List.of(
                Folder.java(),
                "-Dquarkus.http.port=" + port,
                "-jar",
                "target/quarkus-app/quarkus-run.jar"));
    Curl curl = new Curl(port, "/files");
    curl.await(process);
    curl.isGoverned(JAXRS.answer("http://localhost:8080/files"));
  }

  @Test
  void wholeTomcat() throws Exception {
    Tomcat tomcat = new Tomcat(folder);
    Path wars = Files.createDirectories(folder.resolve("wars"));
    folder.file("hello/index.html", "<p>Hello.</p>\n");
    folder.run(List.of("jar", "cfM", wars.resolve("shop.war").toString(), "-C", "hello", "."));
    tomcat.takeAutoJar();
    folder.file(
        tomcat.home().resolve("conf/Catalina/localhost/shop.xml").toString(),
        SERVERS.block("xml", "<Context").replace("/srv/wars", wars.toString()));
    Curl curl = new Curl(tomcat.port(), "/shop/");
    curl.await(tomcat.start());
    curl.isGoverned(SERVERS.answer("http://localhost:8080/shop/"));
  }

  /** Debian's Gradle is an old one, so its word for a dependency is not that of the docs. */
  @Test
  void gradle() throws Exception {
    folder
        .file(
            "build.gradle",
            """
            apply plugin: 'java'
            sourceCompatibility = 17
            repositories {
              maven { url '%s' }
              maven { url '%s' }
            }
            dependencies {
              compile 'io.bucketcors:cors-servlet:0.1.0-SNAPSHOT'
              compileOnly 'jakarta.servlet:jakarta.servlet-api:6.0.0'
            }
            """
                .formatted(Published.folder().toUri(), Published.repository().toUri()))
        .file(
            "src/main/java/shop/Cors.java",
            """
            package shop;

            import io.bucketcors.CorsPolicySource;
            import io.bucketcors.CorsRule;
            import io.bucketcors.servlet.CorsFilter;

            public class Cors {
              public static CorsFilter filter() {
                return new CorsFilter(
                    CorsPolicySource.of(CorsRule.allow("https://app.example").methods("GET").build()));
              }
            }
            """)
        .run(
            List.of(
                "gradle", "--no-daemon", "-g", folder.resolve("home").toString(), "compileJava"));
    assertThat(folder.resolve("build/classes/java/main/shop/Cors.class")).exists();
  }
}
