package io.bucketcors.benchmarks.decide;

import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import io.bucketcors.benchmarks.start.Source;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;

/** Ten thousand rules to be compiled. */
public enum Compilation {
  METHODS_PLAIN(Names.plain(10_000), Compilation::withMethod),
  METHODS_COLLIDING(Names.colliding(10_000), Compilation::withMethod),
  HEADERS_PLAIN(Names.plain(10_000), Compilation::withHeader),
  HEADERS_COLLIDING(Names.colliding(10_000), Compilation::withHeader),
  ORIGINS_PLAIN(Names.plain(10_000), Compilation::withOrigin),
  ORIGINS_COLLIDING(Names.colliding(10_000), Compilation::withOrigin),
  /** Made and compiled in code. */
  FROM_CODE(() -> ManyRules.policy(10_000)),
  /** The same rules, read from a map. */
  FROM_MAP(from(Source.MAP)),
  /** The same rules, read from a config that is there. */
  FROM_CONFIG(from(Source.PROPERTIES));

  private final Supplier<CorsPolicy> compiler;

  Compilation(Supplier<CorsPolicy> compiler) {
    this.compiler = compiler;
  }

  Compilation(List<String> names, Function<String, CorsRule> rule) {
    List<CorsRule> rules = names.stream().map(rule).toList();
    compiler = () -> CorsPolicy.builder().rules(rules).build();
  }

  private static Supplier<CorsPolicy> from(Source place) {
    Callable<CorsPolicySource> start = place.prepare(10_000);
    return () -> {
      try (CorsPolicySource source = start.call()) {
        return source.current().defaultBucket();
      } catch (Exception failed) {
        throw new IllegalStateException(failed);
      }
    };
  }

  CorsPolicy compile() {
    return compiler.get();
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
