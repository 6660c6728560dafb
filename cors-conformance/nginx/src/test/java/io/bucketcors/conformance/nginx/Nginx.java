package io.bucketcors.conformance.nginx;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.bucketcors.conformance.harness.NginxProcess;
import io.bucketcors.conformance.harness.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** nginx with this module's configuration. */
final class Nginx {
  private Nginx() {}

  /**
   * The program, from the {@code PATH} or where Debian puts it.
   *
   * <p>Where there is none, the tests are skipped; with {@code -Dnginx=required} they fail.
   */
  static Path program() {
    boolean required =
        switch (System.getProperty("nginx", "installed")) {
          case "installed" -> false;
          case "required" -> true;
          default -> throw new IllegalArgumentException("nginx is installed or required");
        };
    return NginxProcess.program().orElseGet(() -> missing(required));
  }

  private static Path missing(boolean required) {
    String missing = "nginx is not on this machine";
    if (required) {
      return fail(missing + ", and -Dnginx=required asks for it");
    }
    String skipped = "Skipped: " + missing + "; -Dnginx=required makes this a failure";
    System.err.println(skipped);
    return abort(skipped);
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
