package io.bucketcors.testing;

import io.bucketcors.CorsDecision;
import io.bucketcors.CorsExplanation.RuleExplanation;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.adapter.CorsHeaders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Holds rules, in a unit test, to what they are for:
 *
 * <pre>{@code
 * CorsExpectations.of(rules).origin("https://app.example").with("content-type").may("PUT");
 * CorsExpectations.of(rules).origin("https://evil.example").mayNot("GET");
 * }</pre>
 *
 * <p>Needs no test library. What is not met throws an {@link AssertionError} that says for every
 * rule which part matched. Immutable.
 */
public final class CorsExpectations {
  private final CorsPolicies policies;

  private CorsExpectations(CorsPolicies policies) {
    this.policies = policies;
  }

  /**
   * Expectations of rules.
   *
   * @throws NullPointerException if the rules are null
   */
  public static CorsExpectations of(CorsPolicies rules) {
    return new CorsExpectations(Objects.requireNonNull(rules, "rules"));
  }

  /**
   * Expectations of the rules that a source has now.
   *
   * @throws NullPointerException if the source is null
   */
  public static CorsExpectations of(CorsPolicySource source) {
    return of(Objects.requireNonNull(source, "source").current());
  }

  /**
   * Expectations of one bucket's rules.
   *
   * @throws NullPointerException if the policy is null
   */
  public static CorsExpectations of(CorsPolicy policy) {
    return of(CorsPolicies.of(Objects.requireNonNull(policy, "policy")));
  }

  /**
   * A page of an origin.
   *
   * @param origin as the browser sends it: what {@code location.origin} is there
   * @throws NullPointerException if the origin is null
   */
  public Page origin(String origin) {
    return new Page(policies, Objects.requireNonNull(origin, "origin"), "/", List.of(), false);
  }

  /** A page, and how it asks. Immutable. */
  public static final class Page {
    private final CorsPolicies policies;
    private final String origin;
    private final String path;
    private final List<String> headers;
    private final boolean credentials;

    private Page(
        CorsPolicies policies,
        String origin,
        String path,
        List<String> headers,
        boolean credentials) {
      this.policies = policies;
      this.origin = origin;
      this.path = path;
      this.headers = headers;
      this.credentials = credentials;
    }

    /**
     * The same page, asking for another path than the root.
     *
     * @param newPath below the context path
     * @throws NullPointerException if the path is null
     */
    public Page at(String newPath) {
      return new Page(
          policies, origin, Objects.requireNonNull(newPath, "newPath"), headers, credentials);
    }

    /**
     * The same page, setting these request headers, which all need a preflight.
     *
     * @throws NullPointerException if a name is null
     */
    public Page with(String... names) {
      List<String> more = new ArrayList<>(headers);
      more.addAll(Arrays.asList(names));
      return new Page(policies, origin, path, List.copyOf(more), credentials);
    }

    /** The same page, sending cookies and the like ({@code credentials: 'include'}). */
    public Page withCredentials() {
      return new Page(policies, origin, path, headers, true);
    }

    /**
     * Expects that the page gets an answer that it may read.
     *
     * @return this, for more
     * @throws AssertionError if it does not
     * @throws NullPointerException if the method is null
     */
    public Page may(String method) {
      CorsQuestion question = question(method);
      for (CorsQuestion.Answer answer : question.answers(policies)) {
        if (!isReadable(answer)) {
          throw new AssertionError(
              question + " is not allowed, and was expected to be" + why(answer));
        }
      }
      return this;
    }

    /**
     * Expects that the page gets no answer that it may read.
     *
     * @return this, for more
     * @throws AssertionError if it does
     * @throws NullPointerException if the method is null
     */
    public Page mayNot(String method) {
      CorsQuestion question = question(method);
      List<CorsQuestion.Answer> answers = question.answers(policies);
      if (answers.stream().allMatch(this::isReadable)) {
        throw new AssertionError(
            question
                + " is allowed, and was not expected to be"
                + why(answers.get(answers.size() - 1)));
      }
      return this;
    }

    private CorsQuestion question(String method) {
      return CorsQuestion.of(origin, method, headers, path);
    }

    private boolean isReadable(CorsQuestion.Answer answer) {
      CorsDecision decision = answer.decision();
      return decision.isAllowed()
          && (!credentials
              || decision.headers(answer.request()).containsKey(CorsHeaders.ALLOW_CREDENTIALS));
    }

    private String why(CorsQuestion.Answer answer) {
      StringBuilder text = new StringBuilder();
      text.append(": the ").append(answer.kind()).append(" is ");
      if (answer.decision().isAllowed()) {
        text.append(isReadable(answer) ? "allowed" : "allowed without credentials");
      } else {
        text.append("denied, ").append(answer.decision().reason());
      }
      for (RuleExplanation rule : answer.explanation().rules()) {
        text.append("\n  ").append(rule);
      }
      return text.toString();
    }
  }
}
