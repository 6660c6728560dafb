package io.bucketcors.origin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of patterns and origins besides whether they match. */
class OriginPartsTest {

  @ParameterizedTest
  @CsvSource({
    "https://*.a.example, a.example",
    "https://pr-*.a.example:8443, a.example",
    "https://pr-*-x.a.example., a.example",
    "https://*a.example, example",
    "https://example*., ''",
    "https://example*, ''",
    "https://*com, ''",
    "http://localhost:*, ''",
    "*, ''"
  })
  void aWildcardStandsWithinADomain(String text, String domain) {
    assertThat(((OriginPattern) OriginPattern.read(text)).domain()).isEqualTo(domain);
  }

  @Test
  void onlyHostsOfOtherSchemesThanTheWebsAreOpaque() {
    for (String text : new String[] {"app://*", "capacitor://localhost:*", "moz-extension://a*"}) {
      assertThat(((OriginPattern) OriginPattern.read(text)).isOpaque()).as(text).isTrue();
    }
    for (String text : new String[] {"https://*", "http*://a.example", "ftp://*", "*", "null"}) {
      assertThat(((OriginPattern) OriginPattern.read(text)).isOpaque()).as(text).isFalse();
    }
    assertThat(OriginPattern.raw("app://*").isOpaque()).as("text of a store").isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "https://a, 5",
    "x:, 1",
    "a0z9+-.:, 7",
    "Https:, -1",
    "0a:, -1",
    "a_:, -1",
    ":, -1",
    "a, -1"
  })
  void aSchemeEndsBeforeItsColon(String text, int end) {
    assertThat(SerializedOrigin.schemeEnd(text)).isEqualTo(end);
  }

  @Test
  void aSchemeHasAtMostSixtyFourCharacters() {
    assertThat(SerializedOrigin.schemeEnd("s".repeat(64) + ":")).isEqualTo(64);
    assertThat(SerializedOrigin.schemeEnd("s".repeat(65) + ":")).isEqualTo(-1);
  }
}
