package io.bucketcors.origin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where hosts end, within a text: what begins at the front, or behind a scheme. */
class HostReadersTest {
  @ParameterizedTest
  @CsvSource({
    "[::1], 5",
    "[::1]:80, 5",
    "[1::], 5",
    "[::], 4",
    "[1:2:3:4:5:6:7:8], 17",
    "[1:2:3:4:5:6::], 15",
    "[::3:4:5:6:7:8], 15",
    "[1:0:0:2::3], 12",
    "[1::2:0:0:3], 12",
    "[1::2:0:0:0:3], -1",
    "[1:0:0:2::], 11",
    "[2001:db8::a:0:0:1], 19",
    "[2001:db8:0:0:a::1], -1",
    "[2001:db8::a:b:0:1], 19",
    "[0:0:0:0:0:0:0:0], -1",
    "[0:1:0:1:0:1:0:1], 17",
    "[abcf::9], 9",
    "[abcg::9], -1",
    "[/::9], -1",
    "[`::9], -1",
    "[1:2:3:4:5:6:7::], -1",
    "[::2:3:4:5:6:7:8], -1",
    "[1::3::5], -1",
    "[::1::], -1",
    "[1:2:3:4:5:6:7:8:9], -1",
    "[1:2:3:4:5:6:7:], -1",
    "[1:], -1",
    "[01::], -1",
    "[12345::], -1",
    "[::1, -1",
    "[1:, -1",
    "[1, -1",
    "[, -1",
    "[], -1",
    "[::1]x, -1",
    "[:1], -1"
  })
  void ofIpv6Addresses(String text, int end) {
    assertThat(Ipv6.end(text, 0)).isEqualTo(end);
    assertThat(Ipv6.end("ab" + text, 2)).isEqualTo(end < 0 ? -1 : end + 2);
  }

  @ParameterizedTest
  @CsvSource({
    "a.example, 9",
    "a.example:80, 9",
    "a.example., 10",
    "a..example, -1",
    ".a, -1",
    "., -1",
    ":80, -1",
    "a/b, -1",
    "a.0x, -1",
    "a.0x1f, -1",
    "a.0x1g, 6",
    "a.09, -1",
    "a.9., -1",
    "1.2.3.4, 7",
    "1.2.3.4., -1",
    "1.2.3, -1",
    "1.2.3.4.5, -1",
    "1.2.3.256, -1",
    "1.2.3.1000, -1",
    "1.2.03.4, -1",
    "1.2.3.0, 7",
    "1.2.x.4, -1"
  })
  void ofNamesAndIpv4Addresses(String text, int end) {
    assertThat(Host.end(text, 0)).isEqualTo(end);
    assertThat(Host.end("9." + text, 2)).isEqualTo(end < 0 ? -1 : end + 2);
  }

  @Test
  void ofNothing() {
    assertThat(Host.end("", 0)).isEqualTo(-1);
    assertThat(Host.endsInNumber("a.", 2, 2)).isFalse();
    assertThat(Host.endsInNumber(".", 0, 1)).isFalse();
    assertThat(Host.isIpv4("", 0, 0)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(chars = {'\u007f', '\u0080', '\u00e9', '/', ':', '`', '{', '@', '[', '.', '*', 'A'})
  void noOtherCharacterIsOfALabel(char c) {
    assertThat(Host.isLabelChar(c)).isFalse();
  }

  @Test
  void labelsAndHostsHaveAGreatestLength() {
    String label = "a".repeat(63);
    assertThat(Host.end(label + ".b", 0)).isEqualTo(65);
    assertThat(Host.end(label + "a.b", 0)).isEqualTo(-1);
    assertThat(Host.end("b." + label, 0)).isEqualTo(65);
    assertThat(Host.end("b." + label + "a", 0)).isEqualTo(-1);
    String host = (label + ".").repeat(3) + "a".repeat(61);
    assertThat(Host.end(host, 0)).isEqualTo(253);
    assertThat(Host.end(host + "a", 0)).isEqualTo(-1);
  }
}
