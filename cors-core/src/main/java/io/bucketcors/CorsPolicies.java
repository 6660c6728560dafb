package io.bucketcors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All buckets of an app as one immutable snapshot: the default bucket, which is the whole app, and
 * named buckets, found by path or by name. Thread-safe.
 */
public final class CorsPolicies {
  private static final CorsPolicies DISABLED =
      new CorsPolicies(false, CorsPolicy.of(), Map.of(), List.of());

  private static final CorsPolicy REFUSING =
      CorsPolicy.of(CorsRule.allow("https://nobody.invalid").methods("GET").build()).refusingAll();

  private final boolean enabled;
  private final CorsPolicy defaultBucket;
  private final Map<String, CorsPolicy> named;
  private final PathTable paths;
  private final boolean bucketWithoutPaths;
  private final CorsPolicy ambiguous;

  private CorsPolicies(
      boolean enabled,
      CorsPolicy defaultBucket,
      Map<String, CorsPolicy> named,
      List<PathTable.Entry> entries) {
    this.enabled = enabled;
    this.defaultBucket = defaultBucket;
    this.named = named;
    this.paths = new PathTable(entries);
    this.bucketWithoutPaths =
        named.values().stream()
            .anyMatch(policy -> entries.stream().noneMatch(entry -> entry.policy() == policy));
    this.ambiguous = defaultBucket.refusingAll();
  }

  /** Nothing is governed: the app runs as if there were no CORS support. */
  public static CorsPolicies disabled() {
    return DISABLED;
  }

  /** A policy that grants nothing, for a request whose bucket nobody can tell. */
  public static CorsPolicy refusing() {
    return REFUSING;
  }

  /** Only the default bucket. */
  public static CorsPolicies of(CorsPolicy defaultBucket) {
    return builder().defaultBucket(defaultBucket).build();
  }

  /** Starts a snapshot with an empty default bucket. */
  public static Builder builder() {
    return new Builder();
  }

  /** Whether anything is governed; false only for {@link #disabled}. */
  public boolean enabled() {
    return enabled;
  }

  /** The bucket of every path that no named bucket has. */
  public CorsPolicy defaultBucket() {
    return defaultBucket;
  }

  /** The bucket of that name, or null. {@code default} names the default bucket. */
  public @Nullable CorsPolicy named(String bucket) {
    return bucket.equals(CorsPolicy.DEFAULT_BUCKET) ? defaultBucket : named.get(bucket);
  }

  /** The named buckets, in the order in which they were added. */
  public Collection<CorsPolicy> namedBuckets() {
    return named.values();
  }

  /**
   * The bucket of a path: exact beats prefix, the longest prefix wins, then the default bucket. A
   * path that an app might read in another way than the container, because it still holds {@code
   * //}, {@code ;}, a backslash, dot segments, or an encoded slash, backslash or dot, gets a policy
   * that grants nothing (CVE-2023-4853).
   *
   * @param path below the context path, decoded and normalised by the container
   */
  public CorsPolicy forPath(String path) {
    return forPath(path, null);
  }

  /** As {@link #forPath(String)}, for a path in two parts that are never put together. */
  public CorsPolicy forPath(String path, @Nullable String rest) {
    return forPath(path, rest, "");
  }

  /**
   * As {@link #forPath(String, String)}, for servers that hand out a path after they have taken
   * parameters from it or decoded its slashes: one that was sent ambiguous stays ambiguous.
   *
   * @param raw the path as it was sent
   */
  public CorsPolicy forPath(String path, @Nullable String rest, String raw) {
    if (paths.isEmpty() && defaultBucket.dialect() != CorsDialect.STANDARD) {
      // With one bucket nothing can be confused, and stores do have keys such as a//b.
      return defaultBucket;
    }
    if (PathTable.isAmbiguous(raw, null) || PathTable.isAmbiguous(path, rest)) {
      return ambiguous;
    }
    CorsPolicy found = paths.find(path, rest);
    return found == null ? defaultBucket : found;
  }

  /** Whether a named bucket has no paths, so that only its name leads to it. */
  public boolean hasBucketWithoutPaths() {
    return bucketWithoutPaths;
  }

  /** What is odd about any bucket. */
  public List<CorsProblem> warnings() {
    List<CorsProblem> all = new ArrayList<>(defaultBucket.warnings());
    named.values().forEach(policy -> all.addAll(policy.warnings()));
    return List.copyOf(all);
  }

  /** Builds a snapshot. Not thread-safe. */
  public static final class Builder {
    private CorsPolicy defaultBucket = CorsPolicy.of();
    private final Map<String, CorsPolicy> named = new LinkedHashMap<>();
    private final List<PathTable.Entry> entries = new ArrayList<>();
    private final List<CorsProblem> problems = new ArrayList<>();

    private Builder() {}

    /** Sets the bucket that is the whole app. */
    public Builder defaultBucket(CorsPolicy policy) {
      defaultBucket = policy;
      return this;
    }

    /**
     * Adds a named bucket.
     *
     * @param paths {@code /files/*}, which also matches {@code /files}, or {@code /exact}; none for
     *     a bucket that is used by name only
     */
    public Builder bucket(CorsPolicy policy, String... paths) {
      return bucket(policy, Arrays.asList(paths), CorsLocation::inCode);
    }

    /** Adds a named bucket whose problems are located by the given finder. */
    public Builder bucket(CorsPolicy policy, List<String> paths, CorsLocation.Finder finder) {
      boolean taken = policy.bucket().equals(CorsPolicy.DEFAULT_BUCKET);
      if (named.put(policy.bucket(), policy) != null || taken) {
        problems.add(
            new CorsProblem.ConflictingValues(
                "bucket-named-twice",
                finder.find(policy.bucket(), -1, "", -1),
                policy.bucket(),
                policy.bucket(),
                "another bucket has this name",
                "give it a name of its own"));
      }
      for (int i = 0; i < paths.size(); i++) {
        CorsLocation location = finder.find(policy.bucket(), -1, "paths", i);
        entries.add(new PathTable.Entry(paths.get(i), policy, location));
      }
      return this;
    }

    /** Every problem of the names and paths. */
    public List<CorsProblem> check() {
      List<CorsProblem> all = new ArrayList<>(problems);
      all.addAll(PathTable.check(entries));
      return all;
    }

    /**
     * The snapshot.
     *
     * @throws CorsConfigurationException if a path is no pattern, or a path or a name is claimed
     *     twice
     */
    public CorsPolicies build() {
      List<CorsProblem> problems = check();
      if (!problems.isEmpty()) {
        throw new CorsConfigurationException(problems);
      }
      return new CorsPolicies(
          true,
          defaultBucket,
          Collections.unmodifiableMap(new LinkedHashMap<>(named)),
          List.copyOf(entries));
    }
  }
}
