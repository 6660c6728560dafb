package io.bucketcors.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsHazard;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsRule;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Rules that are written as properties and read again are the same rules. */
class PropertiesRoundTripTest {

  @Property(tries = 500)
  void readsTheRulesThatWereWritten(@ForAll("rules") List<CorsRule> rules) {
    try (ReloadableCorsPolicies source =
        CorsPolicySources.builder()
            .settings(PropertiesWriter.write(rules), "map")
            .microProfile(false)
            .reload(Reload.NEVER)
            .build()) {
      assertThat(source.current().defaultBucket().rules()).isEqualTo(rules);
    }
  }

  @Provide
  Arbitrary<List<CorsRule>> rules() {
    Arbitrary<List<String>> origins =
        list(
            1,
            "*",
            "https://a.example",
            "https://*.a.example",
            "https://a.example:8443",
            "http://localhost:*",
            "http://[::1]:3000",
            "moz-extension://a-b",
            "null",
            "https://*a.example",
            "https://*.github.io");
    Arbitrary<List<String>> methods =
        list(1, "*", "GET", "HEAD", "PUT", "DELETE", "PROPFIND", "a'b");
    Arbitrary<List<String>> headers = list(0, "*", "x-amz-*", "content-type", "ETag", "a&b'c");
    Arbitrary<List<String>> exposed =
        Arbitraries.oneOf(list(0, "ETag", "x-a", "Range"), Arbitraries.just(List.of("*")));
    Arbitrary<@Nullable String> ids =
        Arbitraries.strings()
            .withChars("aZ09 <>&\"'\\/\n\t{}[]$%#=:,é€")
            .ofMinLength(1)
            .ofMaxLength(20)
            .injectNull(0.3);
    Arbitrary<OptionalLong> ages =
        Arbitraries.oneOf(
            Arbitraries.just(OptionalLong.empty()),
            Arbitraries.longs().between(0, Long.MAX_VALUE).map(OptionalLong::of));
    Arbitrary<Boolean> credentials = Arbitraries.of(true, false, false);
    Arbitrary<Set<CorsHazard>> hazards = Arbitraries.of(CorsHazard.class).set();
    return Combinators.combine(ids, origins, methods, headers, exposed, ages, credentials, hazards)
        .as(CorsRule::new)
        .filter(rule -> policy(rule).check().stream().noneMatch(CorsProblem::isError))
        .list()
        .ofMaxSize(12);
  }

  private static CorsPolicy.Builder policy(CorsRule rule) {
    return CorsPolicy.builder().rule(rule);
  }

  private static Arbitrary<List<String>> list(int least, String... values) {
    return Arbitraries.of(values).list().uniqueElements().ofMinSize(least).ofMaxSize(4);
  }
}
