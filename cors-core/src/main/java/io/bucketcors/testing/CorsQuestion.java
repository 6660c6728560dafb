package io.bucketcors.testing;

import io.bucketcors.CorsDecision;
import io.bucketcors.CorsExplanation;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsRequest;
import io.bucketcors.adapter.CorsPreflight;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a script on a page of an origin asks for: one request, and the preflight before it where
 * browsers send one. Immutable.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-fetch">Fetch, HTTP fetch</a>
 */
public final class CorsQuestion {
  /** See Fetch, "normalize a method": others, {@code patch} among them, are sent as written. */
  private static final Set<String> NORMALIZED =
      Set.of("DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT");

  private final String origin;
  private final String method;
  private final List<String> headers;
  private final String path;

  private CorsQuestion(String origin, String method, List<String> headers, String path) {
    this.origin = origin;
    this.method = method;
    this.headers = headers;
    this.path = path;
  }

  /**
   * A question.
   *
   * @param origin as the browser sends it
   * @param method as the script has it; browsers turn some into upper case
   * @param headers the names that need a preflight, in any order and case; blanks around a name and
   *     empty names do not count
   * @param path below the context path
   * @throws NullPointerException if an argument is null
   */
  public static CorsQuestion of(
      String origin, String method, Iterable<String> headers, String path) {
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(headers, "headers");
    Objects.requireNonNull(path, "path");
    String upper = Objects.requireNonNull(method, "method").toUpperCase(Locale.ROOT);
    // As Fetch sorts them.
    Set<String> names = new TreeSet<>();
    for (String name : headers) {
      String bare = name.strip().toLowerCase(Locale.ROOT);
      if (!bare.isEmpty()) {
        names.add(bare);
      }
    }
    return new CorsQuestion(
        origin, NORMALIZED.contains(upper) ? upper : method, List.copyOf(names), path);
  }

  /** The page's origin. */
  public String origin() {
    return origin;
  }

  /** The method as browsers send it. */
  public String method() {
    return method;
  }

  /** The names that need a preflight, in lower case and sorted. */
  public List<String> headers() {
    return headers;
  }

  /** What the browser sends, in order: the preflight where it needs one, and the request. */
  public List<CorsRequest> requests() {
    List<CorsRequest> requests = new ArrayList<>();
    if (!headers.isEmpty() || !CorsPreflight.isSafelisted(method)) {
      requests.add(CorsRequest.preflight(origin, method, headers.toArray(String[]::new)));
    }
    requests.add(CorsRequest.actual(method, origin));
    return requests;
  }

  /**
   * What rules decide on each of these requests. The page gets what it asks for where all are
   * allowed.
   *
   * @throws NullPointerException if the rules are null
   */
  public List<Answer> answers(CorsPolicies policies) {
    CorsPolicy policy = policies.forPath(path);
    return requests().stream()
        .map(request -> new Answer(request, policy.explain(request)))
        .toList();
  }

  /** Such as {@code PUT /files with content-type from https://app.example}. */
  @Override
  public String toString() {
    return method
        + " "
        + path
        + (headers.isEmpty() ? "" : " with " + String.join(", ", headers))
        + " from "
        + origin;
  }

  /** A request and why it is decided on as it is. */
  public static final class Answer {
    private final CorsRequest request;
    private final CorsExplanation explanation;

    private Answer(CorsRequest request, CorsExplanation explanation) {
      this.request = request;
      this.explanation = explanation;
    }

    /** What the browser sends. */
    public CorsRequest request() {
      return request;
    }

    /** What every rule says of it. */
    public CorsExplanation explanation() {
      return explanation;
    }

    /** What is decided. */
    public CorsDecision decision() {
      return explanation.decision();
    }

    /** {@code preflight} or {@code request}. */
    public String kind() {
      return decision().isPreflight() ? "preflight" : "request";
    }
  }
}
