package io.bucketcors.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsRule;
import io.bucketcors.config.ReloadableCorsPolicies;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** What JMX shows of rules that were replaced. */
class RulesBeanTest {
  private static final CorsRule READ = CorsRule.allow("https://a.example").methods("GET").build();

  @Test
  void showsTheLastChangeAndWhenItWas() throws JMException {
    try (ReloadableCorsPolicies source =
            ReloadableCorsPolicies.of(CorsPolicies.of(CorsPolicy.of(READ)));
        CorsDeployment deployment = CorsDeployment.start(source, "bean", null)) {
      assertThat(shown("LastChange")).isEqualTo("");
      assertThat(shown("AppliedCount")).isEqualTo(0L);
      assertThat(shown("Enabled")).isEqualTo(true);
      assertThat(shown("LastReloadTime")).isEqualTo(source.status().at().toEpochMilli());

      source.replace(CorsPolicies.of(CorsPolicy.of(READ.toBuilder().methods("PUT").build())));
      assertThat(shown("LastChange")).isEqualTo("wider");
      assertThat(shown("AppliedCount")).isEqualTo(1L);
      assertThat(shown("LastReloadTime")).isEqualTo(source.status().at().toEpochMilli());
      assertThat(shown("LastGoodTime")).isEqualTo(source.status().lastGood().toEpochMilli());

      source.replace(CorsPolicies.disabled());
      assertThat(shown("LastChange")).isEqualTo("narrower");
      assertThat(shown("AppliedCount")).isEqualTo(2L);
      assertThat(shown("Enabled")).isEqualTo(false);
    }
  }

  private static Object shown(String attribute) throws JMException {
    return ManagementFactory.getPlatformMBeanServer()
        .getAttribute(new ObjectName("io.bucketcors:type=Rules,name=\"bean\""), attribute);
  }
}
