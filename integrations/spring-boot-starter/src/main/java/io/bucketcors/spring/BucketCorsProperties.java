package io.bucketcors.spring;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The application's properties under {@code bucketcors}, bound by Spring: a list comes whole from
 * the source that counts most, and an unknown key keeps the application from starting. What is
 * right is judged by the library, with every problem at once.
 *
 * @param enabled whether anything is governed; yes by default
 * @param reloadInterval how often documents under {@code rules-location} are read again; 10 seconds
 *     by default, 0 for never
 * @param lastGood a file that always holds the rules last in force, to start with when those that
 *     are found cannot be used
 * @param rules the rules of the whole application, tried from the first to the last; the first that
 *     matches decides
 * @param rulesLocation a rules document instead: {@code classpath:rules.xml}, {@code
 *     file:/rules.json}
 * @param rulesDocument the rules document itself instead
 * @param dialect {@code standard}, {@code s3} or {@code cos}; {@code standard} by default
 * @param preflightStatus the status of an allowed preflight, 200 to 299; 204 by default, 200 in
 *     {@code s3} and {@code cos}
 * @param responseVary dialect {@code cos}: whether every response has {@code Vary: Origin}
 * @param diagnostics whether every governed response says why, in the header {@code Bucket-Cors}
 * @param allowCredentials for all rules that do not say otherwise
 * @param dangerouslyAllow hazards accepted for all rules
 * @param buckets named buckets, each with paths and rules of its own; names are of {@code [a-z0-9]}
 */
@ConfigurationProperties(prefix = "bucketcors", ignoreUnknownFields = false)
public record BucketCorsProperties(
    @Nullable Boolean enabled,
    @Nullable Duration reloadInterval,
    @Nullable String lastGood,
    @Nullable List<BucketCorsRule> rules,
    @Nullable String rulesLocation,
    @Nullable String rulesDocument,
    @Nullable String dialect,
    @Nullable Integer preflightStatus,
    @Nullable Boolean responseVary,
    @Nullable Boolean diagnostics,
    @Nullable Boolean allowCredentials,
    @Nullable List<String> dangerouslyAllow,
    @Nullable Map<String, BucketCorsBucket> buckets) {

  /** Whether a document is named that can change while the application runs. */
  boolean namesDocument() {
    return rulesLocation != null
        || buckets != null
            && buckets.values().stream().anyMatch(bucket -> bucket.rulesLocation() != null);
  }

  /** The same as the library's own keys, an element of a list each. */
  Map<String, String> settings() {
    Settings settings = new Settings();
    settings.put("bucketcors.enabled", enabled);
    settings.put("bucketcors.reload-interval", reloadInterval);
    settings.put("bucketcors.last-good", lastGood);
    settings.put(
        "bucketcors.",
        new BucketCorsBucket(
            null,
            rules,
            rulesLocation,
            rulesDocument,
            dialect,
            preflightStatus,
            responseVary,
            diagnostics,
            allowCredentials,
            dangerouslyAllow));
    if (buckets != null) {
      buckets.forEach((name, bucket) -> settings.put("bucketcors.buckets." + name + ".", bucket));
    }
    return settings.all();
  }
}
