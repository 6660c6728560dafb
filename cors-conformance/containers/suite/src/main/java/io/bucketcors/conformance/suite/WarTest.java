package io.bucketcors.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.Container;
import io.bucketcors.conformance.RawHttp;
import io.bucketcors.conformance.Servers;
import io.bucketcors.conformance.WarChecks;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The WAR of examples/webxml, unchanged: rules in a properties file, no Java code. */
@ExtendWith(Servers.Extension.class)
class WarTest {

  @Test
  void answersLikeABucketWithoutJavaCode(Servers servers) throws Exception {
    String row = "the WAR of examples/webxml";
    if (!servers.container().deploysWars()) {
      servers.table().cell(row, "nothing reads web.xml here; WildFly does");
      return;
    }
    Path war = Path.of(System.getProperty("example.war"));
    assertThat(war.resolve("WEB-INF/web.xml")).as("packaged by mvn verify").exists();
    try (Container.Running running = servers.container().deploy(war)) {
      WarChecks.answersLikeItsBucket(
          new RawHttp(running.port()), servers.container().contextPathOfWar());
    }
    servers.table().cell(row, "works");
  }
}
