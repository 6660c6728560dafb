package io.bucketcors;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Random rules over a few characters, so that they get in each other's way. */
final class SmallRules {
  private static final String[] HOSTS = {
    "a", "b", "a.b", "b.a", "a.a.b", "ab", "ba.b", "aa", "app.b"
  };
  private static final String[] PORTS = {"", "", "", ":81", ":*"};
  private static final String[] HEADERS = {
    "a", "b", "aa", "ab", "a*", "*a", "*b", "a*b", "b*", "*"
  };

  private SmallRules() {}

  /**
   * @param headersOnly whether all rules list much the same origins, and headers tell them apart
   * @return null where the rules must not be put in force
   */
  static @Nullable CorsPolicy policy(
      SplittableRandom random, boolean headersOnly, List<CorsPolicy> earlier) {
    return policy(CorsDialect.STANDARD, random, headersOnly, earlier);
  }

  /** The same in a dialect; in that of a store the bucket decides on credentials. */
  static @Nullable CorsPolicy policy(
      CorsDialect dialect, SplittableRandom random, boolean headersOnly, List<CorsPolicy> earlier) {
    List<CorsRule> rules = new ArrayList<>();
    if (!earlier.isEmpty() && random.nextInt(3) > 0) {
      rules.addAll(earlier.get(random.nextInt(earlier.size())).rules());
      int changed = random.nextInt(rules.size());
      if (random.nextInt(4) == 0 && rules.size() > 1) {
        rules.remove(changed);
      } else {
        rules.set(changed, rule(dialect, random, headersOnly));
      }
    } else {
      int count = 1 + random.nextInt(headersOnly ? 4 : 3);
      for (int i = 0; i < count; i++) {
        rules.add(rule(dialect, random, headersOnly));
      }
    }
    CorsPolicy.Builder builder = CorsPolicy.builder().dialect(dialect);
    builder.rules(rules);
    return builder.check().stream().anyMatch(CorsProblem::isError) ? null : builder.build();
  }

  /** One rule or two of one origin each; null where they must not be put in force. */
  static @Nullable CorsPolicy small(SplittableRandom random) {
    CorsPolicy.Builder builder = CorsPolicy.builder();
    int count = 1 + random.nextInt(5) / 4;
    for (int i = 0; i < count; i++) {
      CorsRule.Builder rule =
          CorsRule.allow(origin(random))
              .methods(random.nextBoolean() ? "GET" : "PUT")
              .dangerouslyAllow(CorsHazard.values())
              .credentials(random.nextInt(4) == 0);
      if (random.nextInt(3) == 0) {
        rule.headers(pick(random, "a", "*"));
      }
      builder.rule(rule.build());
    }
    return builder.check().stream().anyMatch(CorsProblem::isError) ? null : builder.build();
  }

  private static CorsRule rule(CorsDialect dialect, SplittableRandom random, boolean headersOnly) {
    boolean standard = dialect == CorsDialect.STANDARD;
    List<String> origins = new ArrayList<>();
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      origins.add(headersOnly ? pick(random, "https://a.b", "https://*.b", "*") : origin(random));
    }
    CorsRule.Builder rule =
        CorsRule.allow(origins.toArray(String[]::new)).dangerouslyAllow(CorsHazard.values());
    int methods = random.nextInt(8);
    rule.methods(methods < 4 ? "PUT" : methods < 6 ? "GET" : standard ? "*" : "HEAD");
    if (methods == 1) {
      rule.methods("GET");
    }
    int headers = random.nextInt(headersOnly ? 4 : 2);
    for (int i = 0; i < headers; i++) {
      rule.headers(headersOnly ? pick(random, HEADERS) : "x-a");
    }
    if (random.nextInt(3) == 0) {
      rule.expose(pick(random, "etag", "x-e"));
    }
    if (random.nextInt(4) == 0) {
      rule.maxAgeSeconds(random.nextInt(2) * 60L);
    }
    return rule.credentials(standard && random.nextInt(4) == 0).build();
  }

  private static String origin(SplittableRandom random) {
    String scheme = pick(random, "https://", "https://", "https://", "http://");
    String host = pick(random, HOSTS);
    String port = pick(random, PORTS);
    return switch (random.nextInt(12)) {
      case 0 -> "*";
      case 1 -> "null";
      case 2, 3 -> scheme + host + port;
      case 4, 5 -> scheme + "*." + host + port;
      case 6 -> scheme + "*" + host + port;
      case 7 -> scheme + host + "*" + port;
      case 8 -> scheme + pick(random, "a", "b", "a.") + "*" + host + port;
      case 9 -> scheme + pick(random, "a", "b", "a.") + "*." + host + ".b" + port;
      case 10 -> pick(random, "http*://", "*://") + host + port;
      default -> scheme + "*" + pick(random, "-a", "") + "." + host + port;
    };
  }

  private static String pick(SplittableRandom random, String... values) {
    return values[random.nextInt(values.length)];
  }
}
