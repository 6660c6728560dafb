package io.bucketcors.conformance.load.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A server that does what it is told, line by line, on standard input, and answers each line with
 * one on standard output. It ends with its input, so with the process that started it.
 */
abstract class LoadServer {
  private final Watch watch = new Watch();

  /** Starts without any app, on a free port of the loopback interface. */
  abstract int start() throws Exception;

  /** Deploys an unpacked WAR at the root and returns its class loader. */
  abstract ClassLoader deploy(Path war) throws Exception;

  /** Undeploys it, and keeps nothing of it. */
  abstract void undeploy() throws Exception;

  /** Runs until the input ends. */
  static void serve(LoadServer server, String war) throws Exception {
    PrintStream out = System.out;
    // What else is printed must not get between the answers.
    System.setOut(System.err);
    out.println(server.start());
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(server.obey(line, Path.of(war)));
    }
    // Other threads of the server may not be daemons.
    System.exit(0);
  }

  private String obey(String command, Path war) throws Exception {
    switch (command) {
      case "deploy" -> {
        watch.add(deploy(war));
        return "deployed";
      }
      case "undeploy" -> {
        undeploy();
        return "undeployed";
      }
      case "heap" -> {
        return Long.toString(Watch.heap());
      }
      case "instances" -> {
        return Watch.instances().toString();
      }
      case "threads" -> {
        return watch.threads().toString();
      }
      case "loaders" -> {
        return Long.toString(watch.loaders());
      }
      case "dump" -> {
        return Watch.dump();
      }
      default -> throw new IOException("unknown: " + command);
    }
  }
}
