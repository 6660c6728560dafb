package io.bucketcors.benchmarks;

import io.bucketcors.CorsDialect;
import io.bucketcors.CorsHazard;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsRule;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A policy, built when it is asked for, and the request that it decides. */
public enum Scenario {
  NO_ORIGIN(() -> origins(1), new Request("GET", null, null, null)),
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
  ONE_ORIGIN_10_METHODS(() -> methods(10), new Request("OPTIONS", "https://a.example", "M7", null)),
  ONE_ORIGIN_10000_METHODS(
      () -> methods(10_000), new Request("OPTIONS", "https://a.example", "M7777", null)),

  ORIGIN_30(() -> origins(10), Request.actual("https://a.b.c.d.e.f.g.example")),
  ORIGIN_8192(() -> origins(10), Request.actual("https://" + "a.".repeat(4088) + "example")),

  S3_ORIGIN_30(() -> anything(), Request.actual("https://a.b.c.d.e.f.g.example")),
  S3_ORIGIN_8192(() -> anything(), Request.actual("https://" + "a.".repeat(4088) + "example")),
  S3_ORIGIN_8192_MISS(() -> anything(), Request.actual("http://" + "a.".repeat(4088) + "example")),

  ACRH_512(() -> headers(10), Request.preflight("https://a.example", names(512))),
  ACRH_1024(() -> headers(10), Request.preflight("https://a.example", names(1024))),
  ACRH_2048(() -> headers(10), Request.preflight("https://a.example", names(2048))),
  ACRH_4096(() -> headers(10), Request.preflight("https://a.example", names(4096))),
  ACRH_8192(() -> headers(10), Request.preflight("https://a.example", names(8192))),
  ACRH_8192_LIST_1000(() -> headers(1_000), Request.preflight("https://a.example", names(8192))),
  ACRH_PATTERNS_10(() -> patterns(10), Request.preflight("https://a.example", patternNames())),
  ACRH_PATTERNS_1000(() -> patterns(1_000), Request.preflight("https://a.example", patternNames()));

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
