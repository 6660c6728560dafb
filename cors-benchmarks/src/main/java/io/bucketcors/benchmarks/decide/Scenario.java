package io.bucketcors.benchmarks.decide;

import io.bucketcors.CorsDialect;
import io.bucketcors.CorsHazard;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsRule;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A policy, built when it is asked for, and the request that it decides. */
public enum Scenario {
  NO_ORIGIN(() -> origins(1), Request.actual(null)),
  ONE_ORIGIN(() -> origins(1), Request.actual("https://site0.example")),

  ORIGINS_10_HIT(() -> origins(10), Request.actual("https://site7.example")),
  ORIGINS_10000_HIT(() -> origins(10_000), Request.actual("https://site7777.example")),
  ORIGINS_10_MISS(() -> origins(10), Request.actual("https://nobody.example")),
  ORIGINS_10000_MISS(() -> origins(10_000), Request.actual("https://nobody.example")),

  WILDCARDS_10_HIT(() -> wildcards(10), Request.actual("https://a.site7.example")),
  WILDCARDS_1000_HIT(() -> wildcards(1_000), Request.actual("https://a.site777.example")),
  WILDCARDS_10_MISS(() -> wildcards(10), Request.actual("https://a.nobody.example")),
  WILDCARDS_1000_MISS(() -> wildcards(1_000), Request.actual("https://a.nobody.example")),

  PREFIXES_10_HIT(() -> prefixes(10), Request.actual("https://s100007-a.example")),
  PREFIXES_1000_HIT(() -> prefixes(1_000), Request.actual("https://s100777-a.example")),
  PREFIXES_10_MISS(() -> prefixes(10), Request.actual("https://nobody7-a.example")),
  PREFIXES_1000_MISS(() -> prefixes(1_000), Request.actual("https://nobody7-a.example")),

  RULES_10_HIT(() -> ManyRules.policy(10), Request.actual("https://site7.example")),
  RULES_10000_HIT(() -> ManyRules.policy(10_000), Request.actual("https://site7777.example")),
  RULES_10_MISS(() -> ManyRules.policy(10), Request.actual("https://nobody.example")),
  RULES_10000_MISS(() -> ManyRules.policy(10_000), Request.actual("https://nobody.example")),
  ONE_ORIGIN_10_METHODS(() -> methods(10), Request.preflight("https://a.example", "M7")),
  ONE_ORIGIN_10000_METHODS(() -> methods(10_000), Request.preflight("https://a.example", "M7777")),

  ORIGIN_30(() -> origins(10), Request.actual("https://a.b.c.d.e.f.g.example")),
  ORIGIN_8192(() -> origins(10), Request.actual("https://" + "a.".repeat(4088) + "example")),

  S3_ORIGIN_30(() -> anything(), Request.actual("https://a.b.c.d.e.f.g.example")),
  S3_ORIGIN_8192(() -> anything(), Request.actual("https://" + "a.".repeat(4088) + "example")),
  S3_ORIGIN_8192_MISS(() -> anything(), Request.actual("http://" + "a.".repeat(4088) + "example")),

  ACRH_512(() -> headers(10), Request.preflight("https://a.example", "PUT", names(512))),
  ACRH_1024(() -> headers(10), Request.preflight("https://a.example", "PUT", names(1024))),
  ACRH_2048(() -> headers(10), Request.preflight("https://a.example", "PUT", names(2048))),
  ACRH_4096(() -> headers(10), Request.preflight("https://a.example", "PUT", names(4096))),
  ACRH_8192(() -> headers(10), Request.preflight("https://a.example", "PUT", names(8192))),
  ACRH_8192_LIST_1000(
      () -> headers(1_000), Request.preflight("https://a.example", "PUT", names(8192))),
  ACRH_PATTERNS_10(
      () -> patterns(10), Request.preflight("https://a.example", "PUT", patternNames())),
  ACRH_PATTERNS_1000(
      () -> patterns(1_000), Request.preflight("https://a.example", "PUT", patternNames())),

  LINE_1(() -> differing(1), Request.preflight("https://a.example", "PUT", sevenKilobytes())),
  LINES_220(() -> differing(1), inLines(220)),
  LINES_220_RULES_1000(() -> differing(1_000), inLines(220)),

  HEADERS_PLAIN(() -> allowing(Names.plain(1_000)), asking(Names.plain(1_000))),
  HEADERS_COLLIDING(() -> allowing(Names.colliding(1_000)), asking(Names.colliding(1_000))),
  ORIGINS_PLAIN(() -> from(Names.plain(10_000)), comingFrom(Names.plain(10_000))),
  ORIGINS_COLLIDING(() -> from(Names.colliding(10_000)), comingFrom(Names.colliding(10_000))),
  METHODS_PLAIN(() -> listing(Names.plain(10_000)), using(Names.plain(10_000))),
  METHODS_COLLIDING(() -> listing(Names.colliding(10_000)), using(Names.colliding(10_000)));

  final Supplier<CorsPolicy> policy;
  final Request request;

  Scenario(Supplier<CorsPolicy> policy, Request request) {
    this.policy = policy;
    this.request = request;
  }

  private static CorsPolicy origins(int count) {
    return CorsPolicy.of(
        CorsRule.allow(array(count, i -> "https://site" + i + ".example")).methods("GET").build());
  }

  private static CorsPolicy wildcards(int count) {
    return CorsPolicy.of(
        CorsRule.allow(array(count, i -> "https://*.site" + i + ".example"))
            .methods("GET")
            .build());
  }

  /** Patterns that differ only in what stands before the wildcard, all of one length. */
  private static CorsPolicy prefixes(int count) {
    return CorsPolicy.of(
        CorsRule.allow(array(count, i -> "https://s" + (100_000 + i) + "-*.example"))
            .methods("GET")
            .dangerouslyAllow(CorsHazard.UNBOUNDED_WILDCARD)
            .build());
  }

  /** Any text goes, and is echoed. */
  private static CorsPolicy anything() {
    return CorsPolicy.builder()
        .dialect(CorsDialect.S3)
        .rule(CorsRule.allow("https://*").methods("GET").build())
        .build();
  }

  private static CorsPolicy methods(int count) {
    return CorsPolicy.builder()
        .rules(
            IntStream.range(0, count)
                .mapToObj(i -> CorsRule.allow("https://a.example").methods("M" + i).build())
                .toList())
        .build();
  }

  /** Allows the 250 names that are asked for among so many others. */
  private static CorsPolicy headers(int others) {
    return CorsPolicy.of(
        CorsRule.allow("https://a.example")
            .methods("PUT")
            .headers(array(250, Scenario::name))
            .headers(array(others, i -> "x-other-" + i))
            .build());
  }

  private static CorsPolicy patterns(int count) {
    return CorsPolicy.of(
        CorsRule.allow("https://a.example")
            .methods("PUT")
            .headers("x-asked-*")
            .headers(array(count, i -> "x-o" + (100_000 + i) + "-*"))
            .build());
  }

  /** Rules that differ in headers alone; only the last allows what is asked for. */
  private static CorsPolicy differing(int rules) {
    return CorsPolicy.builder()
        .rules(
            IntStream.range(0, rules)
                .mapToObj(
                    i ->
                        CorsRule.allow("https://a.example")
                            .methods("PUT")
                            .headers(i == rules - 1 ? "x-requested-*" : "x-requested-header-" + i)
                            .build())
                .toList())
        .build();
  }

  private static String sevenKilobytes() {
    return names(7_392);
  }

  /** The same bytes, a name a line as long as there are names, the other lines empty. */
  private static Request inLines(int lines) {
    String[] names = sevenKilobytes().split(",");
    String[] all = new String[lines];
    for (int i = 0; i < lines; i++) {
      all[i] =
          i < names.length / 4 ? String.join(",", Arrays.copyOfRange(names, 4 * i, 4 * i + 4)) : "";
    }
    for (int i = names.length / 4 * 4; i < names.length; i++) {
      all[lines - 1] = all[lines - 1].isEmpty() ? names[i] : all[lines - 1] + "," + names[i];
    }
    return Request.preflight("https://a.example", "PUT", all);
  }

  private static CorsPolicy allowing(List<String> names) {
    return CorsPolicy.of(CorsRule.allow("https://a.example").methods("PUT").headers(names).build());
  }

  private static Request asking(List<String> names) {
    String asked = String.join(",", names.subList(700, 900));
    return Request.preflight("https://a.example", "PUT", asked);
  }

  private static CorsPolicy from(List<String> names) {
    String[] origins = names.stream().map(Scenario::origin).toArray(String[]::new);
    return CorsPolicy.of(CorsRule.allow(origins).methods("GET").build());
  }

  private static Request comingFrom(List<String> names) {
    return Request.actual(origin(names.get(7_777)));
  }

  private static String origin(String name) {
    return "https://" + name + ".example";
  }

  private static CorsPolicy listing(List<String> names) {
    return CorsPolicy.of(CorsRule.allow("https://a.example").methods(names).build());
  }

  private static Request using(List<String> names) {
    return Request.preflight("https://a.example", names.get(7_777));
  }

  private static String patternNames() {
    return IntStream.range(0, 100).mapToObj(i -> "x-asked-" + i).collect(Collectors.joining(","));
  }

  /** A list of that length, to the character, of names of 32 characters. */
  private static String names(int length) {
    int count = length / 32;
    return IntStream.range(0, count).mapToObj(i -> name(i % 250)).collect(Collectors.joining(","));
  }

  private static String name(int index) {
    return "x-requested-header-number-0" + (1_000 + index);
  }

  private static String[] array(int count, IntFunction<String> element) {
    return IntStream.range(0, count).mapToObj(element).toArray(String[]::new);
  }
}
