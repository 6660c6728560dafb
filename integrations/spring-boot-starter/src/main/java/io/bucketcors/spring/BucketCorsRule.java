package io.bucketcors.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule as it stands in the application's properties. What is right is judged by the library.
 *
 * @param id a name for people, at most 255 characters
 * @param allowedOrigins origins such as {@code https://app.example}, {@code https://*.app.example},
 *     {@code *}; required
 * @param allowedMethods methods such as {@code PUT}, case-sensitive, or {@code *}; HEAD is not
 *     implied by GET; required
 * @param allowedHeaders request headers that a preflight may ask for, such as {@code x-amz-*}; none
 *     by default
 * @param exposeHeaders response headers that scripts may read; none by default
 * @param maxAgeSeconds how long browsers may keep a preflight, 0 or more; not sent by default
 * @param allowCredentials whether cookies and the like may be sent along; by default as the bucket
 *     has it
 * @param dangerouslyAllow hazards that are accepted by name, such as {@code null-origin}
 */
public record BucketCorsRule(
    @Nullable String id,
    @Nullable List<String> allowedOrigins,
    @Nullable List<String> allowedMethods,
    @Nullable List<String> allowedHeaders,
    @Nullable List<String> exposeHeaders,
    @Nullable Long maxAgeSeconds,
    @Nullable Boolean allowCredentials,
    @Nullable List<String> dangerouslyAllow) {}
