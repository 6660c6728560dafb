package io.bucketcors.conformance.matrix;

import io.bucketcors.conformance.harness.Programs;
import io.bucketcors.conformance.matrix.FetchModel.Knobs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A browser as it is installed, without any driver: it opens a page, and the page does the rest.
 */
enum Browser {
  CHROMIUM(List.of("chromium", "chromium-browser", "google-chrome"), Knobs.NONE),
  FIREFOX(List.of("firefox-esr", "firefox"), new Knobs(true, true, true));

  private final List<String> programs;
  final Knobs knobs;

  Browser(List<String> programs, Knobs knobs) {
    this.programs = programs;
    this.knobs = knobs;
  }

  private String program() {
    return Programs.find("browsers", name(), programs).toString();
  }

  /**
   * Whether it opens pages of a site on HTTPS: Firefox (seen in 153) does not where the host has
   * {@code _}, whether the certificate is accepted or not.
   */
  boolean opensSecurely(Axes.Site site) {
    return this != FIREFOX || site != Axes.Site.UNDERSCORE;
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

  /** Where it is not installed, tests are skipped; with {@code -Dbrowsers=required} they fail. */
  void require() {
    program();
  }

  /** Opens a page with a profile of its own, and trusts a certificate. */
  Running open(String url, Path folder, @Nullable Trust trust) throws Exception {
    List<String> command = new ArrayList<>(List.of(program()));
    Path profile = Files.createDirectories(folder.resolve("profile"));
    if (this == CHROMIUM) {
      command.addAll(
          List.of(
              "--headless=new",
              "--no-sandbox",
              "--disable-gpu",
              "--disable-dev-shm-usage",
              "--no-first-run",
              "--user-data-dir=" + profile));
      if (trust != null) {
        command.add("--ignore-certificate-errors-spki-list=" + trust.keyDigest());
      }
      command.add(url);
    } else {
      Files.writeString(
          profile.resolve("user.js"),
          """
          user_pref("browser.shell.checkDefaultBrowser", false);
          user_pref("datareporting.policy.dataSubmissionEnabled", false);
          user_pref("browser.aboutwelcome.enabled", false);
          user_pref("network.captive-portal-service.enabled", false);
          """);
      if (trust != null) {
        Files.writeString(profile.resolve("cert_override.txt"), trust.overrides());
      }
      command.addAll(List.of("--headless", "--no-remote", "--profile", profile.toString(), url));
    }
    return new Running(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("browser.log").toFile())
            .start());
  }

  /** A browser at work, until it is closed. */
  record Running(Process process) implements AutoCloseable {
    @Override
    public void close() throws InterruptedException {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
  }
}
