package io.bucketcors.conformance.clients;

import io.bucketcors.conformance.harness.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Amazon's command line, as Debian packages it, with keys and a home of its own. */
final class AwsCli {
  private static final Path PROGRAM = Path.of("/usr/bin/aws");

  private final TestBucket bucket;
  private final Path folder;

  AwsCli(TestBucket bucket, Path folder) {
    this.bucket = bucket;
    this.folder = folder;
  }

  /**
   * What a program said and how it ended.
   *
   * @param output errors included
   */
  record Ended(int status, String output) {}

  /** Skips a test, or with {@code -Dawscli=required} fails it, where the program is not there. */
  static void require() {
    Programs.at("awscli", "Amazon's command line (Debian: awscli)", PROGRAM);
  }

  /** Runs it against the bucket. */
  Ended aws(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(PROGRAM.toString(), "--endpoint-url", bucket.endpoint().toString()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  /** Runs a line as a shell does, in which {@code aws} is this program. */
  Ended shell(String line) throws IOException, InterruptedException {
    return run(List.of("bash", "-c", "aws() { " + PROGRAM + " \"$@\"; }\n" + line));
  }

  private Ended run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder program = new ProcessBuilder(command).directory(folder.toFile());
    program.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    program
        .environment()
        .putAll(
            Map.of(
                "HOME",
                folder.toString(),
                "AWS_ACCESS_KEY_ID",
                TestBucket.ACCESS,
                "AWS_SECRET_ACCESS_KEY",
                TestBucket.SECRET,
                "AWS_DEFAULT_REGION",
                "us-east-1",
                "AWS_EC2_METADATA_DISABLED",
                "true",
                "AWS_PAGER",
                ""));
    Process process = program.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }
}
