package io.bucketcors.conformance.nginx;

import io.bucketcors.conformance.harness.NginxProcess;
import io.bucketcors.conformance.harness.Programs;
import io.bucketcors.conformance.harness.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** nginx with this module's configuration. */
final class Nginx {
  private Nginx() {}

  /** The program; without it the tests are skipped, or fail with {@code -Dnginx=required}. */
  static Path program() {
    return Programs.find("nginx", "nginx", List.of("nginx"));
  }

  /** Starts one in front of an app, with the configuration and the certificate in the folder. */
  static NginxProcess start(Path program, Path folder, int app) throws IOException {
    return NginxProcess.start(
        program,
        folder,
        template()
            .replace("@APP@", Integer.toString(app))
            .replace("@CLOSED@", Integer.toString(ServerProcess.freePort())));
  }

  private static String template() throws IOException {
    try (InputStream in = Nginx.class.getResourceAsStream("/nginx.conf")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
