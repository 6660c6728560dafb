package io.bucketcors.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.bucketcors.CorsHazard;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsRule;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Rules that are written as properties and read again are the same rules. */
class PropertiesRoundTripTest {

  @Property(tries = 200)
  void readsTheRulesThatWereWritten(@ForAll("rules") List<CorsRule> rules) throws IOException {
    assertThat(read(Map.of(), CorsProperties.write(rules))).isEqualTo(rules);
  }

  /** Origins of a store's dialect are raw text, so they hold what no origin holds. */
  @Property(tries = 200)
  void readsTheRawOriginsThatWereWritten(@ForAll("rawOrigins") List<String> origins)
      throws IOException {
    List<CorsRule> rules = List.of(CorsRule.allow().origins(origins).methods("GET").build());
    String written = CorsProperties.write(rules);
    assertThat(read(Map.of("bucketcors.dialect", "s3"), written)).isEqualTo(rules);
  }

  @Property(tries = 100)
  void writesOneAsciiLineAKey(@ForAll("rules") List<CorsRule> rules) throws IOException {
    String text = CorsProperties.write(rules);
    assertThat(text).matches("(?:bucketcors\\.rules\\[\\d+]\\.[a-z-]+ = [ -~]*\n)*");
    assertThat(load(text)).hasSize((int) text.lines().count());
  }

  @Example
  void keepsALineBreakInAnId() throws IOException {
    String id = "a\nbucketcors.rules[0].allow-credentials=true";
    List<CorsRule> rules =
        List.of(CorsRule.allow("https://a.example").methods("GET").id(id).build());
    String written = CorsProperties.write(rules);
    assertThat(load(written)).doesNotContainKey("bucketcors.rules[0].allow-credentials");
    assertThat(read(Map.of(), written)).isEqualTo(rules);
  }

  @Example
  void writesWhatAPersonWouldWrite() {
    CorsRule rule =
        CorsRule.allow("https://a.example", "http://localhost:*")
            .methods("GET", "PUT")
            .headers("x-amz-*")
            .expose("ETag")
            .maxAgeSeconds(600)
            .id(" é: #1\t")
            .build();
    assertThat(CorsProperties.write(List.of(rule, CorsRule.allow("*").methods("GET").build())))
        .isEqualTo(
            """
            bucketcors.rules[0].id = \\u0020\\u00E9: #1\\t
            bucketcors.rules[0].allowed-origins = https://a.example,http://localhost:*
            bucketcors.rules[0].allowed-methods = GET,PUT
            bucketcors.rules[0].allowed-headers = x-amz-*
            bucketcors.rules[0].expose-headers = ETag
            bucketcors.rules[0].max-age-seconds = 600
            bucketcors.rules[1].allowed-origins = *
            bucketcors.rules[1].allowed-methods = GET
            """);
    assertThat(CorsProperties.write(List.of())).isEmpty();
  }

  @Example
  void refusesWhatPropertiesCannotSay() {
    for (String origin : List.of("", " ", " a", "a ", "\u2003a", "a${b}", "a\n")) {
      List<CorsRule> rules = List.of(CorsRule.allow(origin).methods("GET").build());
      assertThatIllegalArgumentException().isThrownBy(() -> CorsProperties.write(rules));
    }
    CorsRule unnamed = CorsRule.allow("*").methods("GET").id("").build();
    assertThatIllegalArgumentException().isThrownBy(() -> CorsProperties.write(List.of(unnamed)));
  }

  private static List<CorsRule> read(Map<String, String> settings, String text) throws IOException {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(load(text));
    try (CorsPolicySource source = CorsPolicySources.of(all)) {
      return source.current().defaultBucket().rules();
    }
  }

  private static Map<String, String> load(String text) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    Map<String, String> map = new HashMap<>();
    properties.forEach((key, value) -> map.put((String) key, (String) value));
    return map;
  }

  @Provide
  Arbitrary<List<String>> rawOrigins() {
    return Arbitraries.strings()
        .withChars("aB1\\,:/.=#! ~é桶\n\t\u0085\u2028")
        .ofMinLength(1)
        .ofMaxLength(12)
        .filter(text -> text.equals(text.strip()))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
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
            .withChars("aZ09 <>&\"'\\/\n\r\t\f\0{}[]$%#!=:,é€桶\u0085\u2028\uD83E")
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
        .as(
            (id, origin, method, header, expose, age, credential, hazard) -> {
              CorsRule.Builder rule =
                  CorsRule.allow()
                      .id(id)
                      .origins(origin)
                      .methods(method)
                      .headers(header)
                      .expose(expose)
                      .credentials(credential)
                      .dangerouslyAllow(hazard);
              age.ifPresent(rule::maxAgeSeconds);
              return rule.build();
            })
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
