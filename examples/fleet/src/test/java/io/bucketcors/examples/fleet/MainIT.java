package io.bucketcors.examples.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command that starts everything: what it prints works, and nothing outlives it. */
class MainIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatItStartsEndsWithIt(boolean killed) throws Exception {
    Process main =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    List<ProcessHandle> all = new ArrayList<>(List.of(main.toHandle()));
    try {
      BufferedReader out = main.inputReader(StandardCharsets.UTF_8);
      String said = until(out, "Ctrl-C");
      all.addAll(main.descendants().toList());
      // The store, three nodes, and nginx below a shell.
      assertThat(all).hasSizeGreaterThan(6);
      int port = port(said, "cache +http://127.0.0.1:(\\d+)/");
      assertThat(grant(port, "https://app.example")).containsExactly("https://app.example");
      assertThat(Client.once(port, "GET", "/").body()).contains("/status/");
      String version = Status.of(port(said, "nodes .*:(\\d+)/")).version();

      Path document = folder.resolve("other.xml");
      Files.writeString(document, Documents.of(1));
      var in = main.outputWriter(StandardCharsets.UTF_8);
      in.write(document + "\n");
      in.flush();
      until(out, "published");
      TestFleet.until(
          "another version is in force",
          () -> !Status.of(port(said, "nodes .*:(\\d+)/")).version().equals(version));
      assertThat(grant(port, Documents.A)).containsExactly(Documents.A);
    } finally {
      if (killed) {
        main.destroyForcibly();
      } else {
        main.destroy();
      }
    }
    TestFleet.until(
        "all processes have ended", () -> all.stream().noneMatch(ProcessHandle::isAlive));
    if (!killed) {
      try (var left = Files.list(folder)) {
        assertThat(left).noneMatch(file -> file.getFileName().toString().contains("fleet"));
      }
    }
  }

  private static List<String> grant(int port, String origin) throws IOException {
    return Client.once(port, "GET", "/objects/a.txt", "Origin: " + origin)
        .lines("Access-Control-Allow-Origin");
  }

  /** All lines up to the one with that text. */
  private String until(BufferedReader out, String text) throws IOException {
    StringBuilder said = new StringBuilder();
    while (said.indexOf(text) < 0) {
      String line = out.readLine();
      if (line == null) {
        throw new AssertionError("it ended: " + Files.readString(folder.resolve("errors")));
      }
      said.append(line).append('\n');
    }
    return said.toString();
  }

  private static int port(String said, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(said);
    assertThat(found.find()).as(said).isTrue();
    return Integer.parseInt(found.group(1));
  }
}
