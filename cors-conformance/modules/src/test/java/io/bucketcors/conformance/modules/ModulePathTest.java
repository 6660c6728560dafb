package io.bucketcors.conformance.modules;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.ServerProcess;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program of named modules, started as {@code java --module-path … --module …}. */
class ModulePathTest {
  private static final String APP = "io.bucketcors.conformance.modules";

  @TempDir private Path folder;

  /** A started program, ended with the test. */
  private record Program(ServerProcess process, List<String> said) implements AutoCloseable {
    int port() {
      return Integer.parseInt(said.get(0).substring("port ".length()));
    }

    @Override
    public void close() {
      process.close();
    }
  }

  private Program start(List<Path> modulePath, List<String> options, String rules) {
    List<String> command = new ArrayList<>();
    command.add(ServerProcess.ofJdk("java"));
    command.add("--module-path");
    command.add(
        modulePath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.addAll(options);
    command.add("--module");
    command.add(APP + "/" + APP + ".Main");
    command.add(rules);
    ServerProcess process =
        ServerProcess.startTalking(new ProcessBuilder(command), folder.resolve("errors.log"));
    try {
      List<String> said = new ArrayList<>();
      for (String line = process.line(); !line.equals("started"); line = process.line()) {
        said.add(line);
      }
      return new Program(process, said);
    } catch (RuntimeException | Error e) {
      process.close();
      throw e;
    }
  }

  private static HttpResponse<String> send(
      Program program, String method, String path, String... headers) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + program.port() + path))
                .method(method, BodyPublishers.noBody())
                .headers(headers)
                .build(),
            BodyHandlers.ofString());
  }

  private static void answers(Program program, String origin) throws Exception {
    HttpResponse<String> servlet = send(program, "GET", "/servlet/x", "Origin", origin);
    assertThat(servlet.body()).isEqualTo("hello");
    assertThat(servlet.headers().allValues("Access-Control-Allow-Origin")).containsExactly(origin);
    String files = "https://files.example";
    HttpResponse<String> resource = send(program, "GET", "/rest/files", "Origin", files);
    assertThat(resource.body()).isEqualTo("test.txt");
    assertThat(resource.headers().allValues("Access-Control-Allow-Origin")).containsExactly(files);
    HttpResponse<String> other = send(program, "GET", "/rest/files", "Origin", origin);
    assertThat(other.headers().allValues("Access-Control-Allow-Origin")).isEmpty();
    assertThat(preflight(program, "/servlet/x", origin, "PUT")).isEqualTo("204 [GET, PUT]");
    assertThat(preflight(program, "/rest/files", files, "GET")).isEqualTo("204 [GET]");
    assertThat(preflight(program, "/rest/files", origin, "GET")).isEqualTo("403 []");
    // Where resources have buckets of their own, what no resource matches is in none.
    assertThat(preflight(program, "/rest/none", origin, "PUT")).isEqualTo("403 []");
  }

  private static String preflight(Program program, String path, String origin, String method)
      throws Exception {
    HttpResponse<String> answer =
        send(program, "OPTIONS", path, "Origin", origin, "Access-Control-Request-Method", method);
    return answer.statusCode() + " " + answer.headers().allValues("Access-Control-Allow-Methods");
  }

  @Test
  void runsWithoutAnyMicroProfile() throws Exception {
    List<Path> path = Jars.ofTheApplication("microprofile", "smallrye", "jboss-logging");
    try (Program program = start(path, List.of(), "map")) {
      assertThat(program.said())
          .contains(
              "module io.bucketcors.core",
              "module io.bucketcors.servlet",
              "module io.bucketcors.jaxrs",
              "microprofile false");
      answers(program, "https://app.example");
    }
  }

  @Test
  void readsItsRulesFromSmallRye() throws Exception {
    List<String> options =
        List.of("--add-modules", "org.eclipse.microprofile.config,io.smallrye.config");
    try (Program program = start(Jars.ofTheApplication(), options, "config")) {
      assertThat(program.said())
          .contains(
              "module io.bucketcors.core",
              "module io.bucketcors.servlet",
              "module io.bucketcors.jaxrs",
              "microprofile true");
      answers(program, "https://configured.example");
    }
  }
}
