package io.bucketcors.conformance.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The files that the app reads its rules from, each replaced as a whole. */
final class RulesFolder {
  private static final List<String> FILES =
      List.of("rules.properties", "docs.xml", "open.xml", "store.xml");

  /** Files that have to be refused; an empty path stands for one that is gone. */
  private static final List<String> BROKEN =
      List.of(
          "broken/slash/rules.properties",
          "broken/unclosed/docs.xml",
          "broken/vanished/rules.properties",
          "broken/method/open.xml",
          "missing/store.xml");

  private final Path source;
  private final Path folder;
  private int broken;

  RulesFolder(Path source, Path folder) {
    this.source = source;
    this.folder = folder;
  }

  /** Puts all files of a rule set in place, one after the other. */
  void put(RuleSet rules) throws IOException {
    for (String name : FILES) {
      replace(name, source.resolve(rules.key()).resolve(name));
    }
  }

  /** Puts one file in place whose rules are half of one set and half of the other. */
  void putMixed() throws IOException {
    replace(FILES.get(0), source.resolve("mixed").resolve(FILES.get(0)));
  }

  /** Breaks one file, each time in the next way. */
  void breakOne() throws IOException {
    Path next = source.resolve(BROKEN.get(broken++ % BROKEN.size()));
    String name = next.getFileName().toString();
    if (Files.exists(next)) {
      replace(name, next);
    } else {
      Files.delete(folder.resolve(name));
    }
  }

  private void replace(String name, Path by) throws IOException {
    Path target = folder.resolve(name);
    Path beside = folder.resolve(name + ".next");
    Files.copy(by, beside, StandardCopyOption.REPLACE_EXISTING);
    Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
