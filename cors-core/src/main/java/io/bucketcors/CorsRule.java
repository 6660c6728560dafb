package io.bucketcors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One rule, as it was written. Whether what was written makes sense depends on the bucket's dialect
 * and is judged when a {@link CorsPolicy} is built, for all rules at once. Immutable and
 * thread-safe; two rules are equal where all that was written is.
 */
public final class CorsRule {
  private final @Nullable String id;
  private final List<String> allowedOrigins;
  private final List<String> allowedMethods;
  private final List<String> allowedHeaders;
  private final List<String> exposeHeaders;
  private final OptionalLong maxAgeSeconds;
  private final boolean allowCredentials;
  private final Set<CorsHazard> dangerouslyAllow;

  private CorsRule(Builder builder) {
    id = builder.id;
    allowedOrigins = List.copyOf(builder.origins);
    allowedMethods = List.copyOf(builder.methods);
    allowedHeaders = List.copyOf(builder.headers);
    exposeHeaders = List.copyOf(builder.expose);
    maxAgeSeconds = builder.maxAgeSeconds;
    allowCredentials = builder.credentials;
    dangerouslyAllow =
        builder.hazards.isEmpty()
            ? Set.of()
            : Collections.unmodifiableSet(EnumSet.copyOf(builder.hazards));
  }

  /**
   * Starts a rule for the given origins or origin patterns.
   *
   * @param origins {@code *}, exact origins such as {@code https://a.example}, patterns such as
   *     {@code https://*.a.example} or {@code http://localhost:*}, or {@code null} as text
   * @throws NullPointerException if one of them is null
   */
  public static Builder allow(String... origins) {
    Objects.requireNonNull(origins, "origins");
    return new Builder().origins(Arrays.asList(origins));
  }

  /** Starts a rule that has all that this one has. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.id = id;
    builder.origins.addAll(allowedOrigins);
    builder.methods.addAll(allowedMethods);
    builder.headers.addAll(allowedHeaders);
    builder.expose.addAll(exposeHeaders);
    builder.maxAgeSeconds = maxAgeSeconds;
    builder.credentials = allowCredentials;
    builder.hazards.addAll(dangerouslyAllow);
    return builder;
  }

  /** A name for people, at most 255 characters; null where there is none. */
  public @Nullable String id() {
    return id;
  }

  /** What {@link #allow} takes; at least one in a rule that can be put in force. */
  public List<String> allowedOrigins() {
    return allowedOrigins;
  }

  /** Method tokens, or {@code *}; case matters; at least one in a rule that can be put in force. */
  public List<String> allowedMethods() {
    return allowedMethods;
  }

  /**
   * Header names, {@code *}, or names with one {@code *}; case does not matter. Empty allows none
   * beyond what Fetch safelists.
   */
  public List<String> allowedHeaders() {
    return allowedHeaders;
  }

  /** Response headers that scripts may read, beyond what Fetch safelists. */
  public List<String> exposeHeaders() {
    return exposeHeaders;
  }

  /**
   * For how long browsers may cache a preflight, in seconds, 0 or more. Empty leaves the header
   * out, and browsers then take 5 seconds.
   */
  public OptionalLong maxAgeSeconds() {
    return maxAgeSeconds;
  }

  /** Whether cookies and the like may be sent along. */
  public boolean allowCredentials() {
    return allowCredentials;
  }

  /** The hazards that this rule accepts by name. */
  public Set<CorsHazard> dangerouslyAllow() {
    return dangerouslyAllow;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CorsRule that
        && Objects.equals(id, that.id)
        && allowedOrigins.equals(that.allowedOrigins)
        && allowedMethods.equals(that.allowedMethods)
        && allowedHeaders.equals(that.allowedHeaders)
        && exposeHeaders.equals(that.exposeHeaders)
        && maxAgeSeconds.equals(that.maxAgeSeconds)
        && allowCredentials == that.allowCredentials
        && dangerouslyAllow.equals(that.dangerouslyAllow);
  }

  @Override
  public int hashCode() {
    int lists = 31 * (31 * allowedOrigins.hashCode() + allowedMethods.hashCode());
    return 31 * (lists + allowedHeaders.hashCode()) + Objects.hashCode(id);
  }

  /** For people; not to be parsed. */
  @Override
  public String toString() {
    return "CorsRule["
        + (id == null ? "" : "id=" + id + ", ")
        + "origins="
        + allowedOrigins
        + ", methods="
        + allowedMethods
        + ", headers="
        + allowedHeaders
        + ", expose="
        + exposeHeaders
        + (maxAgeSeconds.isPresent() ? ", maxAgeSeconds=" + maxAgeSeconds.getAsLong() : "")
        + (allowCredentials ? ", credentials" : "")
        + (dangerouslyAllow.isEmpty() ? "" : ", dangerouslyAllow=" + dangerouslyAllow)
        + "]";
  }

  /** Builds a rule. Not thread-safe. Its methods refuse null, and return this builder. */
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

    /** Names the rule, for logs and diagnostics; null takes the name away. */
    public Builder id(@Nullable String newId) {
      id = newId;
      return this;
    }

    /** Adds allowed origins. */
    public Builder origins(List<String> more) {
      return add(origins, more, "origin");
    }

    /** Adds allowed methods. */
    public Builder methods(String... more) {
      return methods(Arrays.asList(Objects.requireNonNull(more, "more")));
    }

    /** Adds allowed methods. */
    public Builder methods(List<String> more) {
      return add(methods, more, "method");
    }

    /** Adds allowed request headers. */
    public Builder headers(String... more) {
      return headers(Arrays.asList(Objects.requireNonNull(more, "more")));
    }

    /** Adds allowed request headers. */
    public Builder headers(List<String> more) {
      return add(headers, more, "header");
    }

    /** Adds response headers that scripts may read. */
    public Builder expose(String... more) {
      return expose(Arrays.asList(Objects.requireNonNull(more, "more")));
    }

    /** Adds response headers that scripts may read. */
    public Builder expose(List<String> more) {
      return add(expose, more, "header to expose");
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
      return dangerouslyAllow(Arrays.asList(Objects.requireNonNull(more, "more")));
    }

    /** Accepts hazards by name. */
    public Builder dangerouslyAllow(Iterable<CorsHazard> more) {
      Objects.requireNonNull(more, "more");
      more.forEach(hazard -> hazards.add(Objects.requireNonNull(hazard, "hazard")));
      return this;
    }

    private Builder add(List<String> list, List<String> more, String what) {
      Objects.requireNonNull(more, "more");
      more.forEach(value -> list.add(Objects.requireNonNull(value, what)));
      return this;
    }

    /** The rule. Nothing is judged here: see {@link CorsPolicy}. */
    public CorsRule build() {
      return new CorsRule(this);
    }
  }
}
