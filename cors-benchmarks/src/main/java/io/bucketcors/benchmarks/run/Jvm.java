package io.bucketcors.benchmarks.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A fresh JVM with the class path of this one. */
public final class Jvm {
  private Jvm() {}

  /** How it is started; what it says on standard error is shown. */
  public static ProcessBuilder of(List<String> options, Class<?> main, String... args) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  /**
   * Runs it to its end.
   *
   * @return the lines that it printed
   * @throws IllegalStateException if it failed
   */
  public static List<String> run(List<String> options, Class<?> main, String... args)
      throws IOException, InterruptedException {
    Process process = of(options, main, args).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(main.getSimpleName() + " failed: " + output);
    }
    return output.lines().toList();
  }
}
