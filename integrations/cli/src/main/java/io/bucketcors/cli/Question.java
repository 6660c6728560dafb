package io.bucketcors.cli;

import io.bucketcors.CorsDecision;
import io.bucketcors.CorsExplanation;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a script on a page of an origin asks for.
 *
 * @param origin as the browser sends it
 * @param method as Fetch normalises it
 * @param headers the names that need a preflight, as Fetch sorts them
 * @param path below the context path
 */
record Question(String origin, String method, List<String> headers, String path) {
  /** See Fetch, "normalize a method": others, {@code patch} among them, are sent as written. */
  private static final Set<String> NORMALIZED =
      Set.of("DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT");

  /** See Fetch, "CORS-safelisted method". */
  private static final Set<String> SAFELISTED = Set.of("GET", "HEAD", "POST");

  /**
   * @param headers names separated by commas; empty for none
   */
  static Question of(String origin, String method, String headers, String path) {
    String upper = method.toUpperCase(Locale.ROOT);
    Set<String> names = new TreeSet<>();
    Arrays.stream(headers.split(","))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty())
        .forEach(names::add);
    return new Question(
        origin, NORMALIZED.contains(upper) ? upper : method, List.copyOf(names), path);
  }

  /** What the browser sends, in order: the preflight where it needs one, and the request. */
  List<CorsRequest> requests() {
    List<CorsRequest> requests = new ArrayList<>();
    if (!headers.isEmpty() || !SAFELISTED.contains(method)) {
      requests.add(CorsRequest.preflight(origin, method, headers.toArray(String[]::new)));
    }
    requests.add(CorsRequest.actual(method, origin));
    return requests;
  }

  /** What is decided on each of them. The page gets what it asks for where all are allowed. */
  List<Answer> answers(CorsPolicies policies) {
    CorsPolicy policy = policies.forPath(path);
    return requests().stream()
        .map(request -> new Answer(request, policy.explain(request)))
        .toList();
  }

  /** A request and why it is decided on as it is. */
  record Answer(CorsRequest request, CorsExplanation explanation) {
    CorsDecision decision() {
      return explanation.decision();
    }

    /** Such as {@code preflight} or {@code request}. */
    String kind() {
      return decision().isPreflight() ? "preflight" : "request";
    }
  }
}
