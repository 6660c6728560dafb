package io.bucketcors.conformance.stores;

import io.bucketcors.conformance.harness.Programs;
import io.bucketcors.conformance.harness.ServerProcess;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A browser, driven by Node, whose pages have Amazon's SDK for JavaScript. */
enum Browser {
  CHROMIUM("chromium", "chromium", "chromium-browser", "google-chrome"),
  FIREFOX("firefox", "firefox-esr", "firefox");

  private static final Map<Browser, ServerProcess> RUNNING = new EnumMap<>(Browser.class);

  private final String word;
  private final List<String> programs;

  Browser(String word, String... programs) {
    this.word = word;
    this.programs = List.of(programs);
  }

  /**
   * A page uses a store, step by step, as far as it comes.
   *
   * @param page the name of the page's host
   * @return what it did, and what is in its bucket then
   */
  String use(String page, Store store) {
    String line =
        String.join(" ", page, store.endpoint(), store.checksums(), Store.ACCESS, Store.SECRET);
    return RUNNING.computeIfAbsent(this, Browser::start).command(line);
  }

  private static ServerProcess start(Browser browser) {
    Path executable = Programs.find("browsers", browser.word, browser.programs);
    Path folder = Path.of(System.getProperty("node.folder"));
    ProcessBuilder node = new ProcessBuilder("node", "driver.mjs").directory(folder.toFile());
    node.environment()
        .putAll(Map.of("BROWSER", browser.word, "BROWSER_PATH", executable.toString()));
    ServerProcess process =
        ServerProcess.startTalking(node, folder.resolveSibling(browser.word + ".log"));
    process.line();
    return process;
  }

  static void closeAll() {
    RUNNING.values().forEach(ServerProcess::close);
    RUNNING.clear();
  }
}
