package io.bucketcors;

import io.bucketcors.text.Quoted;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a change of rules grants and what it withdraws, over all requests that a browser can send:
 * any origin, any method, any set of headers, any path. Exact: where the answer is {@link
 * Change#SAME}, no request is granted anything that it was not granted before, nor the other way
 * round. Immutable and thread-safe.
 *
 * <p>Compared is what a page gets: whether the answer may be read, with credentials or without,
 * which response headers are exposed, {@code *} or the origin itself, and for how long a preflight
 * may be cached. Not compared: statuses, bodies, {@code Vary}, diagnostics, and which rule decides.
 *
 * @see CorsPolicies#compare
 * @see CorsPolicy#compare
 */
public final class CorsComparison {
  /** That nothing changes. */
  static final CorsComparison NONE =
      new CorsComparison(false, false, true, "the rules are the same", List::of);

  private final Change change;
  private final boolean complete;
  private final String scope;
  private final Supplier<List<Difference>> finder;

  /** Described when first asked for: a log line needs a word. */
  private @Nullable List<Difference> differences;

  /**
   * @param complete whether everything was looked at
   * @param scope what was looked at, in words
   * @param finder describes the differences
   */
  CorsComparison(
      boolean grants,
      boolean withdraws,
      boolean complete,
      String scope,
      Supplier<List<Difference>> finder) {
    this.complete = complete;
    this.scope = scope;
    this.finder = finder;
    if (!complete || grants && withdraws) {
      change = Change.INCOMPARABLE;
    } else if (grants) {
      change = Change.WIDER;
    } else {
      change = withdraws ? Change.NARROWER : Change.SAME;
    }
  }

  /** That nothing is known of the change. */
  static CorsComparison failed(Throwable e) {
    return new CorsComparison(
        false, false, false, "comparing failed: " + Quoted.bare(e.toString()), List::of);
  }

  /** What the change is, taken as a whole. */
  public enum Change {
    /**
     * Grants what was granted before, no more and no less. Answers may still differ in what grants
     * nothing: see {@link Kind#ALTERED}.
     */
    SAME,
    /** Withdraws something, grants nothing. */
    NARROWER,
    /** Grants something, withdraws nothing. */
    WIDER,
    /**
     * Grants something and withdraws something; or there was too much to compare, so that it may:
     * then {@link CorsComparison#complete} is false.
     */
    INCOMPARABLE;

    /** The word for logs and metrics: {@code same}, {@code narrower}, and so on. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What one difference is. */
  public enum Kind {
    /** A page gets more: access, credentials, or a header to read. */
    GRANTED,
    /** A page gets less. */
    WITHDRAWN,
    /**
     * Neither, or both: other headers exposed than before; or what grants nothing by itself, such
     * as the time for which a preflight may be cached, or {@code *} in place of the origin.
     */
    ALTERED
  }

  /** The change as a whole. */
  public Change change() {
    return change;
  }

  /**
   * Whether everything was compared. False where the rules have so many classes of requests that
   * comparing stopped at a bound; the {@link #differences} found until then are true all the same.
   */
  public boolean complete() {
    return complete;
  }

  /** Where the answers differ, what is granted first. Empty where they are all the same. */
  public synchronized List<Difference> differences() {
    List<Difference> known = differences;
    if (known == null) {
      known = List.copyOf(finder.get());
      differences = known;
    }
    return known;
  }

  /** What was compared, in words: how many classes of origins, methods and lists of headers. */
  public String scope() {
    return scope;
  }

  /** For people: the change, each difference with a request that shows it. Several lines. */
  public String text() {
    return ComparisonText.of(this);
  }

  /** The {@link #text}. */
  @Override
  public String toString() {
    return text();
  }

  /**
   * Requests that are answered differently, all in the same way. Immutable.
   *
   * <p>The requests are those of {@link #region}; every {@link #witnesses witness} is one of them.
   */
  public static final class Difference {
    private final Kind kind;
    private final Set<Aspect> granted;
    private final Set<Aspect> withdrawn;
    private final Region region;
    private final List<Witness> witnesses;
    private final Verdict before;
    private final Verdict after;

    Difference(
        Set<Aspect> granted,
        Set<Aspect> withdrawn,
        Region region,
        List<Witness> witnesses,
        Verdict before,
        Verdict after) {
      this.granted = Set.copyOf(granted);
      this.withdrawn = Set.copyOf(withdrawn);
      this.region = Objects.requireNonNull(region);
      this.witnesses = List.copyOf(witnesses);
      this.before = before;
      this.after = after;
      if (granted.isEmpty() == withdrawn.isEmpty()) {
        kind = Kind.ALTERED;
      } else {
        kind = granted.isEmpty() ? Kind.WITHDRAWN : Kind.GRANTED;
      }
    }

    /** Whether a page gets more, or less, or just something else. */
    public Kind kind() {
      return kind;
    }

    /** Whether a page gets anything that it did not get before. */
    public boolean grants() {
      return !granted.isEmpty();
    }

    /** Whether a page gets anything no more. */
    public boolean withdraws() {
      return !withdrawn.isEmpty();
    }

    /** The bucket that decides afterwards. */
    public String bucket() {
      return region.bucket();
    }

    /** A path on which it is so; empty where it is so for the bucket whatever the path. */
    public String path() {
      return region.path();
    }

    /** Which requests, in words: methods, headers, origins, paths. */
    public String region() {
      return region.words();
    }

    /** What differs, in words, such as {@code with credentials}. */
    public String what() {
      return ComparisonText.what(before, after);
    }

    /**
     * Requests that show it: one or two, the second under another registrable domain where the
     * region has one.
     */
    public List<Witness> witnesses() {
      return witnesses;
    }

    /** How the first witness was answered before. */
    public Verdict before() {
      return before;
    }

    /** How the first witness is answered now. */
    public Verdict after() {
      return after;
    }

    /** For people, in a line or two. */
    @Override
    public String toString() {
      return ComparisonText.of(this);
    }
  }

  /** What a page may be given. */
  enum Aspect {
    ACCESS,
    CREDENTIALS,
    EXPOSED_HEADERS
  }

  /** The requests of a difference, in words. */
  record Region(String bucket, String path, String words) {}

  /** A request that shows a difference, and a path to send it to. Immutable. */
  public static final class Witness {
    private final String path;
    private final CorsRequest request;

    Witness(String path, CorsRequest request) {
      this.path = path;
      this.request = request;
    }

    /** The path; empty where any will do. */
    public String path() {
      return path;
    }

    /** The request. */
    public CorsRequest request() {
      return request;
    }

    /**
     * The command that sends it.
     *
     * @param url scheme, host and context path of the app, without a slash at the end
     */
    public String curl(String url) {
      return request.curl(Objects.requireNonNull(url, "url") + path);
    }

    @Override
    public String toString() {
      return curl("");
    }
  }

  /** How one request is answered. Immutable. */
  public static final class Verdict {
    private final CorsDecision decision;
    private final Grant grant;

    Verdict(CorsDecision decision, Grant grant) {
      this.decision = decision;
      this.grant = grant;
    }

    Grant grant() {
      return grant;
    }

    /** Whether a rule matched, so that the answer carries a grant. */
    public boolean allowed() {
      return decision.isAllowed();
    }

    /** The index of the rule that decided, or -1 where none did. */
    public int ruleIndex() {
      return decision instanceof CorsDecision.Allowed allowed ? allowed.ruleIndex() : -1;
    }

    /** The id of that rule, or null. */
    public @Nullable String ruleId() {
      return decision instanceof CorsDecision.Allowed allowed ? allowed.ruleId() : null;
    }

    /** Why. */
    public CorsReason reason() {
      return decision.reason();
    }

    /** The status of the answer; 0 where the app answers. */
    public int status() {
      return decision.status();
    }

    /** Whether credentials are allowed. */
    public boolean credentials() {
      return grant.credentials();
    }

    /** Whether the answer allows {@code *}, and not the very origin. */
    public boolean anyOrigin() {
      return grant.anyOrigin();
    }

    /** The exposed response headers, lower case, in alphabetical order. */
    public List<String> exposedHeaders() {
      return List.copyOf(grant.exposed());
    }

    /** For how many seconds the preflight may be cached; empty where the answer does not say. */
    public OptionalLong maxAgeSeconds() {
      return grant.maxAge();
    }

    /** Such as {@code 403 METHOD_NOT_ALLOWED} or {@code 204 allowed by rule 0}. */
    @Override
    public String toString() {
      return ComparisonText.of(this);
    }
  }
}
