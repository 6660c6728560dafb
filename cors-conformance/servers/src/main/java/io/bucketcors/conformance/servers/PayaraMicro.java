package io.bucketcors.conformance.servers;

import io.bucketcors.conformance.harness.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Payara Micro: one jar, WARs on its command line. */
public final class PayaraMicro extends AppServer {

  public PayaraMicro() {
    super("Payara Micro 6", "server.payara");
  }

  @Override
  List<String> prepare(Path home, Path base, int port, List<Deployment> wars) throws IOException {
    Path apps = base.resolve("apps");
    copyByName(wars, apps);
    Path password =
        Files.writeString(base.resolve("password"), "AS_ADMIN_USERPASSWORD=" + PASSWORD);
    Path commands =
        Files.writeString(
            base.resolve("commands"),
            "create-file-user --groups %s --passwordfile %s %s%n".formatted(ROLE, password, USER));
    List<String> command =
        new ArrayList<>(
            List.of(
                ServerProcess.ofJdk("java"),
                "-Djava.io.tmpdir=" + Files.createDirectories(base.resolve("tmp")),
                "-jar",
                home.toString(),
                "--nocluster",
                "--disablephonehome",
                "--rootDir",
                base.resolve("root").toString(),
                "--port",
                Integer.toString(port),
                "--postbootcommandfile",
                commands.toString()));
    for (Deployment war : wars) {
      command.add("--deploy");
      command.add(apps.resolve(war.fileName()).toString());
    }
    return command;
  }
}
