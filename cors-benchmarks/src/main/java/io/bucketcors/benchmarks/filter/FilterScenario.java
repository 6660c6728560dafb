package io.bucketcors.benchmarks.filter;

import io.bucketcors.benchmarks.decide.Names;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What all subjects are asked, with the rules that they are given. */
public enum FilterScenario {
  NO_ORIGIN(Group.MAIN, "no Origin", () -> Rules.exact(1), Call.get(null), Expected.NOTHING),
  GET_EXACT(Group.MAIN, "GET, one origin", () -> Rules.exact(1), get(0), Expected.GRANTED),
  PREFLIGHT_3(
      Group.MAIN,
      "preflight, 3 headers",
      () -> Rules.exact(1),
      Call.preflight("https://site0.example", List.of(String.join(",", Rules.THREE_HEADERS))),
      Expected.GRANTED),
  PREFLIGHT_DENIED(
      Group.MAIN,
      "preflight denied",
      () -> Rules.exact(1),
      Call.preflight("https://nobody.example", List.of(String.join(",", Rules.THREE_HEADERS))),
      Expected.DENIED),

  GET_WILDCARD(
      Group.SHAPE,
      "GET, one wildcard",
      () -> Rules.wildcards(1),
      Call.get("https://a.site0.example"),
      Expected.GRANTED),
  GET_ANY(Group.SHAPE, "GET, `*`", Rules::any, get(0), Expected.GRANTED),
  FRESH_ORIGIN(
      Group.SHAPE, "GET, a new string each time", () -> Rules.exact(1), get(0), Expected.GRANTED),
  PREFLIGHT_20(
      Group.SHAPE,
      "preflight, 20 headers",
      () -> Rules.exact(1).withHeaders(headers(20)),
      Call.preflight("https://site0.example", List.of(String.join(",", headers(20)))),
      Expected.GRANTED),

  ORIGINS_1_MISS(Group.SCALE, "1 origin, miss", () -> Rules.exact(1), miss(), Expected.DENIED),
  ORIGINS_100_HIT(Group.SCALE, "100 origins, hit", () -> Rules.exact(100), get(77), null),
  ORIGINS_100_MISS(Group.SCALE, "100 origins, miss", () -> Rules.exact(100), miss(), null),
  ORIGINS_10000_HIT(Group.SCALE, "10,000 origins, hit", () -> Rules.exact(10_000), get(7777), null),
  ORIGINS_10000_MISS(Group.SCALE, "10,000 origins, miss", () -> Rules.exact(10_000), miss(), null),
  WILDCARDS_1000_HIT(
      Group.SCALE,
      "1,000 wildcards, hit",
      () -> Rules.wildcards(1_000),
      Call.get("https://a.site777.example"),
      Expected.GRANTED),
  WILDCARDS_1000_MISS(
      Group.SCALE,
      "1,000 wildcards, miss",
      () -> Rules.wildcards(1_000),
      Call.get("https://a.nobody.example"),
      Expected.DENIED),

  RULES_10_HIT(Group.OURS, "10 rules, hit", () -> Rules.exact(10), get(7), null),
  RULES_10_MISS(Group.OURS, "10 rules, miss", () -> Rules.exact(10), miss(), null),
  RULES_10000_HIT(Group.OURS, "10,000 rules, hit", () -> Rules.exact(10_000), get(7777), null),
  RULES_10000_MISS(Group.OURS, "10,000 rules, miss", () -> Rules.exact(10_000), miss(), null),
  BUCKETS_10000(
      Group.OURS,
      "10,000 named buckets, hit",
      () -> Rules.exact(1),
      get(0).to("/bucket7777/report.pdf"),
      Expected.GRANTED),

  HEADERS_16K_LIST_3(
      Group.ATTACK,
      "16 KB of requested headers, list of 3",
      () -> Rules.exact(1),
      Call.preflight("https://site0.example", List.of(sixteenKilobytes(Rules.THREE_HEADERS))),
      Expected.DENIED),
  HEADERS_16K_LIST_100(
      Group.ATTACK,
      "the same, list of 100",
      () -> Rules.exact(1).withHeaders(headers(100)),
      Call.preflight("https://site0.example", List.of(sixteenKilobytes(headers(100)))),
      Expected.DENIED),
  HEADERS_200_LINES_LIST_3(
      Group.ATTACK,
      "16 KB in 200 lines, list of 3",
      () -> Rules.exact(1),
      Call.preflight("https://site0.example", lines(sixteenKilobytes(Rules.THREE_HEADERS))),
      Expected.DENIED),
  HEADERS_200_LINES_LIST_100(
      Group.ATTACK,
      "the same, list of 100",
      () -> Rules.exact(1).withHeaders(headers(100)),
      Call.preflight("https://site0.example", lines(sixteenKilobytes(headers(100)))),
      Expected.DENIED),
  ORIGIN_8K(
      Group.ATTACK,
      "8 KB Origin, 100 wildcards",
      () -> Rules.wildcards(100),
      Call.get("https://" + "a.".repeat(4_000) + "example"),
      Expected.DENIED),
  ORIGIN_8K_BLANKS(
      Group.ATTACK,
      "8 KB Origin of blanks, 100 wildcards",
      () -> Rules.wildcards(100),
      Call.get("a ".repeat(4_000) + "a"),
      Expected.DENIED),
  COLLIDING_HEADERS(
      Group.ATTACK,
      "200 requested headers of one hash code, list of 1,000",
      () -> Rules.exact(1).withHeaders(Names.colliding(1_000)),
      Call.preflight(
          "https://site0.example",
          List.of(String.join(",", Names.colliding(1_000).subList(700, 900)))),
      Expected.GRANTED),
  COLLIDING_ORIGINS(
      Group.ATTACK,
      "10,000 origins of one hash code",
      () -> Rules.exact(collidingOrigins()),
      Call.get(collidingOrigins().get(7_777)),
      Expected.GRANTED);

  /** The table that a scenario is in. */
  public enum Group {
    MAIN,
    SHAPE,
    SCALE,
    /** What no peer can be asked. */
    OURS,
    ATTACK
  }

  /** The answer that is right. */
  public enum Expected {
    /** No Origin, so nothing is granted. */
    NOTHING,
    GRANTED,
    DENIED
  }

  private final Group group;
  private final String title;
  private final Supplier<Rules> rules;
  private final Call call;
  private final Expected expected;

  /** Without an expectation the name says it. */
  FilterScenario(
      Group group, String title, Supplier<Rules> rules, Call call, @Nullable Expected expected) {
    this.group = group;
    this.title = title;
    this.rules = rules;
    this.call = call;
    Expected named = name().endsWith("_HIT") ? Expected.GRANTED : Expected.DENIED;
    this.expected = expected == null ? named : expected;
  }

  /** The table that it is in. */
  public Group group() {
    return group;
  }

  /** What it is called there. */
  public String title() {
    return title;
  }

  /** The rules, made anew. */
  public Rules rules() {
    return rules.get();
  }

  /** The request. */
  public Call call() {
    return call;
  }

  /** The right answer. */
  public Expected expected() {
    return expected;
  }

  private static Call get(int site) {
    return Call.get("https://site" + site + ".example");
  }

  private static Call miss() {
    return Call.get("https://nobody.example");
  }

  private static List<String> headers(int count) {
    return IntStream.range(0, count).mapToObj(i -> "x-name-" + (100 + i)).toList();
  }

  private static List<String> collidingOrigins() {
    return Names.colliding(10_000).stream().map(name -> "https://" + name + ".example").toList();
  }

  /** Listed names over and over, and at the very end one that is not listed. */
  private static String sixteenKilobytes(List<String> listed) {
    List<String> backwards = new ArrayList<>(listed);
    Collections.reverse(backwards);
    StringBuilder value = new StringBuilder();
    for (int i = 0; value.length() < 16_384 - 32; i++) {
      value.append(backwards.get(i % backwards.size())).append(',');
    }
    return value.append("x-unlisted").toString();
  }

  /** The same names in 200 lines. */
  private static List<String> lines(String value) {
    String[] names = value.split(",");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int from = i * names.length / 200;
      int to = (i + 1) * names.length / 200;
      lines.add(String.join(",", List.of(names).subList(from, to)));
    }
    return lines;
  }
}
