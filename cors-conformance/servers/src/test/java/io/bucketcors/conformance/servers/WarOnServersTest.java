package io.bucketcors.conformance.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.WarChecks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The WAR of examples/webxml, unchanged, on application servers from their Maven artifacts. */
class WarOnServersTest {
  @TempDir private Path folder;

  private static Path property(String name) {
    Path path = Path.of(System.getProperty(name));
    assertThat(path).as(name).exists();
    return path;
  }

  private void answers(Path home, int port, String... command) throws Exception {
    try (ServerProcess server = ServerProcess.start(home, port, List.of(command))) {
      WarChecks.answersLikeItsBucket(server.http());
    }
  }

  @Test
  void wildFly() throws Exception {
    Path home = ServerProcess.unpack(property("server.wildfly"), folder);
    Files.copy(property("example.war"), home.resolve("standalone/deployments").resolve("ROOT.war"));
    int port = ServerProcess.freePort();
    answers(
        home,
        port,
        "bin/standalone.sh",
        "-c",
        "standalone-microprofile.xml",
        "-Djboss.http.port=" + port,
        "-Djboss.https.port=0",
        "-Djboss.management.http.port=0",
        "-Djboss.management.https.port=0");
  }
}
