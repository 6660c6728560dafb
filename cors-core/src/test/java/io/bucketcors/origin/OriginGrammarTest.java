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
        "x+y-z.1://a",
        "app://.",
        "app://obsidian.md",
        "capacitor://MyApp",
        "capacitor://localhost",
        "tauri://localhost",
        "safari-web-extension://2AB33852-6E25-4A5B-9C0C-2A6B1F0E4D11",
        "moz-extension://0c5d8a3e-1b2c-4d5e-8f90-1234567890ab",
        "vscode-webview://0q2d3jkg1lqkml6v3ckd1h2aj6oi3f4tm1a0lbk0l0vnvb8h3m2k",
        "a0z9://a",
        "x://a..b",
        "x://1.2.3",
        "x://1.2.3.999",
        "x://0x7F",
        "x://a:8443",
        "x://a:443",
        "x://A:1",
        "x://[::1]",
        "x://[2001:db8::a]:80",
        "x://!$%&'()+,-.;=_`{}~\"",
        "x://%",
        "x://%c3%A9"
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
        "file://",
        "file:///",
        "file://localhost",
        "ftp://A",
        "ws://A",
        "x://",
        "x://:80",
        "x:///",
        "x://a/",
        "x://a?",
        "x://a#",
        "x://a@b",
        "x://a\\b",
        "x://*",
        "x://a*",
        "x://a b",
        "x://a<b",
        "x://a>b",
        "x://a^b",
        "x://a|b",
        "x://a[b",
        "x://a]b",
        "x://[a]",
        "x://[::1]a",
        "x://[::A]",
        "x://[::01]",
        "x://a:",
        "x://a:0",
        "x://a:080",
        "x://a:65536",
        "x://a:b",
        "x://a:80:80",
        "x://\u00e9",
        "x://a\u007f",
        "x://a\u00a0",
        "X://a",
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
    assertThat(isOrigin(scheme + "://" + "A".repeat(253) + ":65535")).isTrue();
    assertThat(isOrigin("x://" + "A".repeat(254))).isFalse();
    assertThat(isOrigin("x://" + "A".repeat(100_000))).isFalse();
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
    "https://pr-*.preview.example.com, LABEL",
    "https://*-pr.preview.example.com, LABEL",
    "https://pr-*-web.preview.example.com, LABEL",
    "https://a.pr-*.example.com:8443, LABEL",
    "https://app.*.example.com, LABEL",
    "https://app.*-x.example.com:*, LABEL",
    "https://pr-*.example.com., LABEL",
    "https://pr-*.github.io, LABEL",
    "https://pr-*.example, LABEL",
    "https://deploy-*--site.netlify.app, LABEL",
    "https://*--site.netlify.app, UNBOUNDED",
    "https://www.*.co.uk, UNBOUNDED",
    "https://example.com*, UNBOUNDED",
    "https://example*., UNBOUNDED",
    "app://., EXACT",
    "capacitor://MyApp, EXACT",
    "moz-extension://*, UNBOUNDED",
    "moz-extension://*:*, UNBOUNDED",
    "capacitor://*.a.example.com, UNBOUNDED",
    "capacitor://pr-*.example.com, UNBOUNDED",
    "capacitor://localhost:*, BOUNDED",
    "x://*., UNBOUNDED",
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
  @CsvSource({
    "https://pr-*.preview.example.com, https://pr-1.preview.example.com, true",
    "https://pr-*.preview.example.com, https://pr-.preview.example.com, true",
    "https://pr-*.preview.example.com, https://pr-a-b_c.preview.example.com, true",
    "https://pr-*.preview.example.com, https://pr-1.evil.preview.example.com, false",
    "https://pr-*.preview.example.com, https://pr-1.preview.example.com.evil.com, false",
    "https://pr-*.preview.example.com, https://pr-1.previewxexample.com, false",
    "https://pr-*.preview.example.com, https://pr-1preview.example.com, false",
    "https://pr-*.preview.example.com, https://pr-evil.com, false",
    "https://pr-*.preview.example.com, https://xpr-1.preview.example.com, false",
    "https://pr-*.preview.example.com, https://x.pr-1.preview.example.com, false",
    "https://pr-*.preview.example.com, https://pr.preview.example.com, false",
    "https://pr-*.preview.example.com, https://preview.example.com, false",
    "https://pr-*.preview.example.com, http://pr-1.preview.example.com, false",
    "https://pr-*.preview.example.com, https://pr-1.preview.example.com:8443, false",
    "https://pr-*.preview.example.com, https://pr-1.preview.example.com., false",
    "https://*-pr.preview.example.com, https://1-pr.preview.example.com, true",
    "https://*-pr.preview.example.com, https://a.1-pr.preview.example.com, false",
    "https://pr-*-web.preview.example.com, https://pr-1-web.preview.example.com, true",
    "https://pr-*-web.preview.example.com, https://pr--web.preview.example.com, true",
    "https://pr-*-web.preview.example.com, https://pr-web.preview.example.com, false",
    "https://pr-*-web.preview.example.com, https://pr-1.x-web.preview.example.com, false",
    "https://app.*.example.com, https://app.a.example.com, true",
    "https://app.*.example.com, https://app.a.b.example.com, false",
    "https://app.*.example.com, https://app.example.com, false",
    "https://*example.com, https://www.example.com, true",
    "https://*example.com, https://evilexample.com, true",
    "https://*example.com, https://example.com, true",
    "https://*example.com, https://xample.com, false",
    "http://localhost:*, http://localhost, true",
    "http://localhost:*, http://localhost:3000, true",
    "http://localhost:*, http://localhosts:3000, false",
    "http://localhost:*, http://localhoss:3000, false",
    "http://localhost:*, http://ocalhost:3000, false",
    "http://localhost:*, https://localhost:3000, false",
    "https://*.example.com, https://a.b.example.com, true",
    "https://*.example.com, https://example.com, false",
    "moz-extension://*, moz-extension://0c5d8a3e-1b2c, true",
    "moz-extension://*, chrome-extension://0c5d8a3e-1b2c, false",
    "moz-extension://*, moz-extension://a:80, false",
    "capacitor://MyApp, capacitor://MyApp, true",
    "capacitor://MyApp, capacitor://myapp, false",
    "capacitor://*.x, capacitor://a.x, true",
    "capacitor://*.x, capacitor://.x, false",
    "capacitor://*App, capacitor://MyApp, true",
    "capacitor://*App, capacitor://Myapp, false",
  })
  void matchesByTheObviousWay(String text, String origin, boolean matches) {
    OriginPattern pattern = (OriginPattern) OriginPattern.read(text);
    assertThat(pattern.matches(origin, SerializedOrigin.read(origin))).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://*.", "https://*.:8443", "https://*.:*", "https://a:80:*"})
  void refusesPatternsThatCoverNothingSensible(String text) {
    assertThat(OriginPattern.read(text)).as(text).isInstanceOf(Refusal.class);
  }

  private static boolean isOrigin(String text) {
    return SerializedOrigin.read(text) != SerializedOrigin.MALFORMED;
  }
}
