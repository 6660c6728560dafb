package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.oracle.SlowSuffixes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A {@code *} inside a label, over every public suffix of the list: refused where strangers have
 * names, and within its label where one owner does.
 */
class LabelStarsTest {
  private static final String OWN = "owner-of-this-7q";

  /** Every suffix with {@code -Dthorough=true}, else one of this many. */
  private static final int SHARE = Boolean.getBoolean("thorough") ? 1 : 12;

  @Test
  void needsAHazardOverEverySuffixUnderWhichStrangersHaveNames() {
    Set<String> suffixes = suffixes();
    assertThat(suffixes).hasSizeGreaterThan(9_000 / SHARE);
    for (String suffix : suffixes) {
      assertRefused("https://pr-*." + suffix, "hazard-public-suffix");
      assertRefused("https://pr-*-web." + suffix, "hazard-unbounded-wildcard");
      assertRefused("https://*-pr." + suffix, "hazard-unbounded-wildcard");
      assertRefused("https://app.*." + suffix, "hazard-unbounded-wildcard");
      assertRefused("https://*" + suffix, "hazard-unbounded-wildcard");
      assertRefused("https://pr-*." + suffix + ".", "hazard-public-suffix");
    }
  }

  @Test
  void needsNoHazardOverAnyDomainThatSomebodyHasRegistered() {
    int owned = 0;
    for (String suffix : suffixes()) {
      String domain = OWN + "." + suffix;
      boolean isOwned = SlowSuffixes.isOwned(domain);
      owned += isOwned ? 1 : 0;
      for (String label : List.of("pr-*", "pr-*-web", "*-pr", "app.*", "a.pr-*")) {
        CorsRule rule =
            CorsRule.allow("https://" + label + "." + domain)
                .methods("GET", "HEAD")
                .credentials(true)
                .build();
        assertThat(CorsPolicy.builder().rule(rule).check().isEmpty())
            .as("%s.%s", label, domain)
            .isEqualTo(isOwned);
      }
    }
    assertThat(owned).isGreaterThan(9_000 / SHARE);
  }

  @Test
  void grantsNothingToNearMissesOverAnySuffix() {
    List<String> patterns = new ArrayList<>();
    List<String> suffixes = new ArrayList<>();
    for (String suffix : suffixes()) {
      if (SlowSuffixes.isOwned(OWN + "." + suffix)) {
        suffixes.add(suffix);
        patterns.add("https://pr-*." + OWN + "." + suffix);
      }
    }
    CorsRule all =
        CorsRule.allow(patterns.toArray(String[]::new))
            .methods("GET", "HEAD")
            .credentials(true)
            .build();
    CorsPolicy together = CorsPolicy.of(all);
    for (int i = 0; i < patterns.size(); i++) {
      String domain = OWN + "." + suffixes.get(i);
      CorsPolicy alone =
          CorsPolicy.of(
              CorsRule.allow(patterns.get(i)).methods("GET", "HEAD").credentials(true).build());
      for (CorsPolicy policy : List.of(alone, together)) {
        assertThat(isGranted(policy, "https://pr-x." + domain)).as(domain).isTrue();
        for (String origin : nearMisses(domain, suffixes.get(i))) {
          assertThat(isGranted(policy, origin)).as("%s for %s", origin, domain).isFalse();
        }
      }
    }
  }

  private static List<String> nearMisses(String domain, String suffix) {
    return List.of(
        "https://pr-x.evil." + domain,
        "https://pr-evil." + suffix,
        "https://pr-" + domain,
        "https://pr-x.evil" + domain,
        "https://pr-x" + domain,
        "https://evil.pr-x." + domain,
        "https://xpr-x." + domain,
        "https://pr." + domain,
        "https://" + domain,
        "https://pr-x." + OWN + suffix,
        "https://pr-x." + OWN + "x" + suffix,
        "https://pr-x." + suffix,
        "https://pr-x." + domain + ".evil.example",
        "https://pr-x." + domain + ".",
        "https://pr-x." + domain + ":8443",
        "http://pr-x." + domain,
        "pr-x://" + domain);
  }

  /** As hosts: one name in place of each wildcard, no exceptions, parents too, all in ASCII. */
  private static Set<String> suffixes() {
    Set<String> suffixes = new LinkedHashSet<>(SlowSuffixes.parents());
    for (String rule : SlowSuffixes.rules()) {
      if (!rule.startsWith("!")) {
        suffixes.add(rule.replace("*.*.", "x1.x2.").replace("*.", "x1."));
      }
    }
    int[] at = {0};
    suffixes.removeIf(suffix -> at[0]++ % SHARE != 0);
    return suffixes;
  }

  private static void assertRefused(String pattern, String code) {
    List<CorsProblem> problems = rule(pattern);
    assertThat(problems).as(pattern).hasSize(1);
    assertThat(problems.get(0).code()).as(pattern).isEqualTo(code);
    String hazard = code.substring("hazard-".length());
    for (CorsHazard accepted : CorsHazard.values()) {
      assertThat(rule(pattern, accepted).isEmpty())
          .as("%s with %s", pattern, accepted.key())
          .isEqualTo(accepted.key().equals(hazard));
    }
  }

  private static List<CorsProblem> rule(String pattern, CorsHazard... hazards) {
    return CorsPolicy.builder()
        .rule(CorsRule.allow(pattern).methods("GET", "HEAD").dangerouslyAllow(hazards).build())
        .check();
  }

  private static boolean isGranted(CorsPolicy policy, String origin) {
    return policy.decide(CorsRequest.actual("GET", origin)).isAllowed();
  }
}
