package io.bucketcors.conformance.servers;

import io.bucketcors.conformance.RawHttp;
import io.bucketcors.conformance.WarChecks;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The WAR of examples/webxml, unchanged, on application servers from their Maven artifacts. */
class WarOnServersTest {

  static List<AppServer> servers() {
    return List.of(new WildFly(), new OpenLiberty(), new PayaraMicro());
  }

  @ParameterizedTest
  @MethodSource("servers")
  void answersLikeABucket(AppServer server) throws Exception {
    Assumptions.assumeTrue(server.runsOn(Runtime.version().feature()), "not made for this JDK");
    Path war = Path.of(System.getProperty("example.war"));
    try (ServerProcess running = server.start(List.of(new Deployment("", war, "/test.txt")))) {
      WarChecks.answersLikeItsBucket(new RawHttp(running.port()), "");
    }
  }
}
