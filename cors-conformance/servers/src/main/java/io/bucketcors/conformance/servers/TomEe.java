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
    // Without it the logs of the apps go to the console too.
    Files.delete(conf.resolve("logging.properties"));
    for (String folder : List.of("logs", "temp", "work", "apps")) {
      Files.createDirectories(base.resolve(folder));
    }
    copyByName(wars, base.resolve("webapps"));
    Files.writeString(
        conf.resolve("server.xml"),
        """
        <Server port="-1">
          <Listener className="org.apache.tomee.catalina.ServerListener"/>
          <GlobalNamingResources>
            <Resource name="UserDatabase" auth="Container" type="org.apache.catalina.UserDatabase"
                factory="org.apache.catalina.users.MemoryUserDatabaseFactory"
                pathname="conf/tomcat-users.xml"/>
          </GlobalNamingResources>
          <Service name="Catalina">
            <Connector address="127.0.0.1" port="%d" protocol="HTTP/1.1">
              <UpgradeProtocol className="org.apache.coyote.http2.Http2Protocol"/>
            </Connector>
            <Engine name="Catalina" defaultHost="localhost">
              <Realm className="org.apache.catalina.realm.UserDatabaseRealm"
                  resourceName="UserDatabase"/>
              <Host name="localhost" appBase="webapps"/>
            </Engine>
          </Service>
        </Server>
        """
            .formatted(port));
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

  @Override
  Map<String, String> environment(Path base) {
    return Map.of("CATALINA_BASE", base.toString());
  }
}
