package io.bucketcors.examples.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OptionsTest {

  @Test
  void listensOnLoopbackByDefault() throws Exception {
    assertThat(Options.parse()).isEqualTo(new Options("127.0.0.1", 8080, 8081, null, false));
  }

  @Test
  void readsBothWaysOfWritingAValue() throws Exception {
    assertThat(Options.parse("--port", "9000", "--data=objects", "--host", "::1"))
        .isEqualTo(new Options("::1", 9000, 9001, Path.of("objects"), false));
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
  void refusesEmptyNames() {
    refuses("--data \"\" is no folder", "--data=");
    refuses("--data \"a?b\" is no folder", "--data=a\0b");
    refuses("--host is empty; write an address such as 127.0.0.1", "--host", " ");
  }

  private static void refuses(String message, String... args) {
    assertThatThrownBy(() -> Options.parse(args))
        .isInstanceOf(Options.Invalid.class)
        .hasMessage(message);
  }
}
