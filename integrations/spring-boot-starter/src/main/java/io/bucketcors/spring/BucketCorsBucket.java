package io.bucketcors.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named bucket as it stands in the application's properties.
 *
 * @param paths what it governs, such as {@code /files/*}; below the context path
 * @param rules its rules, tried from the first to the last; the first that matches decides
 * @param rulesLocation a rules document instead: {@code classpath:rules.xml}, {@code
 *     file:/rules.json}
 * @param rulesDocument the rules document itself instead
 * @param dialect {@code standard}, {@code s3} or {@code cos}; {@code standard} by default
 * @param preflightStatus the status of an allowed preflight, 200 to 299; 204 by default, 200 in
 *     {@code s3} and {@code cos}
 * @param responseVary dialect {@code cos}: whether every response has {@code Vary: Origin}
 * @param diagnostics whether every governed response says why, in the header {@code Bucket-Cors}
 * @param allowCredentials for all its rules that do not say otherwise
 * @param dangerouslyAllow hazards accepted for all its rules
 */
public record BucketCorsBucket(
    @Nullable List<String> paths,
    @Nullable List<BucketCorsRule> rules,
    @Nullable String rulesLocation,
    @Nullable String rulesDocument,
    @Nullable String dialect,
    @Nullable Integer preflightStatus,
    @Nullable Boolean responseVary,
    @Nullable Boolean diagnostics,
    @Nullable Boolean allowCredentials,
    @Nullable List<String> dangerouslyAllow) {}
