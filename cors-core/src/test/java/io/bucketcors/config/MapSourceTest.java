package io.bucketcors.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsDialect;
import io.bucketcors.CorsHazard;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MapSourceTest {

  @Test
  void readsEveryKeyOfARule() {
    CorsRule rule =
        policies(
                """
                bucketcors.rules[0].id=uploads
                bucketcors.rules[0].allowed-origins=https://a.example, https://*.b.example
                bucketcors.rules[0].allowed-methods=GET,PUT
                bucketcors.rules[0].allowed-headers=x-amz-*
                bucketcors.rules[0].expose-headers=ETag
                bucketcors.rules[0].max-age-seconds=600
                bucketcors.rules[0].allow-credentials=true
                bucketcors.rules[0].dangerously-allow=public-suffix
                """)
            .defaultBucket()
            .rules()
            .get(0);

    assertThat(rule)
        .isEqualTo(
            CorsRule.allow("https://a.example", "https://*.b.example")
                .id("uploads")
                .methods("GET", "PUT")
                .headers("x-amz-*")
                .expose("ETag")
                .maxAgeSeconds(600)
                .credentials(true)
                .dangerouslyAllow(CorsHazard.PUBLIC_SUFFIX)
                .build());
  }

  @Test
  void readsNamedBucketsWithTheirPaths() {
    CorsPolicies policies =
        policies(
            """
            bucketcors.buckets.files.paths=/files/*
            bucketcors.buckets.files.dialect=s3
            bucketcors.buckets.files.rules[0].allowed-origins=*
            bucketcors.buckets.files.rules[0].allowed-methods=GET
            """);

    assertThat(policies.forPath("/files/a").dialect()).isEqualTo(CorsDialect.S3);
    assertThat(policies.forPath("/other").rules()).isEmpty();
  }

  @Test
  void reportsEveryMistakeAtOnce() {
    List<String> codes =
        problems(
                """
                bucketcors.rules[0].allowed-origins=https://a.example/
                bucketcors.rules[0].allowed-methods=put
                bucketcors.rules[0].max-age-seconds=-5
                bucketcors.rules[0].allow-credentials=yes
                bucketcors.rules[2].allowed-origins=https://a.example
                bucketcors.rules[2].allowed-method=GET
                bucketcors.paths=/x
                """)
            .stream()
            .map(CorsProblem::code)
            .toList();

    assertThat(codes)
        .containsExactlyInAnyOrder(
            "origin-trailing-slash",
            "method-case",
            "max-age",
            "boolean-invalid",
            "rule-missing",
            "unknown-key",
            "paths-of-default-bucket");
  }

  static CorsPolicies policies(String properties) {
    return CorsPolicySources.of(map(properties)).current();
  }

  static List<CorsProblem> problems(String properties) {
    return catchThrowableOfType(
            CorsConfigurationException.class, () -> CorsPolicySources.of(map(properties)))
        .problems();
  }

  static Map<String, String> map(String properties) {
    return properties
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (a, b) -> b, HashMap::new));
  }
}
