package io.bucketcors;

import io.bucketcors.adapter.CorsRequestReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All buckets of an app as one immutable snapshot: the default bucket, which is the whole app, and
 * named buckets, found by path or by name. Thread-safe.
 */
public final class CorsPolicies {
  private static final CorsPolicies DISABLED =
      new CorsPolicies(false, CorsPolicy.ungoverned(), Map.of(), List.of());

  private final boolean enabled;
  private final CorsPolicy defaultBucket;
  private final Map<String, CorsPolicy> named;

  /** Null where no bucket has paths: whatever a path is then, it is the default bucket's. */
  private final @Nullable PathTable paths;

  private final boolean bucketWithoutPaths;
  private final List<PathTable.Entry> entries;

  private final AtomicBoolean counted = new AtomicBoolean();

  /** Computed when first asked for; every computation gives the same. */
  private @Nullable String version;

  /** Built when first asked for: filters that go by path never ask. */
  private volatile @Nullable ListedOrigins listed;

  private CorsPolicies(
      boolean enabled,
      CorsPolicy defaultBucket,
      Map<String, CorsPolicy> named,
      List<PathTable.Entry> entries) {
    this.enabled = enabled;
    this.defaultBucket = defaultBucket;
    this.named = named;
    this.entries = entries;
    this.paths = entries.isEmpty() ? null : new PathTable(entries, defaultBucket);
    Set<CorsPolicy> reached = Collections.newSetFromMap(new IdentityHashMap<>());
    entries.forEach(entry -> reached.add(entry.policy()));
    this.bucketWithoutPaths = !reached.containsAll(named.values());
  }

  /** Nothing is governed: the app runs as if there were no CORS support. */
  public static CorsPolicies disabled() {
    return DISABLED;
  }

  /** A policy that grants nothing, for a request whose bucket nobody can tell. */
  public static CorsPolicy refusing() {
    return CorsPolicy.refusing();
  }

  /** Only the default bucket. */
  public static CorsPolicies of(CorsPolicy defaultBucket) {
    Objects.requireNonNull(defaultBucket, "defaultBucket");
    return builder().defaultBucket(defaultBucket).build();
  }

  /**
   * What a change of rules grants, and what it withdraws, on every path and in every bucket. Takes
   * a few milliseconds for a hundred rules, and never longer than a few seconds: see {@link
   * CorsComparison#complete}.
   */
  public static CorsComparison compare(CorsPolicies before, CorsPolicies after) {
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(after, "after");
    return new PoliciesComparer().compare(before, after);
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
    Objects.requireNonNull(bucket, "bucket");
    return bucket.equals(CorsPolicy.DEFAULT_BUCKET) ? defaultBucket : named.get(bucket);
  }

  /** The named buckets, in the order in which they were added. */
  public Collection<CorsPolicy> namedBuckets() {
    return named.values();
  }

  /**
   * The bucket of a path: exact beats prefix, the longest prefix wins, then the default bucket;
   * {@code /exact} and {@code /exact/} are one path unless both are listed. A path that can be read
   * in more than one way, since it holds {@code //}, {@code ;}, a backslash, dot segments or an
   * escape, has the bucket that all readings lead to; where they lead to different ones, it gets a
   * policy that grants nothing (CVE-2023-4853).
   *
   * @param path below the context path, decoded once
   */
  public CorsPolicy forPath(String path) {
    Objects.requireNonNull(path, "path");
    return paths == null ? defaultBucket : paths.ofDecoded(path);
  }

  /**
   * The bucket of a request: that of {@link #forPath} for the path below the context path, as the
   * request named it, whatever the server has made of it since (a welcome file, for one). Where the
   * path does not lie below the context path, a policy that grants nothing, unless there is only
   * one bucket to choose.
   *
   * @param rawPath the path of the request's URI, still with its escapes
   * @param contextPath where the app is mounted, empty or {@code /app}, with its escapes or without
   */
  public CorsPolicy forRequest(String rawPath, String contextPath) {
    Objects.requireNonNull(rawPath, "rawPath");
    Objects.requireNonNull(contextPath, "contextPath");
    return paths == null ? defaultBucket : paths.ofRequest(rawPath, contextPath);
  }

  /**
   * Whether the path of a request makes a difference: whether a named bucket has paths. Where it
   * does not, {@link #defaultBucket} is the bucket of all of them.
   */
  public boolean hasPaths() {
    return paths != null;
  }

  /**
   * Whether any bucket at all lists the origin of a request, so that somebody might be granted
   * something. Costs the same however many buckets there are; the first call builds what later ones
   * look up, and those allocate nothing.
   */
  public <R> boolean anyLists(R request, CorsRequestReader<? super R> reader) {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(reader, "reader");
    ListedOrigins known = listed;
    if (known == null) {
      List<CorsPolicy> all = new ArrayList<>(named.values());
      all.add(defaultBucket);
      known = new ListedOrigins(all);
      listed = known;
    }
    return known.has(request, reader);
  }

  /**
   * The paths of a named bucket, in the order in which they were given.
   *
   * @return empty for a bucket that is used by name only, and for the default bucket
   */
  public List<String> paths(String bucket) {
    Objects.requireNonNull(bucket, "bucket");
    return entries.stream()
        .filter(entry -> entry.policy().bucket().equals(bucket))
        .map(PathTable.Entry::pattern)
        .toList();
  }

  /**
   * Which rules these are: twelve hexadecimal digits, the same on every node and in every process
   * that has the same rules, whatever they were read from. Made of everything that decides on an
   * answer, the names of rules included; {@code diagnostics} only adds to answers and does not
   * count.
   */
  public String version() {
    String known = version;
    if (known == null) {
      known = RulesVersion.of(this);
      version = known;
    }
    return known;
  }

  /** Shows every answer that can be given, each by a name of its own. */
  void decisions(BiConsumer<String, CorsDecision> visitor) {
    defaultBucket.decisions("", visitor);
    named.values().forEach(policy -> policy.decisions("", visitor));
    PathTable table = paths;
    // What refuses for all apps alike is counted for none.
    if (table != null && table.ambiguous() != CorsPolicy.refusing()) {
      table.ambiguous().decisions("ambiguous ", visitor);
    }
  }

  /** Whether nobody has counted on this snapshot yet; somebody has from now on. */
  boolean takeForCounting() {
    return counted.compareAndSet(false, true);
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

  /** For people: the buckets, each as {@link CorsPolicy#toString} has it. */
  @Override
  public String toString() {
    if (!enabled) {
      return "CORS switched off";
    }
    StringBuilder text = new StringBuilder(defaultBucket.toString());
    named.values().forEach(policy -> text.append("; ").append(policy));
    return text.toString();
  }

  /** Builds a snapshot. Not thread-safe. */
  public static final class Builder {
    private CorsPolicy defaultBucket = CorsPolicy.of();
    private final Map<String, CorsPolicy> named = new LinkedHashMap<>();
    private final List<PathTable.Entry> entries = new ArrayList<>();
    private final CorsProblems problems = new CorsProblems();

    private Builder() {}

    /**
     * Sets the bucket that is the whole app.
     *
     * @param policy one that was given no name: {@link CorsPolicy#DEFAULT_BUCKET}
     */
    public Builder defaultBucket(CorsPolicy policy) {
      defaultBucket = Objects.requireNonNull(policy, "policy");
      return this;
    }

    /**
     * Adds a named bucket.
     *
     * @param paths {@code /files/*}, which also matches {@code /files}, or {@code /exact}; none for
     *     a bucket that is used by name only
     */
    public Builder bucket(CorsPolicy policy, String... paths) {
      Objects.requireNonNull(paths, "paths");
      return bucket(policy, Arrays.asList(paths), CorsLocation::inCode);
    }

    /** Adds a named bucket whose problems are located by the given finder. */
    public Builder bucket(CorsPolicy policy, List<String> paths, CorsLocation.Finder finder) {
      Objects.requireNonNull(policy, "policy");
      Objects.requireNonNull(paths, "paths");
      Objects.requireNonNull(finder, "finder");
      String bucket = policy.bucket();
      boolean taken = bucket.equals(CorsPolicy.DEFAULT_BUCKET);
      if (named.put(bucket, policy) != null || taken) {
        problems
            .bucket(bucket, finder)
            .error(
                CorsProblemType.BUCKET_NAMED_TWICE,
                bucket,
                "another bucket has this name",
                "give it a name of its own");
      }
      for (int i = 0; i < paths.size(); i++) {
        CorsLocation location = finder.find(bucket, -1, CorsField.PATHS, i);
        String path = Objects.requireNonNull(paths.get(i), "paths");
        entries.add(new PathTable.Entry(path, policy, location));
      }
      return this;
    }

    /** Every problem of the names and paths. */
    public List<CorsProblem> check() {
      CorsProblems all = new CorsProblems();
      all.addAll(problems.list());
      if (!defaultBucket.bucket().equals(CorsPolicy.DEFAULT_BUCKET)) {
        all.bucket(defaultBucket.bucket(), CorsLocation::inCode)
            .error(
                CorsProblemType.BUCKET_NOT_DEFAULT,
                defaultBucket.bucket(),
                "a bucket with a name is not the whole app",
                "leave its name out, or add it with its paths beside the default bucket");
      }
      PathTable.check(entries, all);
      return all.list();
    }

    /**
     * The snapshot.
     *
     * @throws CorsConfigurationException if the default bucket has a name, a path is no pattern, or
     *     a path or a name is claimed twice
     */
    public CorsPolicies build() {
      List<CorsProblem> problems = check();
      if (!problems.isEmpty()) {
        throw new CorsConfigurationException(problems);
      }
      return compiled();
    }

    /**
     * Checks and builds in one go, for whoever goes on after an error.
     *
     * @param found takes every problem of the names and paths
     * @return null where there is one
     */
    public @Nullable CorsPolicies compile(CorsProblems found) {
      Objects.requireNonNull(found, "found");
      List<CorsProblem> problems = check();
      found.addAll(problems);
      return problems.isEmpty() ? compiled() : null;
    }

    private CorsPolicies compiled() {
      CorsPolicies compiled = with(defaultBucket, named, entries);
      boolean diagnostics =
          defaultBucket.diagnostics() || named.values().stream().anyMatch(CorsPolicy::diagnostics);
      if (!diagnostics) {
        return compiled;
      }
      // The version is known only now, and diagnostics name it.
      String version = compiled.version();
      Map<String, CorsPolicy> dated = new LinkedHashMap<>();
      named.forEach((bucket, policy) -> dated.put(bucket, policy.in(version)));
      List<PathTable.Entry> paths = new ArrayList<>();
      for (PathTable.Entry entry : entries) {
        CorsPolicy policy = Objects.requireNonNull(dated.get(entry.policy().bucket()));
        paths.add(new PathTable.Entry(entry.pattern(), policy, entry.location()));
      }
      return with(defaultBucket.in(version), dated, paths);
    }

    private static CorsPolicies with(
        CorsPolicy defaultBucket, Map<String, CorsPolicy> named, List<PathTable.Entry> entries) {
      return new CorsPolicies(
          true,
          defaultBucket,
          Collections.unmodifiableMap(new LinkedHashMap<>(named)),
          List.copyOf(entries));
    }
  }
}
