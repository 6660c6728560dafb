package io.bucketcors.servlet;

import static io.bucketcors.servlet.ServletReader.READER;
import static java.util.Objects.requireNonNull;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsDecision;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.monitor.CorsDeployment;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Makes the web app behind it answer like a CORS-enabled bucket. Put it before every other filter,
 * authentication above all, with async support, for the dispatcher types REQUEST, ASYNC and ERROR.
 *
 * <p>A preflight is answered here. Any other request reaches the app whatever was decided, since
 * CORS is no access control; the headers of the decision stay on the response until it is sent. A
 * request is decided on once, by the first of these filters that it meets.
 *
 * <p>Thread-safe between {@link #init} and {@link #destroy}, as containers call it: each request
 * reads one snapshot of the rules, once.
 */
public final class CorsFilter implements Filter {
  /**
   * The request attribute that holds the {@link CorsDecision} on a governed request, so that others
   * on its way know that CORS has been dealt with. Absent where nothing is governed. Only to be
   * read: whoever sets it switches CORS off for that request.
   */
  public static final String DECIDED_ATTRIBUTE = "io.bucketcors.decided";

  private final boolean ownsSource;
  private final Warnings warnings = new Warnings();
  private final GovernedChain governed = new GovernedChain(warnings);
  private @Nullable CorsPolicySource source;
  private @Nullable CorsDeployment deployment;

  /**
   * For {@code web.xml}: takes its rules from the init parameters and MicroProfile Config when
   * {@link #init} is called.
   */
  public CorsFilter() {
    ownsSource = true;
  }

  /**
   * Takes its rules from a source that the caller closes, after the filter has been destroyed.
   * Works without {@link #init}.
   *
   * @param source where the rules come from
   * @throws NullPointerException if the source is null
   */
  public CorsFilter(CorsPolicySource source) {
    this.source = requireNonNull(source, "source");
    ownsSource = false;
  }

  /**
   * Opens the source of a filter that was given none, and puts the source to work: from then on the
   * log, JMX and listeners know the rules by the context path and the filter's name.
   *
   * @param config the init parameters, of which it reads those that start with {@code bucketcors.}
   * @throws ServletException if the configuration is refused; the message holds every problem, and
   *     the cause is the {@link CorsConfigurationException}
   * @throws NullPointerException if the configuration is null
   */
  @Override
  public void init(FilterConfig config) throws ServletException {
    requireNonNull(config, "config");
    CorsPolicySource rules = source;
    if (rules == null) {
      try {
        rules = InitParameters.open(config);
      } catch (CorsConfigurationException refused) {
        throw new ServletException(refused.getMessage(), refused);
      }
      source = rules;
    }
    if (deployment == null) {
      deployment = InitParameters.deploy(rules, config);
    }
  }

  /**
   * Closes the source that {@link #init} opened, and with it what it started; a source that was
   * given stays open. May be called more than once.
   */
  @Override
  public void destroy() {
    if (deployment != null) {
      deployment.close();
      deployment = null;
    }
    if (ownsSource && source != null) {
      source.close();
      source = null;
    }
  }

  /**
   * Answers a preflight, or passes the request on with the headers of the decision on its response.
   * What is not HTTP is passed on as it is.
   *
   * @throws IOException if the chain throws it, or a preflight's answer cannot be written
   * @throws ServletException if the chain throws it
   * @throws IllegalStateException if a filter that was given no source has not been initialised
   * @throws NullPointerException if an argument is null
   */
  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    requireNonNull(request, "request");
    requireNonNull(response, "response");
    requireNonNull(chain, "chain");
    if (request instanceof HttpServletRequest http
        && response instanceof HttpServletResponse answer) {
      filter(http, answer, chain);
    } else {
      chain.doFilter(request, response);
    }
  }

  private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Object decided = request.getAttribute(DECIDED_ATTRIBUTE);
    if (decided != null) {
      governed.continueWith(decided, request, response, chain);
      return;
    }
    CorsPolicy policy = governing(request);
    if (policy == null) {
      chain.doFilter(request, response);
      return;
    }
    CorsDecision decision = policy.decide(request, READER);
    policy.record(decision, request, READER);
    request.setAttribute(DECIDED_ATTRIBUTE, decision);
    if (ServletWriter.clearGrants(response, decision)) {
      warnings.outerGrant();
    }
    if (decision.isAnswer()) {
      Preflight.answer(decision.toAnswer(), request, response);
    } else {
      governed.start(decision, request, response, chain);
    }
  }

  /** The policy that decides on a request, or null where none does. */
  private @Nullable CorsPolicy governing(HttpServletRequest request) {
    CorsPolicySource rules = source;
    if (rules == null) {
      throw new IllegalStateException("CorsFilter.init has not been called");
    }
    CorsPolicies policies = rules.current();
    if (!policies.enabled()) {
      return null;
    }
    // What came in ungoverned stays so, whatever a reload has changed by the time of a dispatch.
    DispatcherType type = request.getDispatcherType();
    if (type != null && type != DispatcherType.REQUEST) {
      if (!warnings.hasMissedRequest() && MissedRequest.isOne(policies, request, type)) {
        warnings.missedRequest(type);
      }
      return null;
    }
    CorsPolicy policy = BucketPath.policy(policies, request);
    return policy.governs() ? policy : null;
  }
}
