package io.bucketcors.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeadersTest {
  private final AllowedHeaders some =
      AllowedHeaders.of(List.of("X-A", "content-type", "x-amz-*", "*-Date", "x-*-end"));

  @Test
  void countsNamesInAnyOrderCaseAndSpacing() {
    assertThat(some.check("x-a", 0)).isEqualTo(1);
    assertThat(some.check("CONTENT-TYPE,X-a", 0)).isEqualTo(2);
    assertThat(some.check(" \tx-a\t ,, content-type ,", 3)).isEqualTo(5);
    assertThat(some.check("", 7)).isEqualTo(7);
    assertThat(some.check(" , ,\t", 7)).isEqualTo(7);
  }

  @Test
  void coversPatterns() {
    for (String name :
        List.of("x-amz-", "X-AMZ-Meta", "-date", "my-DATE", "x--end", "x-1-end", "x-amz-date")) {
      assertThat(some.check(name, 0)).as(name).isEqualTo(1);
    }
    for (String name : List.of("x-amz", "y-amz-a", "date", "x-end", "x-1-ended", "x-b")) {
      assertThat(some.check(name, 0)).as(name).isEqualTo(AllowedHeaders.REFUSED);
    }
  }

  @Test
  void refusesWhatIsNoListOfNames() {
    AllowedHeaders any = AllowedHeaders.of(List.of("*"));
    assertThat(any.isAny()).isTrue();
    assertThat(some.isAny()).isFalse();
    for (String line :
        List.of("x a", "x;a", "x-a\r\n", "x-\u00e9", "(", "a, b c", "a:b", "a,\"b\"")) {
      assertThat(any.check(line, 0)).as(line).isEqualTo(AllowedHeaders.REFUSED);
    }
    assertThat(any.check("whatever,!#$%&'*+-.^_`|~", 0)).isEqualTo(2);
  }

  @Test
  void boundsTheNumberOfNames() {
    AllowedHeaders any = AllowedHeaders.of(List.of("*"));
    assertThat(any.check("a", 255)).isEqualTo(256);
    assertThat(any.check("a", 256)).isEqualTo(AllowedHeaders.REFUSED);
    assertThat(any.check("a,b", 255)).isEqualTo(AllowedHeaders.REFUSED);
  }

  @Test
  void allowsNothingByDefault() {
    AllowedHeaders none = AllowedHeaders.of(List.of());
    assertThat(none.check("x-a", 0)).isEqualTo(AllowedHeaders.REFUSED);
    assertThat(none.check(" ,", 0)).isZero();
  }

  @Test
  void findsEveryNameOfALongList() {
    List<String> names = IntStream.range(0, 2_000).mapToObj(i -> "x-name-" + i).toList();
    AllowedHeaders many = AllowedHeaders.of(names);
    names.forEach(name -> assertThat(many.check(name, 0)).isEqualTo(1));
    assertThat(many.check("x-name-2000", 0)).isEqualTo(AllowedHeaders.REFUSED);
    AllowedHeaders patterns =
        AllowedHeaders.of(names.stream().map(name -> name.replace("name-", "*") + "x").toList());
    assertThat(patterns.check("x-any1999x", 0)).isEqualTo(1);
    assertThat(patterns.check("x-any2000", 0)).isEqualTo(AllowedHeaders.REFUSED);
  }

  @Test
  void knowsWhatIsCanonical() {
    assertThat(RequestedHeaders.isCanonical("a")).isTrue();
    assertThat(RequestedHeaders.isCanonical("content-type,x-a")).isTrue();
    for (String line : List.of("", ",", "a,", ",a", "a,,b", "a, b", "a\t", "A", "aZ", " a")) {
      assertThat(RequestedHeaders.isCanonical(line)).as(line).isFalse();
    }
  }

  @Test
  void writesNamesInLowerCase() {
    StringBuilder names = new StringBuilder();
    RequestedHeaders.append(names, " A ,,b-Z\t", ", ");
    RequestedHeaders.append(names, "", ", ");
    RequestedHeaders.append(names, "c", ", ");
    assertThat(names).hasToString("a, b-z, c");
  }

  @Test
  void tokensAreVisibleAsciiWithoutSeparators() {
    for (char c = 0; c < 256; c++) {
      boolean expected = c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
      assertThat(Token.isTokenChar(c)).as("%d", (int) c).isEqualTo(expected);
    }
    assertThat(Token.isToken("")).isFalse();
    assertThat(Token.isToken("a b")).isFalse();
    assertThat(Token.isToken("GET")).isTrue();
    assertThat(Token.isTokenChar('\u212a')).isFalse();
  }
}
