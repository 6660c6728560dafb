package io.bucketcors.conformance.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.Programs;
import io.bucketcors.conformance.harness.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What pages show of nginx is read by a real one: blocks, and the directives that the migration
 * starts from. What it does is tested elsewhere, by nginx as a proxy and by the fleet.
 */
class NginxInPagesTest {
  private static final Pattern CELL = Pattern.compile("(?m)^\\| `([^`]+[;}])` \\|");

  /** What stands beside servers, not in one. */
  private static final Set<String> BESIDE_SERVERS =
      Set.of("map", "upstream", "proxy_cache_path", "server");

  private static final long SECONDS = 60;

  @TempDir private Path folder;

  /**
   * A piece of configuration.
   *
   * @param page where it stands
   * @param text it
   */
  private record Shown(String page, String text) {
    @Override
    public String toString() {
      return page + ": " + text.lines().findFirst().orElse("");
    }
  }

  private static List<Shown> all() {
    List<Shown> all = new ArrayList<>();
    for (Page page : Page.all()) {
      page.blocks().stream()
          .filter(block -> block.language().equals("nginx"))
          .forEach(block -> all.add(new Shown(page.name(), block.code())));
    }
    // One configuration: its lines need each other.
    Page migration = Page.of(Readme.root().resolve("docs/migrate/nginx.md"));
    StringBuilder lines = new StringBuilder();
    CELL.matcher(migration.text()).results().forEach(cell -> lines.append(cell.group(1) + "\n"));
    all.add(new Shown(migration.name(), lines.toString()));
    return all;
  }

  @TestFactory
  Stream<DynamicTest> whatPagesShowIsReadByNginx() {
    Path nginx = Programs.find("nginx", "nginx", List.of("nginx"));
    return all().stream()
        .map(shown -> DynamicTest.dynamicTest(shown.toString(), () -> check(nginx, shown.text())));
  }

  @Test
  void thereAreSomeAndNoneGetsLost() {
    assertThat(all()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(all()).last().extracting(Shown::text).asString().hasLineCount(7);
    assertThat(statements("map $a $b { x y; }\nerror_page 502 /a;\nlocation / {\n  internal;\n}\n"))
        .containsExactly(
            "map $a $b { x y; }", "error_page 502 /a;", "location / {\n  internal;\n}");
  }

  private void check(Path nginx, String shown) throws Exception {
    StringBuilder beside = new StringBuilder();
    StringBuilder within = new StringBuilder();
    for (String statement : statements(shown)) {
      boolean isBeside = BESIDE_SERVERS.contains(statement.split("[ {]", 2)[0]);
      (isBeside ? beside : within).append(statement).append('\n');
    }
    if (!shown.contains("upstream nodes")) {
      beside.append("upstream nodes { server 127.0.0.1:9; }\n");
    }
    Files.createDirectories(folder.resolve("tmp"));
    Files.writeString(folder.resolve("nginx.conf"), configuration(beside, within));
    Process process =
        new ProcessBuilder(
                List.of(
                    nginx.toString(),
                    "-t",
                    "-p",
                    folder.toString(),
                    "-c",
                    "nginx.conf",
                    "-e",
                    folder.resolve("error.log").toString()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output.log").toFile())
            .start();
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    String said = Files.readString(folder.resolve("output.log"));
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said).doesNotContain("[warn]").contains("test is successful");
  }

  private static String configuration(CharSequence beside, CharSequence within) throws IOException {
    return """
    pid nginx.pid;
    events {}
    http {
      access_log off;
      client_body_temp_path tmp/body;
      proxy_temp_path tmp/proxy;
      fastcgi_temp_path tmp/fastcgi;
      uwsgi_temp_path tmp/uwsgi;
      scgi_temp_path tmp/scgi;
      %s
      server {
        listen 127.0.0.1:%d;
        %s
      }
    }
    """
        .formatted(beside, ServerProcess.freePort(), within);
  }

  /** The outermost statements: up to a semicolon, or to the end of their block. */
  private static List<String> statements(String text) {
    List<String> statements = new ArrayList<>();
    int depth = 0;
    int start = 0;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else {
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (depth == 0 && (c == ';' || c == '}')) {
          statements.add(text.substring(start, i + 1).strip());
          start = i + 1;
        }
      }
    }
    assertThat(text.substring(start)).as("ends in a statement").isBlank();
    return statements;
  }
}
