package io.bucketcors.benchmarks;

import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsRule;
import java.util.List;
import java.util.function.Function;

/** Rules to be compiled, made of ten thousand names. */
public enum Compilation {
  METHODS_PLAIN(Names.plain(10_000), Compilation::withMethod),
  METHODS_COLLIDING(Names.colliding(10_000), Compilation::withMethod),
  HEADERS_PLAIN(Names.plain(10_000), Compilation::withHeader),
  HEADERS_COLLIDING(Names.colliding(10_000), Compilation::withHeader),
  ORIGINS_PLAIN(Names.plain(10_000), Compilation::withOrigin),
  ORIGINS_COLLIDING(Names.colliding(10_000), Compilation::withOrigin);

  private final List<CorsRule> rules;

  Compilation(List<String> names, Function<String, CorsRule> rule) {
    rules = names.stream().map(rule).toList();
  }

  CorsPolicy compile() {
    return CorsPolicy.builder().rules(rules).build();
  }

  private static CorsRule withMethod(String name) {
    return CorsRule.allow("https://a.example").methods(name).build();
  }

  private static CorsRule withHeader(String name) {
    return CorsRule.allow("https://a.example").methods("PUT").headers(name).build();
  }

  private static CorsRule withOrigin(String name) {
    return CorsRule.allow("https://" + name + ".example").methods("PUT").build();
  }
}
