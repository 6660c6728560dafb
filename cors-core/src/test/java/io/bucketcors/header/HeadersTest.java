package io.bucketcors.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HeadersTest {
  private final HeaderIndex some =
      allowing(List.of("X-A", "content-type", "x-amz-*", "*-Date", "x-*-end"));

  @Test
  void countsNamesInAnyOrderCaseAndSpacing() {
    assertThat(count(some, "x-a", 0)).isEqualTo(1);
    assertThat(count(some, "CONTENT-TYPE,X-a", 0)).isEqualTo(2);
    assertThat(count(some, " \tx-a\t ,, content-type ,", 3)).isEqualTo(5);
    assertThat(count(some, "", 7)).isEqualTo(7);
    assertThat(count(some, " , ,\t", 7)).isEqualTo(7);
  }

  @Test
  void coversPatterns() {
    for (String name :
        List.of("x-amz-", "X-AMZ-Meta", "-date", "my-DATE", "x--end", "x-1-end", "x-amz-date")) {
      assertThat(count(some, name, 0)).as(name).isEqualTo(1);
    }
    for (String name : List.of("x-amz", "y-amz-a", "date", "x-end", "x-1-ended", "x-b")) {
      assertThat(count(some, name, 0)).as(name).isEqualTo(HeaderIndex.REFUSED);
    }
  }

  @Test
  void refusesWhatIsNoListOfNames() {
    HeaderIndex any = allowing(List.of("*"));
    for (String line :
        List.of("x a", "x;a", "x-a\r\n", "x-\u00e9", "(", "a, b c", "a:b", "a,\"b\"")) {
      assertThat(count(any, line, 0)).as(line).isEqualTo(HeaderIndex.REFUSED);
    }
    assertThat(count(any, "whatever,!#$%&'*+-.^_`|~", 0)).isEqualTo(2);
  }

  @Test
  void boundsTheNumberOfNames() {
    HeaderIndex any = allowing(List.of("*"));
    assertThat(count(any, "a", 255)).isEqualTo(256);
    assertThat(count(any, "a", 256)).isEqualTo(HeaderIndex.REFUSED);
    assertThat(count(any, "a,b", 255)).isEqualTo(HeaderIndex.REFUSED);
  }

  @Test
  void allowsNothingByDefault() {
    HeaderIndex none = allowing(List.of());
    assertThat(count(none, "x-a", 0)).isEqualTo(HeaderIndex.REFUSED);
    assertThat(count(none, " ,", 0)).isZero();
  }

  @Test
  void findsEveryNameOfALongList() {
    List<String> names = IntStream.range(0, 2_000).mapToObj(i -> "x-name-" + i).toList();
    HeaderIndex many = allowing(names);
    names.forEach(name -> assertThat(count(many, name, 0)).isEqualTo(1));
    assertThat(count(many, "x-name-2000", 0)).isEqualTo(HeaderIndex.REFUSED);
    HeaderIndex patterns =
        allowing(names.stream().map(name -> name.replace("name-", "*") + "x").toList());
    assertThat(count(patterns, "x-any1999x", 0)).isEqualTo(1);
    assertThat(count(patterns, "x-any2000", 0)).isEqualTo(HeaderIndex.REFUSED);
  }

  @Test
  void narrowsTheListsNameByName() {
    List<List<String>> lists = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      lists.add(List.of("X-Shared", "x-own-" + i, i % 2 == 0 ? "x-even-*" : "*-odd"));
    }
    lists.add(List.of("*", "x-more"));
    HeaderIndex index = new HeaderIndex(lists);
    assertThat(index.isUniform()).isFalse();
    CoveringLists covering = index.borrow();
    assertThat(index.check("x-shared", 0, covering)).isEqualTo(1);
    assertThat(rules(covering)).hasSize(201);
    assertThat(index.check("x-EVEN-1", 1, covering)).isEqualTo(2 | HeaderIndex.UNTIDY);
    assertThat(rules(covering)).hasSize(101).allMatch(rule -> rule % 2 == 0);
    assertThat(index.check("X-Own-120, x-even-", 2, covering)).isEqualTo(4 | HeaderIndex.UNTIDY);
    assertThat(rules(covering)).containsExactly(120, 200);
    assertThat(index.check("other", 4, covering)).isEqualTo(5 | HeaderIndex.UNTIDY);
    assertThat(rules(covering)).containsExactly(200);
    index.giveBack(covering);
    CoveringLists again = index.borrow();
    assertThat(again).isSameAs(covering);
    assertThat(rules(again)).hasSize(201);
    assertThat(index.check("a b", 0, again)).isEqualTo(HeaderIndex.REFUSED);
  }

  /** Without a pattern or a {@code *}, names in few lists and in many, in either order. */
  @Test
  void noRuleCoversNamesThatOnlyTwoRulesCoverTogether() {
    for (int rules : new int[] {2, 64, 200}) {
      List<List<String>> lists = new ArrayList<>();
      for (int i = 0; i < rules; i++) {
        lists.add(List.of("x-shared", "x-own-" + i, i % 2 == 0 ? "x-even" : "x-odd"));
      }
      HeaderIndex index = new HeaderIndex(lists);
      for (String line :
          List.of(
              "x-own-0,x-own-1",
              "x-own-1,x-own-0",
              "x-even,x-odd",
              "x-own-0,x-odd",
              "x-odd,x-own-0",
              "x-shared,x-own-1,x-even",
              "x-own-1,x-none")) {
        assertThat(index.check(line, 0, index.borrow())).as(line).isEqualTo(HeaderIndex.REFUSED);
      }
      CoveringLists covering = index.borrow();
      assertThat(index.check("x-odd,x-own-1,x-shared", 0, covering)).isEqualTo(3);
      assertThat(rules(covering)).containsExactly(1);
    }
  }

  @Test
  void namesBesideAStarMakeNoOtherList() {
    HeaderIndex index = new HeaderIndex(List.of(List.of("*"), List.of("x-a", "*")));
    assertThat(index.isUniform()).isTrue();
  }

  /** Names of one {@code hashCode}, of which strangers can write any number. */
  @Test
  void tellsNamesOfOneHashCodeApart() {
    List<String> names = new ArrayList<>(List.of(""));
    for (int i = 0; i < 10; i++) {
      names = names.stream().flatMap(name -> Stream.of(name + "an", name + "c0")).toList();
    }
    assertThat(names.stream().map(String::hashCode).distinct()).hasSize(1);
    HeaderIndex index = allowing(names.subList(1, names.size()));
    for (String name : names.subList(1, names.size())) {
      assertThat(count(index, name, 0)).isEqualTo(1);
    }
    assertThat(count(index, names.get(0), 0)).isEqualTo(HeaderIndex.REFUSED);
  }

  /** Patterns that overlap in every way: what stands before and after the star, and both. */
  @Test
  void matchesOverlappingPatternsAsTheyAreWritten() {
    List<String> patterns = new ArrayList<>();
    for (int before = 0; before < 8; before++) {
      for (int after = 0; after < 8; after++) {
        if (before + after > 0 && (before + 2 * after) % 3 != 0) {
          patterns.add("a".repeat(before) + "*" + "b".repeat(after));
        }
      }
    }
    HeaderIndex index = new HeaderIndex(patterns.stream().map(List::of).toList());
    for (int as = 0; as < 10; as++) {
      for (int bs = 0; bs < 10; bs++) {
        String name = "a".repeat(as) + "x" + "b".repeat(bs);
        CoveringLists covering = index.borrow();
        index.check(name, 0, covering);
        List<Integer> expected =
            IntStream.range(0, patterns.size())
                .filter(i -> name.matches(patterns.get(i).replace("*", ".*")))
                .boxed()
                .toList();
        assertThat(rules(covering)).as(name).isEqualTo(expected);
        index.giveBack(covering);
      }
    }
  }

  private static List<Integer> rules(CoveringLists covering) {
    return IntStream.range(0, covering.size()).filter(covering).boxed().toList();
  }

  private static HeaderIndex allowing(List<String> names) {
    return new HeaderIndex(List.of(names));
  }

  /** How many names there are, whether they could be sent back as they are or not. */
  private static int count(HeaderIndex index, String line, int before) {
    int checked = index.check(line, before, null);
    return checked == HeaderIndex.REFUSED ? checked : checked & ~HeaderIndex.UNTIDY;
  }

  @Test
  void knowsWhatCanBeSentBackAsItIs() {
    HeaderIndex any = allowing(List.of("*"));
    assertThat(any.check("a", 0, null)).isEqualTo(1);
    assertThat(any.check("content-type,x-a,!#$%&'*+-.^_`|~", 0, null)).isEqualTo(3);
    for (String line :
        List.of("", ",", "a,", ",a", "a,,b", "a, b", "a\t", "A", "aZ", " a", "a ,b")) {
      assertThat(any.check(line, 0, null) & HeaderIndex.UNTIDY).as(line).isNotZero();
    }
    int two = any.check("a,b", 0, null);
    assertThat(any.check("c", two, null)).as("two lines").isEqualTo(3 | HeaderIndex.UNTIDY);
  }

  @Test
  void writesNamesInLowerCase() {
    StringBuilder names = new StringBuilder();
    Token.appendList(names, " A ,,b-Z\t", ", ");
    Token.appendList(names, "", ", ");
    Token.appendList(names, "c", ", ");
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
