package io.bucketcors.conformance.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Apache TomEE, the distribution with MicroProfile. */
public final class TomEe extends AppServer {
  private static final int NEWEST_JDK = 17;

  public TomEe() {
    super("TomEE 9.0", "server.tomee");
  }

  /** On a newer one its JAX-RS answers nothing but 404. */
  @Override
  public boolean runsOn(int jdk) {
    return jdk <= NEWEST_JDK;
  }

  @Override
  List<String> prepare(Path home, Path base, int port, List<Deployment> wars) throws IOException {
    Path conf = base.resolve("conf");
    Distributions.copy(home.resolve("conf"), conf);
    for (String folder : List.of("logs", "temp", "work", "apps")) {
      Files.createDirectories(base.resolve(folder));
    }
    copyByName(wars, base.resolve("webapps"));
    Path server = conf.resolve("server.xml");
    Files.writeString(
        server,
        replaced(
            replaced(Files.readString(server), "port=\"8005\"", "port=\"-1\""),
            "port=\"8080\"",
            "address=\"127.0.0.1\" port=\"" + port + "\""));
    Files.writeString(
        conf.resolve("tomcat-users.xml"),
        """
        <tomcat-users>
          <role rolename="%s"/>
          <user username="%s" password="%s" roles="%s"/>
        </tomcat-users>
        """
            .formatted(ROLE, USER, PASSWORD, ROLE));
    return List.of(home.resolve("bin/catalina.sh").toString(), "run");
  }

  @Override
  void undeploy(Path base, String contextPath) throws IOException {
    Files.delete(base.resolve("webapps" + contextPath + ".war"));
  }

  private static String replaced(String text, String old, String by) {
    if (!text.contains(old)) {
      throw new IllegalStateException("server.xml holds no " + old);
    }
    return text.replaceFirst(old, by);
  }

  @Override
  Map<String, String> environment(Path base) {
    return Map.of("CATALINA_BASE", base.toString());
  }
}
