package io.bucketcors.conformance.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Links lead somewhere, pages are short, and every page can be found from the first. */
class PagesTest {
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final int MOST_WORDS = 900;

  /** Written by tests and runs, and the project's own papers. */
  private static final Set<String> LONG =
      Set.of(
          "CHANGELOG.md",
          "CONTRIBUTING.md",
          "README.md",
          "SECURITY.md",
          "docs/compatibility.md",
          "docs/compatibility-jaxrs.md",
          "docs/configuration-errors.md",
          "docs/mutation.md",
          "docs/performance.md",
          "docs/browsers.md",
          "docs/why/blocked.md");

  @Test
  void everyLinkLeadsSomewhere() {
    List<String> dead = new ArrayList<>();
    int links = 0;
    for (Page page : Page.all()) {
      Matcher link = LINK.matcher(page.prose());
      while (link.find()) {
        String target = link.group(1);
        if (target.matches("(https?|mailto):.*")) {
          continue;
        }
        links++;
        String path = URLDecoder.decode(target.replaceFirst("#.*", ""), StandardCharsets.UTF_8);
        String anchor = target.contains("#") ? target.substring(target.indexOf('#') + 1) : "";
        Path file = path.isEmpty() ? page.file() : page.file().resolveSibling(path).normalize();
        boolean there = Files.exists(file);
        if (!there || !anchor.isEmpty() && !Page.of(file).anchors().contains(anchor)) {
          dead.add(page.name() + ": " + target);
        }
      }
    }
    assertThat(dead).isEmpty();
    assertThat(links).isGreaterThan(150);
  }

  @Test
  void noPageIsLongerThanSomebodyReads() {
    assertThat(Page.all())
        .filteredOn(page -> !LONG.contains(page.name()))
        .allSatisfy(
            page -> assertThat(page.words()).as(page.name()).isLessThanOrEqualTo(MOST_WORDS));
  }

  @Test
  void everyPageIsLinkedToFromTheFirst() {
    Path docs = Readme.root().resolve("docs");
    String first = Page.of(docs.resolve("README.md")).text();
    // The second level: pages that belong to one of the first.
    StringBuilder linked = new StringBuilder(first);
    for (Page page : Page.all()) {
      if (page.name().startsWith("docs/")
          && first.contains(docs.relativize(page.file()).toString())) {
        linked.append(page.text());
      }
    }
    assertThat(Page.all())
        .filteredOn(page -> page.name().startsWith("docs/") && !page.name().endsWith("README.md"))
        .allSatisfy(
            page ->
                assertThat(linked.toString())
                    .as(page.name())
                    .contains(page.file().getFileName().toString()));
  }
}
