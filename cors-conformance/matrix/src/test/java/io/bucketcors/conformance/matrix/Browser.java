package io.bucketcors.conformance.matrix;

import io.bucketcors.conformance.matrix.FetchModel.Knobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A browser as it is installed, without any driver: it opens a page, and the page does the rest.
 */
enum Browser {
  CHROMIUM(
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"),
      Knobs.NONE),
  FIREFOX(List.of("/usr/bin/firefox-esr", "/usr/bin/firefox"), new Knobs(true, true));

  private final List<String> places;
  final Knobs knobs;

  Browser(List<String> places, Knobs knobs) {
    this.places = places;
    this.knobs = knobs;
  }

  boolean isInstalled() {
    return places.stream().anyMatch(place -> Files.isExecutable(Path.of(place)));
  }

  private String program() {
    return places.stream()
        .filter(place -> Files.isExecutable(Path.of(place)))
        .findFirst()
        .orElseThrow();
  }

  /** Such as {@code Chromium 156.0}. */
  String version() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(program(), "--version")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor(20, TimeUnit.SECONDS);
    return text.strip().replaceFirst("( built on| snap).*", "");
  }

  /** Opens a page with a profile of its own; to be ended by the caller. */
  Process open(String url, Path folder) {
    List<String> command = new ArrayList<>(List.of(program()));
    try {
      Path profile = Files.createDirectories(folder.resolve("profile"));
      if (this == CHROMIUM) {
        command.addAll(
            List.of(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--user-data-dir=" + profile,
                url));
      } else {
        Files.writeString(
            profile.resolve("user.js"),
            """
            user_pref("browser.shell.checkDefaultBrowser", false);
            user_pref("datareporting.policy.dataSubmissionEnabled", false);
            user_pref("browser.aboutwelcome.enabled", false);
            user_pref("network.captive-portal-service.enabled", false);
            """);
        command.addAll(List.of("--headless", "--no-remote", "--profile", profile.toString(), url));
      }
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("browser.log").toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
