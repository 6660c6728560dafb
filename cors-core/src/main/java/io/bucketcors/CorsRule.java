package io.bucketcors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One immutable rule, as it was written. Whether what was written makes sense depends on the
 * bucket's dialect and is judged when a {@link CorsPolicy} is built, for all rules at once.
 *
 * @param id a name for people, or null
 * @param allowedOrigins {@code *}, exact origins, patterns such as {@code https://*.a.example} or
 *     {@code http://localhost:*}, or {@code null}; at least one
 * @param allowedMethods method tokens, or {@code *}; at least one; case matters
 * @param allowedHeaders header names, {@code *}, or names with one {@code *}; case does not matter;
 *     empty allows none beyond what Fetch safelists
 * @param exposeHeaders response header names that scripts may read
 * @param maxAgeSeconds how long browsers may cache a preflight, in seconds, 0 or more; empty leaves
 *     the header out, and browsers then take 5 seconds
 * @param allowCredentials whether cookies and the like may be sent along
 * @param dangerouslyAllow the hazards that this rule accepts by name
 */
public record CorsRule(
    @Nullable String id,
    List<String> allowedOrigins,
    List<String> allowedMethods,
    List<String> allowedHeaders,
    List<String> exposeHeaders,
    OptionalLong maxAgeSeconds,
    boolean allowCredentials,
    Set<CorsHazard> dangerouslyAllow) {

  /** Copies the lists. */
  public CorsRule {
    allowedOrigins = List.copyOf(allowedOrigins);
    allowedMethods = List.copyOf(allowedMethods);
    allowedHeaders = List.copyOf(allowedHeaders);
    exposeHeaders = List.copyOf(exposeHeaders);
    dangerouslyAllow =
        dangerouslyAllow.isEmpty()
            ? Set.of()
            : Collections.unmodifiableSet(EnumSet.copyOf(dangerouslyAllow));
  }

  /** Starts a rule for the given origins or origin patterns. */
  public static Builder allow(String... origins) {
    return new Builder().origins(Arrays.asList(origins));
  }

  /** Builds a rule. Not thread-safe. */
  public static final class Builder {
    private @Nullable String id;
    private final List<String> origins = new ArrayList<>();
    private final List<String> methods = new ArrayList<>();
    private final List<String> headers = new ArrayList<>();
    private final List<String> expose = new ArrayList<>();
    private OptionalLong maxAgeSeconds = OptionalLong.empty();
    private boolean credentials;
    private final Set<CorsHazard> hazards = EnumSet.noneOf(CorsHazard.class);

    private Builder() {}

    /** Names the rule, for logs and diagnostics. */
    public Builder id(@Nullable String newId) {
      id = newId;
      return this;
    }

    /** Adds allowed origins. */
    public Builder origins(List<String> more) {
      origins.addAll(more);
      return this;
    }

    /** Adds allowed methods. */
    public Builder methods(String... more) {
      return methods(Arrays.asList(more));
    }

    /** Adds allowed methods. */
    public Builder methods(List<String> more) {
      methods.addAll(more);
      return this;
    }

    /** Adds allowed request headers. */
    public Builder headers(String... more) {
      return headers(Arrays.asList(more));
    }

    /** Adds allowed request headers. */
    public Builder headers(List<String> more) {
      headers.addAll(more);
      return this;
    }

    /** Adds response headers that scripts may read. */
    public Builder expose(String... more) {
      return expose(Arrays.asList(more));
    }

    /** Adds response headers that scripts may read. */
    public Builder expose(List<String> more) {
      expose.addAll(more);
      return this;
    }

    /** Sets for how many seconds browsers may cache a preflight; 0 = not at all. */
    public Builder maxAgeSeconds(long seconds) {
      maxAgeSeconds = OptionalLong.of(seconds);
      return this;
    }

    /** Allows, or refuses again, cookies and the like. */
    public Builder credentials(boolean allow) {
      credentials = allow;
      return this;
    }

    /** Accepts hazards by name. */
    public Builder dangerouslyAllow(CorsHazard... more) {
      return dangerouslyAllow(Arrays.asList(more));
    }

    /** Accepts hazards by name. */
    public Builder dangerouslyAllow(Iterable<CorsHazard> more) {
      more.forEach(hazards::add);
      return this;
    }

    /** The rule. Nothing is judged here: see {@link CorsPolicy}. */
    public CorsRule build() {
      return new CorsRule(
          id, origins, methods, headers, expose, maxAgeSeconds, credentials, hazards);
    }
  }
}
