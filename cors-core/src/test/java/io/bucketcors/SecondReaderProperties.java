package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.oracle.SlowOrigin;
import io.bucketcors.oracle.SlowPattern;
import io.bucketcors.origin.OriginPattern;
import io.bucketcors.origin.OriginReading;
import io.bucketcors.origin.SerializedOrigin;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A second reader, which works in another way, takes the same texts for origins and patterns. */
class SecondReaderProperties {
  private static final String[] SCHEMES = {
    "https://", "https://", "http://", "app://", "moz-extension://", "ws://", "ftp://", "file://",
    "x+1-.://", "http*://", "*://", "Https://", "", "https:", "1x://", "://"
  };
  private static final String[] HOSTS = {
    "*",
    "*",
    ".",
    ".",
    "*.",
    "a",
    "pr-",
    "-x",
    "_",
    "1",
    "0",
    "0x",
    "0x7f",
    "255",
    "256",
    "1.2.3.4",
    "[",
    "]",
    "[::1]",
    "[::]",
    "::",
    "A",
    "MyApp",
    "%",
    "%2e",
    "%C3",
    "example",
    ".com",
    ".co.uk",
    ".github.io",
    "a.example",
    "xn--",
    "\u00e9",
    "\u00a0",
    "^",
    "|",
    "<",
    "\"",
    "'",
    "!",
    "~",
    "/",
    "\\",
    "@",
    "?",
    "#",
    " ",
    "\t",
    "\u0000",
    "\u007f",
    ","
  };
  private static final String[] PORTS = {
    "", "", "", ":", ":80", ":443", ":21", ":8443", ":0", ":080", ":65535", ":65536", ":*", ":80:*",
    ":80:80", ":a", ":1 "
  };

  /** For each seed. */
  private static final int TEXTS = Boolean.getBoolean("thorough") ? 1_000 : 200;

  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?:write |remove the trailing slash: |write each as a value of its own: )"
              + "([^ ]+://.*|null|\\*)");

  @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
  void readsOriginsAndPatternsAlike(@ForAll("seeds") long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < TEXTS; i++) {
      String text = text(random);
      boolean isOrigin = SerializedOrigin.read(text) != SerializedOrigin.MALFORMED;
      if (isOrigin != SlowOrigin.read(text).isPresent()) {
        assertThat(isOrigin).as("is an origin: %s", text).isEqualTo(!isOrigin);
      }
      OriginReading reading = OriginPattern.read(text);
      boolean isPattern = reading instanceof OriginPattern;
      if (isPattern != SlowPattern.isPattern(text)) {
        assertThat(isPattern).as("is a pattern: %s", text).isEqualTo(!isPattern);
      }
      if (reading instanceof OriginPattern pattern) {
        check(pattern, random);
      } else {
        checkFix(text);
      }
    }
  }

  private static void check(OriginPattern pattern, SplittableRandom random) {
    String text = pattern.text();
    boolean isSafe = pattern.kind() == OriginPattern.Kind.ANY || OriginHazard.of(pattern) == null;
    assertThat(isSafe).as("is safe: %s", text).isEqualTo(SlowPattern.isSafe(text));
    for (String origin : RandomRules.nearMisses(text)) {
      check(pattern, origin);
    }
    for (int i = 0; i < 4; i++) {
      check(pattern, text(random));
    }
  }

  /** Every refusal says what to do, and what it says to write is a pattern. */
  private static void checkFix(String text) {
    CorsRule rule = CorsRule.allow(text).methods("GET", "HEAD").build();
    List<CorsProblem> problems = CorsPolicy.builder().rule(rule).check();
    assertThat(problems).as(text).singleElement().isInstanceOf(CorsProblem.Refusal.class);
    String fix = problems.get(0).fix();
    assertThat(fix).as("fix of %s", text).isNotEmpty();
    Matcher written = WRITTEN.matcher(fix);
    if (written.matches()) {
      for (String origin : written.group(1).split(" and ")) {
        assertThat(OriginPattern.read(origin))
            .as("%s for %s", fix, text)
            .isInstanceOf(OriginPattern.class);
      }
    }
  }

  private static void check(OriginPattern pattern, String origin) {
    boolean matches = pattern.matches(origin, SerializedOrigin.read(origin));
    if (pattern.kind() != OriginPattern.Kind.ANY
        && matches != SlowPattern.matches(pattern.text(), List.of(origin))) {
      assertThat(matches).as("%s for %s", origin, pattern.text()).isEqualTo(!matches);
    }
  }

  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder(SCHEMES[random.nextInt(SCHEMES.length)]);
    int pieces = 1 + random.nextInt(5);
    for (int i = 0; i < pieces; i++) {
      // Mostly the first ones, so that enough is well formed.
      int bound = random.nextInt(3) == 0 ? HOSTS.length : HOSTS.length / 2;
      text.append(HOSTS[random.nextInt(bound)]);
    }
    return text.append(PORTS[random.nextInt(PORTS.length)]).toString();
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }
}
