package io.bucketcors.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.origin.OriginPattern.Kind;
import io.bucketcors.origin.OriginReading.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginGrammarTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://a",
        "https://a.example:1",
        "https://a.example:65535",
        "http://a.example:443",
        "https://a.example:80",
        "https://-a-.example",
        "https://_.example",
        "https://a.example.",
        "https://1a.example",
        "https://0xg",
        "https://1.example",
        "http://0.0.0.0",
        "http://255.255.255.255:8080",
        "http://[::]",
        "http://[::1]:8080",
        "http://[1::]",
        "http://[1::8]",
        "http://[1:2:3:4:5:6:7:8]",
        "http://[1:0:3:4:5:6:7:8]",
        "http://[1:0:0:4::7]",
        "http://[1::4:0:0:7]",
        "http://[2001:db8::ffff:abcd]",
        "ws://a.example:443",
        "ftp://a.example",
        "x+y-z.1://a"
      })
  void takesWhatBrowsersSend(String origin) {
    assertThat(SerializedOrigin.read(origin)).as(origin).isNotEqualTo(SerializedOrigin.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "://a",
        "https",
        "https:",
        "https:/a",
        "https://",
        "https://.",
        "https://.a",
        "https://a..b",
        "https://a..",
        "https:// a",
        "https://a:",
        "https://a:0",
        "https://a:01",
        "https://a:65536",
        "https://a:655350",
        "https://a:443",
        "http://a:80",
        "ws://a:80",
        "wss://a:443",
        "ftp://a:21",
        "https://a:8 0",
        "https://a:80:80",
        "https://a:-1",
        "file://a",
        "1a://b",
        "A://b",
        "hTtps://a",
        "https://A",
        "https://a!",
        "https://1",
        "https://a.1",
        "https://a.0x",
        "https://a.0xff.",
        "https://1.2.3",
        "https://1.2.3.4.5",
        "https://1.2.3.4.",
        "https://1.2.3.04",
        "https://1.2.3.256",
        "https://1.2.3.1234",
        "https://1..2.3",
        "http://[",
        "http://[]",
        "http://[:]",
        "http://[:1]",
        "http://[1:]",
        "http://[::1",
        "http://[::1]x",
        "http://[::1]:",
        "http://[:::]",
        "http://[1::2::3]",
        "http://[01::]",
        "http://[::A]",
        "http://[::g]",
        "http://[::12345]",
        "http://[1:2:3:4:5:6:7]",
        "http://[1:2:3:4:5:6:7:8:9]",
        "http://[1:2:3:4:5:6:7:8:]",
        "http://[1:2:3:4:5:6:7::]",
        "http://[1::3:4:5:6:7:8]",
        "http://[1:0:0:4:5:6:7:8]",
        "http://[1::0:7]",
        "http://[1:0::7]",
        "http://[::ffff:1.2.3.4]",
        "http://[::1%251]",
        "null",
        "*"
      })
  void refusesWhatNoBrowserSends(String origin) {
    assertThat(SerializedOrigin.read(origin)).as(origin).isEqualTo(SerializedOrigin.MALFORMED);
  }

  @Test
  void boundsEveryPart() {
    String label = "a".repeat(63);
    String host = label + "." + label + "." + label + "." + "a".repeat(61);
    assertThat(host).hasSize(253);
    String scheme = "s".repeat(64);
    assertThat(isOrigin(scheme + "://" + host + ":65535")).isTrue();
    assertThat((scheme + "://" + host + ":65535").length()).isEqualTo(SerializedOrigin.MAX_LENGTH);
    assertThat(isOrigin("s" + scheme + "://a")).isFalse();
    assertThat(isOrigin("https://" + host + "a")).isFalse();
    assertThat(isOrigin("https://" + label + "a")).isFalse();
    assertThat(isOrigin("https://a." + label + "a.b")).isFalse();
    assertThat(isOrigin("https://" + label + "." + label)).isTrue();
    assertThat(isOrigin("https://" + "a".repeat(100_000))).isFalse();
  }

  @Test
  void saysWhereThePartsAre() {
    long parts = SerializedOrigin.read("https://a.example:8443");
    assertThat(SerializedOrigin.hostStart(parts)).isEqualTo(8);
    assertThat(SerializedOrigin.hostEnd(parts)).isEqualTo(17);
    assertThat(SerializedOrigin.port(parts)).isEqualTo(8443);
    assertThat(SerializedOrigin.port(SerializedOrigin.read("https://a.example"))).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "*, ANY",
    "null, NULL",
    "https://a.example, EXACT",
    "https://a.example:8443, EXACT",
    "https://*.a.example, BOUNDED",
    "https://*.a.example:8443, BOUNDED",
    "https://*.a.example:*, BOUNDED",
    "http://localhost:*, BOUNDED",
    "http://[::1]:*, BOUNDED",
    "https://*, UNBOUNDED",
    "https://*:*, UNBOUNDED",
    "https://*a.example, UNBOUNDED",
    "https://a.*, UNBOUNDED",
    "https://a*, UNBOUNDED",
    "https://a.*.example, UNBOUNDED",
    "http*://a.example, UNBOUNDED",
    "*://a.example:*, UNBOUNDED",
    "*s://a.example, UNBOUNDED",
    "http*://a.example:80, UNBOUNDED",
    "moz-extension://a-b, EXACT"
  })
  void readsPatterns(String text, Kind kind) {
    assertThat(OriginPattern.read(text))
        .isInstanceOfSatisfying(
            OriginPattern.class,
            pattern -> {
              assertThat(pattern.kind()).isEqualTo(kind);
              assertThat(pattern.text()).isEqualTo(text);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "https://a.example | https | a.example | - | 0",
        "moz-extension://a-b:81 | moz-extension | a-b | - | 81",
        "https://*.a.example | https | '' | .a.example | 0",
        "https://a.*.example:81 | https | a. | .example | 81",
        "http://localhost:* | http | localhost | - | -1",
        "http*://a.example:* | http https | a.example | - | -1",
      })
  void takesPatternsApart(String text, String schemes, String prefix, String suffix, int port) {
    assertThat(OriginPattern.read(text))
        .isInstanceOfSatisfying(
            OriginPattern.class,
            pattern -> {
              assertThat(String.join(" ", pattern.schemes())).isEqualTo(schemes);
              assertThat(pattern.prefix()).isEqualTo(prefix);
              assertThat(pattern.suffix()).isEqualTo(suffix);
              assertThat(pattern.port()).isEqualTo(port);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "a.example | origin-no-scheme | write https://a.example",
        "*.a.example | origin-no-scheme | write https://*.a.example",
        "A.example | origin-no-scheme | write https://a.example",
        "https:/a.example | origin-no-scheme | write https://a.example",
        "//a.example | origin-no-scheme | write https://a.example",
        "://a.example | origin-no-scheme | write https://a.example",
        "NULL | origin-null-case | write null",
        "'' | origin-empty | remove the comma too many",
        "https://a.example/ | origin-trailing-slash | remove the trailing slash: https://a.example",
        "https://a.example/x | origin-path | write https://a.example",
        "https://a.example?x | origin-query | write https://a.example",
        "https://a.example#x | origin-fragment | write https://a.example",
        "https://a.example\\x | origin-backslash | write https://a.example",
        "https://u:p@a.example | origin-userinfo | write https://a.example",
        "https://a%2eexample | origin-percent | ''",
        "https://a .example | origin-white-space | write https://a.example",
        "https://a.example:443 | origin-default-port | write https://a.example",
        "http://a.example:80 | origin-default-port | write http://a.example",
        "https://a.example:0 | origin-port | write https://a.example",
        "https://a.example:65536 | origin-port | write https://a.example",
        "https://a.example:x | origin-port | write https://a.example",
        "https://a.example: | origin-port | write https://a.example",
        "HTTPS://a.example | origin-upper-case | write https://a.example",
        "https://A.example | origin-upper-case | write https://a.example",
        "https://A.example:8443 | origin-upper-case | write https://a.example:8443",
        "https://münchen.example | origin-not-ascii | write https://xn--mnchen-3ya.example",
        "https://*.münchen.example:8443 | origin-not-ascii | write https://*.xn--mnchen-3ya.example:8443",
        "file://a | origin-file | serve the page over http://localhost",
        "https:// | origin-no-host | ''",
        "https://:8443 | origin-no-host | ''",
        "https://1.2.3 | origin-ipv4 | write it as a browser's console shows location.origin",
        "https://*.2.3.4 | origin-wildcard-address | ''",
        "https://[::01] | origin-ipv6 | write it as a browser's console shows location.origin",
        "https://[::*] | origin-wildcard-address | ''",
        "https://::1:8080 | origin-ipv6 | write [address]",
        "https://*.*.example | origin-several-wildcards | list the origins one by one",
        "htt*x://a.example | origin-scheme | 'write http*, http or https'",
        "1http://a.example | origin-scheme | ''",
        "https://a!b | origin-host | ''",
        "https://a..b | origin-label | ''"
      })
  void explainsMistakes(String text, String code, String fix) {
    assertThat(OriginPattern.read(text))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(code);
              assertThat(refusal.fix()).isEqualTo(fix);
              assertThat(refusal.explanation()).isNotEmpty();
            });
  }

  @Test
  void explainsLengths() {
    assertThat(code("https://" + "a".repeat(64))).isEqualTo("origin-label");
    assertThat(code("https://" + "a.".repeat(127))).isEqualTo("origin-host");
    assertThat(code("s".repeat(65) + "://a")).isEqualTo("origin-scheme");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://*.", "https://*.:8443", "https://*.:*", "https://a:80:*"})
  void refusesPatternsThatCoverNothingSensible(String text) {
    assertThat(OriginPattern.read(text)).as(text).isInstanceOf(Refusal.class);
  }

  private static String code(String text) {
    return ((Refusal) OriginPattern.read(text)).code();
  }

  private static boolean isOrigin(String text) {
    return SerializedOrigin.read(text) != SerializedOrigin.MALFORMED;
  }
}
