package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.AttackCorpus.Entry;
import io.bucketcors.oracle.SlowOrigin;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttackTest {

  /** What an accepted hazard lets in by its own meaning; that is why it is one. */
  private static final Set<String> LET_IN_BY_HAZARD =
      Set.of(
          "https://example.evil.com\thttps://example.*",
          "https://evilexample.com\thttps://*example.com",
          "https://evil-example.com\thttps://*example.com",
          "https://example.com.evil.com\thttps://example.com*",
          "https://evil.com\thttps://*.com",
          "https://evil.co.uk\thttps://*.co.uk",
          "https://evil.myqcloud.com\thttps://*.myqcloud.com");

  @Test
  void refusesEveryAttack() {
    List<Entry> attacks = AttackCorpus.attacks();
    assertThat(attacks).hasSizeGreaterThan(320);
    for (Entry attack : attacks) {
      CorsPolicy policy;
      try {
        policy = attack.policy();
      } catch (CorsConfigurationException e) {
        assertThat(e.problems()).as(attack.text()).isNotEmpty();
        continue;
      }
      assertGrantsNothing(attack, policy);
    }
  }

  @Test
  void refusesDangerousConfigurationsUnlessTheHazardIsNamed() {
    Set<String> refused = new LinkedHashSet<>();
    for (Entry attack : AttackCorpus.attacks()) {
      try {
        attack.policy();
      } catch (CorsConfigurationException e) {
        refused.addAll(attack.patterns());
      }
    }
    assertThat(refused)
        .containsExactlyInAnyOrder(
            "https://*",
            "https://example.*",
            "https://*example.com",
            "http*://example.com",
            "https://example.com*",
            "*.example.com",
            "https://*.com",
            "https://*.co.uk",
            "https://*.myqcloud.com",
            "moz-extension://*",
            "app://*.x",
            "https://pr-*.github.io",
            "https://deploy-*--site.netlify.app",
            "https://192.168.1.*");
  }

  @Test
  void refusesAttacksOnAcceptedHazardsToo() {
    Set<String> letIn = new LinkedHashSet<>();
    for (Entry attack : AttackCorpus.attacks()) {
      CorsPolicy policy;
      try {
        policy = attack.policy(CorsHazard.values());
      } catch (CorsConfigurationException e) {
        assertThat(attack.patterns())
            .as("no hazard at all")
            .isSubsetOf("*.example.com", "https://192.168.1.*");
        continue;
      }
      Answered answer = Answered.by(policy, attack.request());
      if (answer.header("Access-Control-Allow-Origin") != null) {
        letIn.add(attack.text().substring(0, attack.text().lastIndexOf('\t')));
      }
    }
    assertThat(letIn).isEqualTo(LET_IN_BY_HAZARD);
  }

  @Test
  void grantsEveryControl() {
    List<Entry> controls = AttackCorpus.controls();
    assertThat(controls).hasSizeGreaterThan(58);
    for (Entry control : controls) {
      Answered answer = Answered.by(control.policy(), control.request());
      assertThat(answer.header("Access-Control-Allow-Origin"))
          .as(control.text())
          .isEqualTo(control.origins().get(0));
    }
  }

  /** CVE-2018-8014, GHSA-972r-f3fv-whm3, CVE-2026-54290: no switch makes this start. */
  @Test
  void refusesAnyOriginWithCredentialsWhateverIsNamed() {
    for (String origin : List.of("*", "null", "https://*", "https://*.com", "http*://a.example")) {
      CorsRule rule =
          CorsRule.allow(origin)
              .methods("GET")
              .credentials(true)
              .dangerouslyAllow(CorsHazard.values())
              .build();
      assertThat(CorsPolicy.builder().rule(rule).check())
          .as(origin)
          .anyMatch(problem -> problem.isError() && problem.code().startsWith("credentials-"));
    }
  }

  /** Every attack against every pattern: nothing is granted that is not in canonical form. */
  @Test
  void reflectsNothingThatNoBrowserSends() {
    List<Entry> attacks = AttackCorpus.attacks();
    for (Entry aimed : attacks) {
      CorsPolicy policy;
      try {
        policy = aimed.policy(CorsHazard.values());
      } catch (CorsConfigurationException e) {
        continue;
      }
      for (Entry attack : attacks) {
        String granted =
            Answered.by(policy, attack.request()).header("Access-Control-Allow-Origin");
        assertThat(granted == null || SlowOrigin.read(granted).isPresent())
            .as("%s for %s", granted, aimed.patterns())
            .isTrue();
      }
    }
  }

  private static void assertGrantsNothing(Entry attack, CorsPolicy policy) {
    Answered answer = Answered.by(policy, attack.request());
    assertThat(answer.decision().isAllowed()).as(attack.text()).isFalse();
    assertThat(answer.header("Access-Control-Allow-Origin")).as(attack.text()).isNull();
    assertThat(answer.header("Access-Control-Allow-Credentials")).as(attack.text()).isNull();
  }
}
