package io.bucketcors.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.origin.OriginPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RuleIndexTest {

  @Test
  void findsManyRulesOfOneOriginOneAfterTheOther() {
    List<List<OriginPattern>> origins = new ArrayList<>();
    List<List<String>> methods = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      origins.add(List.of(pattern("https://a.example"), pattern("https://*.b.example")));
      methods.add(i % 10 == 9 ? List.of("*") : List.of("M" + i % 4, "M" + i % 4, "X"));
    }
    RuleIndex index = new RuleIndex(origins, methods);
    for (String origin : List.of("https://a.example", "https://x.b.example")) {
      for (int m = 0; m < 5; m++) {
        int method = index.method("M" + m);
        int wanted = m;
        int[] expected =
            IntStream.range(0, 100).filter(i -> i % 10 == 9 || i % 4 == wanted).toArray();
        List<Integer> found = new ArrayList<>();
        for (int rule = index.first(origin, method, null);
            rule < RuleIndex.NONE;
            rule = index.first(origin, method, above(rule))) {
          found.add(rule);
        }
        assertThat(found).containsExactlyElementsOf(IntStream.of(expected).boxed().toList());
      }
      assertThat(index.first(origin, index.method("M1"), above(99))).isEqualTo(RuleIndex.NONE);
    }
    assertThat(index.first("https://c.example", index.method("X"), null))
        .isEqualTo(RuleIndex.UNLISTED);
  }

  @Test
  void findsEveryOneOfManyOriginsAndWildcards() {
    List<List<OriginPattern>> origins = new ArrayList<>();
    List<List<String>> methods = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      origins.add(
          List.of(
              pattern("https://h" + i + ".example"), pattern("https://*.w" + i + ".example:*")));
      methods.add(List.of("GET"));
    }
    RuleIndex index = new RuleIndex(origins, methods);
    int get = index.method("GET");
    for (int i = 0; i < 3_000; i++) {
      for (String origin :
          List.of("https://h" + i + ".example", "https://a.w" + i + ".example:81")) {
        assertThat(index.first(origin, get, null)).isEqualTo(i);
      }
    }
  }

  @Test
  void tellsPatternsApartThatDifferOnlyBeforeTheWildcard() {
    List<List<OriginPattern>> origins = new ArrayList<>();
    List<List<String>> methods = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      origins.add(
          List.of(
              pattern("https://" + before(i) + "*.example"),
              pattern("https://" + before(i) + "*"),
              OriginPattern.raw("http://" + before(i) + "*")));
      methods.add(List.of("GET"));
    }
    RuleIndex index = new RuleIndex(origins, methods);
    int get = index.method("GET");
    for (int i = 0; i < 2_000; i++) {
      for (String origin :
          List.of("https://" + before(i) + ".example", "https://" + before(i) + "x.org")) {
        assertThat(index.first(origin, get, null)).isEqualTo(i);
      }
      assertThat(index.firstForRaw("http://" + before(i) + "/any", get, null)).isEqualTo(i);
    }
    String nobody = "https://h2000-.example";
    assertThat(index.first(nobody, get, null)).isEqualTo(RuleIndex.UNLISTED);
  }

  /** None the start of another one, of several lengths. */
  private static String before(int i) {
    return "h" + "-h".repeat(i % 20) + i + "-";
  }

  private static OriginPattern pattern(String text) {
    return (OriginPattern) OriginPattern.read(text);
  }

  private static IntPredicate above(int rule) {
    return other -> other > rule;
  }
}
