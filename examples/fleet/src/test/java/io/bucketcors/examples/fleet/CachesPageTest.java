package io.bucketcors.examples.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/operate/caches.md shows of nginx is what the fleet runs. */
class CachesPageTest {
  private static final Pattern BLOCK = Pattern.compile("```nginx\\n(.*?)```", Pattern.DOTALL);

  @Test
  void theConfigurationOnThePageIsTheOneThatIsTested() throws Exception {
    Matcher block =
        BLOCK.matcher(Files.readString(Path.of("..", "..", "docs", "operate", "caches.md")));
    assertThat(block.find()).isTrue();
    List<String> shown = lines(block.group(1));
    assertThat(shown).hasSizeGreaterThan(8);
    assertThat(lines(Fleet.resource("nginx.conf"))).containsAll(shown);
  }

  private static List<String> lines(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }
}
