package io.bucketcors.conformance.newcomer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Web apps that others have built, unchanged, on Tomcat as it is distributed: the jar in its lib
 * folder governs those for which something is configured, and no other.
 */
class AppsOfOthersTest {
  private static final String ORIGIN = "Origin: https://app.example";

  @TempDir private Path empty;

  private static void context(Tomcat tomcat, String name, String war, String parameters)
      throws IOException {
    Path file = tomcat.home().resolve("conf/Catalina/localhost/" + name + ".xml");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "<Context docBase=\""
            + Path.of(System.getProperty("others"), war)
            + "\">\n"
            + parameters
            + "</Context>\n");
  }

  private static final String RULE =
      """
      <Parameter name="bucketcors.rules[0].allowed-origins" value="https://app.example"/>
      <Parameter name="bucketcors.rules[0].allowed-methods" value="GET,HEAD,POST"/>
      <Parameter name="bucketcors.rules[0].allowed-headers" value="content-type"/>
      """;

  /** A login of the container's comes before every filter: docs/answered-before.md. */
  private static final String PREFLIGHTS_BEFORE_LOGIN =
      """
      <Valve className="org.apache.catalina.authenticator.BasicAuthenticator"
             allowCorsPreflight="always"/>
      """;

  /**
   * {@code jena-fuseki-war} has a filter for CORS of its own, which grants everything to everybody
   * and names classes of Jetty's that its WAR lacks: without them it starts on no Tomcat. They are
   * put beside its other jars from outside; the WAR is as it was published.
   */
  private static String jettyClassesForFuseki() {
    return """
    <Resources>
      <PostResources className="org.apache.catalina.webresources.DirResourceSet"
                     base="%s" webAppMount="/WEB-INF/lib"/>
    </Resources>
    """
        .formatted(Path.of(System.getProperty("others"), "fuseki-lib"));
  }

  private static final String NOBODY = "Accept: */*";
  private static final String ME = "Authorization: Basic bWU6c2VjcmV0";

  private static List<String> lower(List<String> lines) {
    return lines.stream().map(line -> line.toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * @param user a header that says who asks
   */
  private static void isGoverned(int port, String path, String user) throws IOException {
    Curl curl = new Curl(port, path);
    List<String> answer = lower(curl.ask("GET", ORIGIN, user));
    assertThat(answer.get(0)).as(path).matches("http/1.1 (200|302).*");
    assertThat(answer)
        .as(path)
        .filteredOn(line -> line.startsWith("access-control-allow-origin:"))
        .containsExactly("access-control-allow-origin: https://app.example");
    assertThat(answer).as(path).anyMatch(line -> line.matches("vary:.*origin.*"));
    assertThat(lower(curl.ask("GET", "Origin: https://evil.example", user)))
        .as(path)
        .noneMatch(line -> line.startsWith("access-control-"));
    List<String> preflight =
        lower(
            curl.ask(
                "OPTIONS",
                ORIGIN,
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: content-type"));
    assertThat(preflight.get(0)).as(path).startsWith("http/1.1 204");
    assertThat(preflight).as(path).contains("access-control-allow-methods: get, head, post");
  }

  @Test
  void areGovernedWhereSomethingIsConfigured() throws Exception {
    try (Folder folder = new Folder(empty)) {
      Tomcat tomcat = new Tomcat(folder);
      tomcat.takeAutoJar();
      context(tomcat, "jolokia", "jolokia-agent-war.war", RULE + PREFLIGHTS_BEFORE_LOGIN);
      Files.writeString(
          tomcat.home().resolve("conf/tomcat-users.xml"),
          "<tomcat-users><user username=\"me\" password=\"secret\" roles=\"jolokia\"/>"
              + "</tomcat-users>");
      context(tomcat, "hawtio", "hawtio-war.war", RULE);
      context(tomcat, "fuseki", "jena-fuseki-war.war", RULE + jettyClassesForFuseki());
      Files.createDirectories(tomcat.home().resolve("webapps/plain"));
      Files.writeString(tomcat.home().resolve("webapps/plain/index.html"), "<p>Plain.</p>\n");
      Process server =
          tomcat.start(
              "-Dhawtio.authenticationEnabled=false", "-DFUSEKI_BASE=" + folder.resolve("fuseki"));
      new Curl(tomcat.port(), "/plain/").await(server);
      isGoverned(tomcat.port(), "/jolokia/version", ME);
      isGoverned(tomcat.port(), "/hawtio/", NOBODY);
      isGoverned(tomcat.port(), "/fuseki/$/ping", NOBODY);
      assertThat(lower(new Curl(tomcat.port(), "/plain/").ask("GET", ORIGIN)))
          .noneMatch(line -> line.startsWith("access-control-") || line.startsWith("vary: origin"));
    }
  }

  /** Rules of the whole server, for one context alone; and one that is wrong stops that app. */
  @Test
  void aServersRulesCountWhereTheyAreMeantTo() throws Exception {
    try (Folder folder = new Folder(empty)) {
      Tomcat tomcat = new Tomcat(folder);
      tomcat.takeAutoJar();
      for (String app : List.of("in", "out", "wrong")) {
        Files.createDirectories(tomcat.home().resolve("webapps").resolve(app));
        Files.writeString(tomcat.home().resolve("webapps/" + app + "/index.html"), "<p/>\n");
      }
      Path context = tomcat.home().resolve("webapps/wrong/META-INF/context.xml");
      Files.createDirectories(context.getParent());
      Files.writeString(
          context,
          "<Context>"
              + "<Parameter name=\"bucketcors.rules[0].allowed-origins\" value=\"app.example\"/>"
              + "</Context>");
      Process server =
          tomcat.start(
              "-Dbucketcors.auto.contexts=/in,/wrong",
              "-Dbucketcors.rules[0].allowed-origins=https://app.example",
              "-Dbucketcors.rules[0].allowed-methods=GET,HEAD,POST",
              "-Dbucketcors.rules[0].allowed-headers=content-type");
      new Curl(tomcat.port(), "/out/").await(server);
      isGoverned(tomcat.port(), "/in/", NOBODY);
      assertThat(lower(new Curl(tomcat.port(), "/out/").ask("GET", ORIGIN)))
          .noneMatch(line -> line.startsWith("access-control-"));
      assertThat(new Curl(tomcat.port(), "/wrong/").ask("GET").get(0)).startsWith("HTTP/1.1 404");
      assertThat(tomcat.logs()).contains("write https://app.example");
    }
  }

  /** In an app's own lib folder, on Jetty, which finds initialisers by its annotations module. */
  @Test
  void theJarInAnAppsOwnFolderIsFoundByJetty() throws Exception {
    try (Folder folder = new Folder(empty)) {
      folder
          .file("war/index.html", "<p>It works.</p>\n")
          .file(
              "war/WEB-INF/classes/META-INF/microprofile-config.properties",
              """
              bucketcors.rules[0].allowed-origins=https://app.example
              bucketcors.rules[0].allowed-methods=GET,HEAD,POST
              bucketcors.rules[0].allowed-headers=content-type
              """);
      Path lib = Files.createDirectories(folder.resolve("war/WEB-INF/lib"));
      Files.copy(Published.jar("cors-servlet-auto"), lib.resolve("cors-servlet-auto.jar"));
      Server server = new Server();
      ServerConnector connector = new ServerConnector(server);
      connector.setHost("localhost");
      server.addConnector(connector);
      WebAppContext app = new WebAppContext();
      app.setContextPath("/");
      app.setWar(folder.resolve("war").toString());
      server.setHandler(app);
      server.start();
      try {
        isGoverned(connector.getLocalPort(), "/", NOBODY);
      } finally {
        server.stop();
      }
    }
  }
}
