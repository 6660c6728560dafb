package io.bucketcors.config;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsReload;
import io.bucketcors.CorsRequest;
import io.bucketcors.CorsRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

/** What an app does with its rules, from deploy to undeploy, in whatever loader it is loaded by. */
public final class RedeployProbe implements BiFunction<String, Map<String, String>, String> {

  @Override
  public String apply(String kind, Map<String, String> keys) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(RedeployProbe.class.getClassLoader());
    try {
      return switch (kind) {
        case "config" -> used(CorsPolicySources.builder().reload(Reload.ON_DEMAND).build());
        case "settings" -> used(settings(keys).build());
        case "mistakes" -> refused(keys);
        case "supplied" -> supplied();
        default -> throw new IllegalArgumentException(kind);
      };
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static CorsPolicySources.Builder settings(Map<String, String> keys) {
    return CorsPolicySources.builder()
        .microProfile(false)
        .settings(new HashMap<>(keys), "settings")
        .reload(Reload.BACKGROUND_THREAD);
  }

  /** Asks, reloads, and closes. */
  private static String used(ReloadableCorsPolicies source) {
    try (source) {
      source.reload();
      source.reload();
      return explained(source);
    }
  }

  private static String explained(CorsPolicySource source) {
    CorsRequest request = new CorsRequest("GET", Map.of("Origin", List.of("https://shop.example")));
    return source.current().defaultBucket().explain(request).toString();
  }

  private static String refused(Map<String, String> keys) {
    try (ReloadableCorsPolicies source = settings(keys).build()) {
      throw new IllegalStateException("in force: " + source.current());
    } catch (CorsConfigurationException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String supplied() {
    AtomicReference<CorsPolicies> rules = new AtomicReference<>(shop("GET"));
    try (ReloadableCorsPolicies source = ReloadableCorsPolicies.from(rules::get)) {
      source.reload();
      rules.set(shop("PUT"));
      if (!(source.reload() instanceof CorsReload.Applied)) {
        throw new IllegalStateException("not applied");
      }
      source.replace(shop("GET"));
      source.reload();
      return explained(source);
    }
  }

  private static CorsPolicies shop(String method) {
    return CorsPolicies.of(
        CorsPolicy.of(CorsRule.allow("https://shop.example").methods("GET", method).build()));
  }
}
