package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.AttackCorpus.Entry;
import io.bucketcors.oracle.SlowOrigin;
import io.bucketcors.oracle.SlowPattern;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The corpus is worth something only if it kills the matchers that others have shipped. */
class WrongMatchersTest {

  /** Whether one allowed origin matches a request's origin. */
  private interface Matcher {
    boolean matches(String allowed, String origin);
  }

  /** Matchers that are wrong, each in a way that somebody once thought right. */
  enum Wrong implements Matcher {
    CONTAINS((allowed, origin) -> origin.contains(bare(allowed))),
    CONTAINS_HOST((allowed, origin) -> origin.contains(host(allowed).replace("*.", ""))),
    STARTS_WITH((allowed, origin) -> origin.startsWith(allowed) || glob(allowed, origin)),
    ENDS_WITH((allowed, origin) -> origin.endsWith(host(allowed).replace("*", ""))),
    SUFFIX_WITHOUT_DOT((allowed, origin) -> origin.endsWith(host(allowed).replace("*.", ""))),
    ALLOWED_CONTAINS_ORIGIN((allowed, origin) -> allowed.contains(origin)),
    UNESCAPED_DOT((allowed, origin) -> Pattern.matches(allowed.replace("*", "[^/]*"), origin)),
    UNANCHORED_REGEX(
        (allowed, origin) ->
            Pattern.compile(allowed.replace(".", "\\.").replace("*", ".*")).matcher(origin).find()),
    REGEX_WITH_DOLLAR(
        (allowed, origin) ->
            Pattern.compile("^\\Q" + allowed.replace("*", "\\E.*\\Q") + "\\E$")
                .matcher(origin)
                .find()),
    GLOB_OVER_RAW_TEXT(WrongMatchersTest::glob),
    CASE_FOLDING((allowed, origin) -> right(allowed, origin.toLowerCase(Locale.ROOT))),
    EQUALS_IGNORE_CASE((allowed, origin) -> allowed.equalsIgnoreCase(origin)),
    PERCENT_DECODING((allowed, origin) -> glob(allowed, decode(origin))),
    FIRST_STAR_ONLY((allowed, origin) -> origin.startsWith(allowed.split("\\*", -1)[0])),
    TRAILING_SLASH_STRIPPED(
        (allowed, origin) -> right(allowed, origin.replaceFirst("[/?#].*$", ""))),
    TRIMMED((allowed, origin) -> right(allowed, origin.strip())),
    FIRST_OF_A_LIST((allowed, origin) -> right(allowed, origin.split("[, |]")[0])),
    IGNORING_PORT((allowed, origin) -> right(withoutPort(allowed), withoutPort(origin))),
    IGNORING_SCHEME((allowed, origin) -> right(asHttps(allowed), asHttps(origin))),
    PORT_BY_PREFIX(
        (allowed, origin) ->
            allowed.endsWith(":*") && origin.startsWith(allowed.substring(0, allowed.length() - 1))
                || right(allowed, origin)),
    DEFAULT_PORT_STRIPPED(
        (allowed, origin) -> right(allowed, origin.replaceFirst("^(https://[^:]*):443$", "$1"))),
    TRAILING_DOT_STRIPPED((allowed, origin) -> right(allowed, origin.replaceFirst("\\.$", ""))),
    JAVA_NET_URI((allowed, origin) -> glob(host(allowed), uriHost(origin))),
    NULL_BY_NAME((allowed, origin) -> origin.equals("null") || right(allowed, origin)),
    STRICT_WITHOUT_UNDERSCORE(
        (allowed, origin) -> origin.indexOf('_') < 0 && right(allowed, origin)),
    STRICT_ONE_LABEL(
        (allowed, origin) ->
            right(allowed, origin)
                && (!allowed.contains("*.")
                    || origin.split("\\.").length == allowed.split("\\.").length)),
    STAR_IN_A_LABEL_OVER_DOTS(
        (allowed, origin) ->
            right(allowed, origin) || SlowOrigin.read(origin).isPresent() && glob(allowed, origin)),
    OPAQUE_HOSTS_FOLDED(
        (allowed, origin) ->
            right(allowed.toLowerCase(Locale.ROOT), origin.toLowerCase(Locale.ROOT))),
    DOMAINS_ONLY(
        (allowed, origin) ->
            origin.matches("[a-z0-9+.-]+://[a-z0-9._:\\[\\]-]+") && right(allowed, origin)),
    HTTP_AND_HTTPS_ONLY((allowed, origin) -> origin.startsWith("http") && right(allowed, origin));

    private final Matcher matcher;

    Wrong(Matcher matcher) {
      this.matcher = matcher;
    }

    @Override
    public boolean matches(String allowed, String origin) {
      return matcher.matches(allowed, origin);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isKilledByTheCorpus(Wrong wrong) {
    assertThat(survivors(wrong)).as("attacks let in and controls kept out").isNotEmpty();
  }

  /** GHSA-vhxv-fg4m-p2w8: a trie over characters that joins the end of one pattern with another. */
  @Test
  void joinedTrieIsKilledByTheCorpus() {
    List<String> faults = new ArrayList<>();
    for (Entry attack : AttackCorpus.attacks()) {
      boolean joined =
          attack.patterns().size() == 2
              && attack.origins().get(0).startsWith("https://")
              && joins(attack.patterns(), attack.origins().get(0).substring("https://".length()));
      if (joined) {
        faults.add(attack.text());
      }
    }
    assertThat(faults).isNotEmpty();
  }

  /** The corpus says nothing against the matcher that follows the contract's words. */
  @Test
  void sparesTheRightMatcher() {
    assertThat(survivors(WrongMatchersTest::right)).isEmpty();
  }

  /** What the corpus has against a matcher; patterns that no configuration may hold aside. */
  private static List<String> survivors(Matcher matcher) {
    List<String> faults = new ArrayList<>();
    for (Entry attack : AttackCorpus.attacks()) {
      if (isAcceptable(attack) && attack.origins().size() == 1 && anyMatches(matcher, attack)) {
        faults.add(attack.text());
      }
    }
    for (Entry control : AttackCorpus.controls()) {
      if (!anyMatches(matcher, control)) {
        faults.add(control.text());
      }
    }
    return faults;
  }

  private static boolean isAcceptable(Entry attack) {
    try {
      return attack.policy().governs();
    } catch (CorsConfigurationException e) {
      return false;
    }
  }

  private static boolean anyMatches(Matcher matcher, Entry entry) {
    return entry.patterns().stream()
        .anyMatch(allowed -> matcher.matches(allowed, entry.origins().get(0)));
  }

  private static boolean joins(List<String> patterns, String host) {
    String first = host(patterns.get(0));
    String second = host(patterns.get(1));
    String suffix = ".com";
    return host.equals(first.replace(suffix, "") + second)
        || host.equals(second.replace(suffix, "") + first);
  }

  private static boolean right(String allowed, String origin) {
    return SlowPattern.matches(allowed, List.of(origin));
  }

  private static boolean glob(String allowed, String text) {
    return Pattern.matches("\\Q" + allowed.replace("*", "\\E(?s:.*)\\Q") + "\\E", text);
  }

  private static String bare(String allowed) {
    return allowed.replace("https://*.", "").replace(":*", "");
  }

  private static String host(String allowed) {
    return withoutPort(allowed).replaceFirst("^[^:]*://", "");
  }

  private static String withoutPort(String text) {
    return text.replaceFirst(":([0-9]+|\\*)$", "");
  }

  private static String asHttps(String text) {
    return text.replaceFirst("^[a-z+-]+://", "https://");
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static String uriHost(String origin) {
    try {
      String host = URI.create(origin).getHost();
      return host == null ? "" : host;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
