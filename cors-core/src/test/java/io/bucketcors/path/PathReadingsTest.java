package io.bucketcors.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which somebody behind the filter may read a path. */
class PathReadingsTest {

  private static Set<String> raw(String path) {
    return PathReadings.ofRaw(path);
  }

  private static Set<String> decoded(String path) {
    return PathReadings.ofDecoded(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/a", "/a/", "/a/b.c", "/.a", "/..a", "/a..", "/!~", "a", "/..."})
  void isPlain(String path) {
    assertThat(PathReadings.isPlain(path, 0)).isTrue();
    assertThat(PathReadings.isPlain("//" + path, 2)).isTrue();
    assertThat(PathReadings.isPlainDecoded(path)).isTrue();
    assertThat(raw(path)).containsExactly(path);
    assertThat(decoded(path)).containsExactly(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//", "/a//b", "/.", "/..", "/./", "/a/../b", "/a/..", ".", "..", "/a;b", ";", "/a\\b"
      })
  void isNotPlainHoweverOftenItWasDecoded(String path) {
    assertThat(PathReadings.isPlain(path, 0)).isFalse();
    assertThat(PathReadings.isPlainDecoded(path)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%41", "/%", "/a b", "/\u007f", "/\u001f", "/é", "/a%2"})
  void isNotPlainAsItWasSent(String path) {
    assertThat(PathReadings.isPlain(path, 0)).isFalse();
  }

  @Test
  void aPathThatWasDecodedMayHoldWhatNoEscapeIs() {
    for (String path : List.of("/%", "/%4", "/%4g", "/%g4", "/a b", "/é", "/100%")) {
      assertThat(PathReadings.isPlainDecoded(path)).as(path).isTrue();
    }
    for (String path : List.of("/%41", "/%fF", "/a%00")) {
      assertThat(PathReadings.isPlainDecoded(path)).as(path).isFalse();
    }
  }

  @Test
  void decodesLetters() {
    assertThat(raw("/%41%7e")).containsExactly("/A~");
    assertThat(raw("/%C3%A9")).containsExactly("/é");
    assertThat(raw("/%E2%82%AC")).contains("/€");
    assertThat(raw("/%E9")).contains("/é");
  }

  @Test
  void lettersBeyondBytesLeaveOnlyEscapesToDecode() {
    assertThat(decoded("/€%41%2fb")).contains("/€%41%2fb", "/€A/b", "/€A%2fb");
    assertThat(decoded("/€%5C")).contains("/€%5C", "/€\\", "/€/");
    assertThat(decoded("/€%zz")).containsExactly("/€%zz");
    assertThat(raw("/€%41")).containsExactly("/€A");
  }

  @Test
  void bytesMayBeLettersAlreadyOrNot() {
    assertThat(decoded("/\u00c3\u00a9")).containsExactlyInAnyOrder("/\u00c3\u00a9", "/é");
    assertThat(decoded("/\u00e9")).containsExactly("/\u00e9");
    assertThat(decoded("/\u007f")).containsExactly("/\u007f");
    assertThat(decoded("/\u0080")).containsExactly("/\u0080");
    assertThat(decoded("/\u00c2\u0080")).containsExactlyInAnyOrder("/\u00c2\u0080", "/\u0080");
    assertThat(decoded("/\u00c3\u00bf\u00ff")).containsExactly("/\u00c3\u00bf\u00ff");
  }

  @Test
  void bytesBesideEscapesMayBeLettersToo() {
    assertThat(raw("/\u00c3\u00a9")).containsExactlyInAnyOrder("/\u00c3\u00a9", "/é");
    assertThat(raw("/%C2\u0080")).contains("/%C2\u0080", "/\u0080");
    assertThat(raw("/%41\u00ff")).contains("/%41\u00ff", "/A\u00ff");
  }

  @Test
  void anEscapeMayBeTheFirstCharacter() {
    assertThat(raw("%41/b")).containsExactly("A/b");
  }

  @Test
  void anEncodedSeparatorMayStayBesideLettersBeyondBytes() {
    assertThat(raw("/€%2fb")).containsExactlyInAnyOrder("/€%2fb", "/€/b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%2f", "%2F", "%5c", "%5C"})
  void anEncodedSeparatorMayStay(String escape) {
    String separator = escape.startsWith("%2") ? "/" : "\\";
    assertThat(raw("/a" + escape + "b")).contains("/a" + escape + "b", "/a" + separator + "b");
    assertThat(raw("/a" + escape + "b")).contains("/a/b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%2e", "%5d", "%3f", "%6f", "%4c", "%2c", "%5f", "%1f", "%5b"})
  void otherEscapesAreNoSeparators(String escape) {
    assertThat(raw("/a" + escape + "b")).hasSize(1).doesNotContain("/a" + escape + "b");
  }

  @Test
  void mayBeDecodedTwice() {
    assertThat(raw("/a%252fb")).contains("/a%2fb", "/a/b");
    assertThat(raw("/%2541")).contains("/%41", "/A");
  }

  @Test
  void parametersMayBeTakenOff() {
    assertThat(decoded("/a;x=1/b;y")).containsExactlyInAnyOrder("/a;x=1/b;y", "/a/b");
    assertThat(decoded(";/a")).containsExactlyInAnyOrder(";/a", "/a");
    assertThat(decoded("/;a;b/")).contains("//", "/");
  }

  @Test
  void slashesMayBeJoinedAndBackslashesTurned() {
    assertThat(decoded("/a//b")).containsExactlyInAnyOrder("/a//b", "/a/b");
    assertThat(decoded("//a")).containsExactlyInAnyOrder("//a", "/a");
    assertThat(decoded("/a///b//")).contains("/a/b/");
    assertThat(decoded("/a\\b")).containsExactlyInAnyOrder("/a\\b", "/a/b");
  }

  @Test
  void dotSegmentsMayBeResolved() {
    assertThat(decoded("/a/../b")).containsExactlyInAnyOrder("/a/../b", "/b");
    assertThat(decoded("/a/./b")).containsExactlyInAnyOrder("/a/./b", "/a/b");
    assertThat(decoded("/a/..")).containsExactlyInAnyOrder("/a/..", "/");
    assertThat(decoded("/a/.")).containsExactlyInAnyOrder("/a/.", "/a/");
    assertThat(decoded("/../a")).containsExactlyInAnyOrder("/../a", "/a");
    assertThat(decoded("/../../a")).containsExactlyInAnyOrder("/../../a", "/a");
    assertThat(decoded("/a/b/../../c")).contains("/c");
    assertThat(decoded("./a")).containsExactlyInAnyOrder("./a", "a");
    assertThat(decoded("/a/.b")).containsExactly("/a/.b");
  }

  @Test
  void boundsLengthAndNumber() {
    String longest = "/" + "a".repeat(PathReadings.MAX_LENGTH - 1);
    assertThat(raw(longest)).hasSize(1);
    assertThat(decoded(longest)).hasSize(1);
    assertThat(raw(longest + "a")).isEmpty();
    assertThat(decoded(longest + "a")).isEmpty();
    assertThat(decoded("/%2f;a/../%252f\\;b//./%2e%2e/x")).isEmpty();
    assertThat(decoded("/a%" + "25".repeat(PathReadings.MOST - 3) + "41"))
        .hasSizeBetween(PathReadings.MOST - 3, PathReadings.MOST);
    assertThat(decoded("/a%" + "25".repeat(PathReadings.MOST - 2) + "41"))
        .hasSize(PathReadings.MOST);
    assertThat(decoded("/a%" + "25".repeat(PathReadings.MOST - 1) + "41")).isEmpty();
    assertThat(decoded("/a%" + "25".repeat(PathReadings.MOST + 1) + "41")).isEmpty();
  }
}
