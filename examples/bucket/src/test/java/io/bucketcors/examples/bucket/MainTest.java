package io.bucketcors.examples.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) throws InterruptedException {
    return Main.run(args, print(out), print(err));
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void helpsAndEnds() throws Exception {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(
            "--port",
            "--page-port",
            "--data",
            "--host",
            "--dialect",
            "--open",
            "bucketcors.rules[0]");
  }

  @Test
  void endsWithTwoOnAnUnknownOption() throws Exception {
    assertThat(run("--nope")).isEqualTo(2);
    assertThat(errors()).isEqualTo("bucket: unknown option \"--nope\"; see --help\n");
  }

  @Test
  void endsWithTwoWhereThePortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());
      assertThat(run("--port", port, "--page-port", "0")).isEqualTo(2);
      assertThat(errors())
          .isEqualTo(
              "bucket: port " + port + " on 127.0.0.1 is taken; choose another with --port\n");
    }
  }

  @Test
  void endsWithTwoWhereThePagesPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());
      assertThat(run("--port", "0", "--page-port", port)).isEqualTo(2);
      assertThat(errors())
          .isEqualTo(
              "bucket: port " + port + " on 127.0.0.1 is taken; choose another with --page-port\n");
    }
  }

  @Test
  void endsWithTwoWhereTheHostIsNotHere() throws Exception {
    assertThat(run("--port", "0", "--host", "192.0.2.1")).isEqualTo(2);
    assertThat(errors()).isEqualTo("bucket: --host \"192.0.2.1\" is no address of this machine\n");
  }

  @Test
  void endsWithTwoWhereTheFolderIsAFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThat(run("--port", "0", "--data", file.toString())).isEqualTo(2);
    assertThat(errors()).isEqualTo("bucket: --data \"" + file + "\" is no folder\n");
    assertThat(run("--port", "0", "--data", file + "/below")).isEqualTo(2);
    assertThat(errors()).contains("/below\" cannot be used: ");
  }

  /** Each holds the rules in memory, and sweeps what the other has under way. */
  @Test
  void endsWithTwoWhereAnotherHasTheFolder(@TempDir Path folder) throws Exception {
    try (BucketExample other = BucketExample.start(Options.ephemeral().withData(folder))) {
      assertThat(run("--port", "0", "--data", folder.toString())).isEqualTo(2);
      assertThat(errors())
          .isEqualTo("bucket: --data \"" + folder + "\" is in use by another process\n");
    }
  }

  /** The secret is printed where it was made, and never again. */
  @Test
  void showsItsKeysOnceAndKeepsThem(@TempDir Path folder) throws Exception {
    Options options = Options.ephemeral().withData(folder);
    String[] keys;
    try (BucketExample first = BucketExample.start(options)) {
      keys = first.describeKeys().split(" +", -1);
      assertThat(keys).hasSize(3).startsWith("keys");
    }
    Path file = folder.toRealPath().resolve(".bucketcors/keys");
    assertThat(file).hasContent(keys[1] + "\n" + keys[2] + "\n");
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    try (BucketExample second = BucketExample.start(options)) {
      assertThat(second.describeKeys()).isEqualTo("keys    kept in " + file);
    }
    try (BucketExample given = BucketExample.start(options.withKeys("AKIDGIVEN", "a secret"))) {
      assertThat(given.describeKeys()).isEqualTo("keys    as given");
    }
    try (BucketExample open = BucketExample.start(options.opened())) {
      assertThat(open.describeKeys()).isEqualTo("open    anyone may write");
    }
  }
}
