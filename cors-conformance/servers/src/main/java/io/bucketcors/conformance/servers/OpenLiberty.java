package io.bucketcors.conformance.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Open Liberty with just the features that the suites need. */
public final class OpenLiberty extends AppServer {
  private static final String SERVER = "suite";

  private final String more;

  public OpenLiberty() {
    this("");
  }

  /**
   * @param more further elements of its {@code server.xml}
   */
  public OpenLiberty(String more) {
    super("Open Liberty 26", "server.liberty");
    this.more = more;
  }

  @Override
  List<String> prepare(Path home, Path base, int port, List<Deployment> wars) throws IOException {
    Path server = Files.createDirectories(base.resolve("servers").resolve(SERVER));
    copyByName(wars, server.resolve("apps"));
    StringBuilder applications = new StringBuilder();
    for (Deployment war : wars) {
      applications.append(application(war));
    }
    Files.writeString(
        server.resolve("server.xml"),
        """
        <server>
          <featureManager>
            <feature>servlet-6.0</feature>
            <feature>restfulWS-3.1</feature>
            <feature>mpConfig-3.1</feature>
            <feature>appSecurity-5.0</feature>
          </featureManager>
          <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
          <basicRegistry realm="suite"><user name="%s" password="%s"/></basicRegistry>
        %s%s</server>
        """
            .formatted(port, USER, PASSWORD, applications, more));
    // Jars with a fixed date look unchanged to its caches.
    return List.of(home.resolve("bin/server").toString(), "run", SERVER, "--clean");
  }

  @Override
  void undeploy(Path base, String contextPath) throws IOException {
    Files.delete(base.resolve("servers/suite/apps" + contextPath + ".war"));
  }

  private static String application(Deployment war) {
    String root = war.contextPath().isEmpty() ? "/" : war.contextPath();
    return """
          <webApplication location="%s" contextRoot="%s">
            <application-bnd>
              <security-role name="%s"><user name="%s"/></security-role>
            </application-bnd>
          </webApplication>
        """
        .formatted(war.fileName(), root, ROLE, USER);
  }

  @Override
  Map<String, String> environment(Path base) {
    return Map.of("WLP_USER_DIR", base.toString());
  }
}
