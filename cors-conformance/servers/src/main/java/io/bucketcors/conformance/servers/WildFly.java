package io.bucketcors.conformance.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** WildFly with its MicroProfile configuration. */
public final class WildFly extends AppServer {
  private static final String REALM = "ApplicationRealm";

  public WildFly() {
    super("WildFly 39", "server.wildfly");
  }

  @Override
  List<String> prepare(Path home, Path base, int port, List<Deployment> wars) throws IOException {
    Path standalone = base.resolve("standalone");
    Distributions.copy(home.resolve("standalone"), standalone);
    copyByName(wars, standalone.resolve("deployments"));
    Path configuration = standalone.resolve("configuration");
    append(configuration.resolve("application-users.properties"), USER + "=" + hash());
    append(configuration.resolve("application-roles.properties"), USER + "=" + ROLE);
    return List.of(
        home.resolve("bin/standalone.sh").toString(),
        "-c",
        "standalone-microprofile.xml",
        "-Djboss.server.base.dir=" + standalone,
        "-Djboss.http.port=" + port,
        "-Djboss.https.port=0",
        "-Djboss.management.http.port=0",
        "-Djboss.management.https.port=0");
  }

  @Override
  void undeploy(Path base, String contextPath) throws IOException {
    Files.delete(base.resolve("standalone/deployments" + contextPath + ".war.deployed"));
  }

  private static void append(Path file, String line) throws IOException {
    Files.writeString(file, "\n" + line + "\n", StandardOpenOption.APPEND);
  }

  /** A password as that file wants it. */
  private static String hash() {
    try {
      byte[] text = (USER + ":" + REALM + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
