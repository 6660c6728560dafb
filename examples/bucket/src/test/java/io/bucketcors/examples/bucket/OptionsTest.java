package io.bucketcors.examples.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketcors.CorsDialect;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {

  @Test
  void listensOnLoopbackByDefault() throws Exception {
    assertThat(Options.parse()).isEqualTo(Options.ephemeral().withPorts(8080, 8081));
  }

  @Test
  void readsBothWaysOfWritingAValue() throws Exception {
    assertThat(Options.parse("--port", "9000", "--data=objects", "--host", "::1"))
        .isEqualTo(
            new Options(
                "::1", 9000, 9001, Path.of("objects"), CorsDialect.S3, false, null, null, false));
    assertThat(Options.parse("--port=9000", "--page-port=9100").pagePort()).isEqualTo(9100);
  }

  @Test
  void takesAnyFreePortsForZero() throws Exception {
    assertThat(Options.parse("--port", "0").pagePort()).isZero();
  }

  @Test
  void asksForHelp() throws Exception {
    assertThat(Options.parse("--port", "9000", "--help").help()).isTrue();
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    refuses("unknown option \"--prot\"; see --help", "--prot", "9000");
    refuses("unknown option \"9000\"; see --help", "9000");
    refuses("--port needs a value; see --help", "--port");
  }

  @Test
  void refusesWhatIsNoPort() {
    refuses("--port \"80a\" is no port; write a number from 0 to 65535", "--port", "80a");
    refuses(
        "--page-port \"65536\" is no port; write a number from 0 to 65535", "--page-port=65536");
    refuses("--port \"-1\" is no port; write a number from 0 to 65535", "--port", "-1");
    refuses("--port \"\" is no port; write a number from 0 to 65535", "--port=");
  }

  @Test
  void refusesOnePortForBoth() {
    refuses(
        "--port and --page-port are the same: the page needs an origin of its own",
        "--port=9000",
        "--page-port=9000");
    refuses("--page-port is needed beside --port 65535", "--port=65535");
  }

  @Test
  void answersAsS3UnlessToldOtherwise() throws Exception {
    assertThat(Options.parse().dialect()).isEqualTo(CorsDialect.S3);
    assertThat(Options.parse("--dialect", "cos").dialect()).isEqualTo(CorsDialect.COS);
    assertThat(Options.parse("--dialect=standard").dialect()).isEqualTo(CorsDialect.STANDARD);
    refuses("--dialect \"gcs\" is none; write s3, cos or standard", "--dialect", "gcs");
  }

  @Test
  void isOpenOnlyWhereThatIsAskedFor() throws Exception {
    assertThat(Options.parse().open()).isFalse();
    assertThat(Options.parse("--open", "--port", "0").open()).isTrue();
    refuses("--open takes no value; see --help", "--open=false");
  }

  @Test
  void takesKeysFromTheEnvironmentOrTheCommandLine() throws Exception {
    Map<String, String> environment =
        Map.of("BUCKET_ACCESS_KEY", "AKIDENV", "BUCKET_SECRET_KEY", "secret of the environment");
    Options read = Options.parse(environment);
    assertThat(read.accessKey()).isEqualTo("AKIDENV");
    assertThat(read.secretKey()).isEqualTo("secret of the environment");
    assertThat(read.toString()).doesNotContain("secret of");
    read = Options.parse(environment, "--access-key", "AKIDOTHER", "--secret-key=another one");
    assertThat(read.accessKey()).isEqualTo("AKIDOTHER");
    assertThat(read.secretKey()).isEqualTo("another one");
    refuses("--access-key and --secret-key go together", "--access-key", "AKIDALONE");
    refuses(
        "--access-key \"a/b\" is none; write 3 to 128 letters and digits",
        "--access-key=a/b",
        "--secret-key=12345678");
    refuses(
        "--secret-key is too short; write at least 8 characters",
        "--access-key=AKID",
        "--secret-key=1234567");
  }

  @Test
  void refusesEmptyNames() {
    refuses("--data \"\" is no folder", "--data=");
    refuses("--data \"a?b\" is no folder", "--data=a\0b");
    refuses("--host is empty; write an address such as 127.0.0.1", "--host", " ");
  }

  private static void refuses(String message, String... args) {
    assertThatThrownBy(() -> Options.parse(Map.of(), args))
        .isInstanceOf(Options.Invalid.class)
        .hasMessage(message);
  }
}
