package io.bucketcors.conformance.matrix;

import io.bucketcors.conformance.matrix.Axes.App;
import io.bucketcors.conformance.matrix.Axes.Headers;
import io.bucketcors.conformance.matrix.Axes.Redirect;
import io.bucketcors.conformance.matrix.RuleSet.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a browser does and what a script is told, step by step as the Fetch standard has it, for a
 * server that does what {@link RuleModel} says.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-fetch">Fetch, HTTP fetch</a>
 */
final class FetchModel {
  private static final Set<String> SAFELISTED_METHODS = Set.of("GET", "HEAD", "POST");

  /** See Fetch, "CORS-safelisted response-header name". */
  private static final Set<String> READABLE =
      Set.of(
          "cache-control",
          "content-language",
          "content-length",
          "content-type",
          "expires",
          "last-modified",
          "pragma");

  /** What a known browser does otherwise; each with its source. */
  record Knobs(
      /** Firefox (seen in 153): its preflight after such a redirect has the page's origin. */
      boolean preflightKeepsOriginAcrossOrigins,
      /** Firefox (seen in 153): after a redirect a request without need of one is preflighted. */
      boolean preflightsAgainAfterRedirect,
      /**
       * Firefox (seen in 153): an answer that it keeps, and that {@code Vary} says is another
       * origin's, it asks for again by its {@code ETag}; what the 304 does not name stays, so that
       * {@code Access-Control-Allow-Credentials} of the other origin joins this one's grant. The
       * filter says what it does not grant, see {@link RevalidationTest}; a cache in between that
       * answers 304 by itself does not. Chromium does it between origins of one site.
       */
      boolean keepsCredentialsOfOthersOnRevalidation) {
    static final Knobs NONE = new Knobs(false, false, false);
  }

  /** A request on the wire. */
  record Sent(boolean preflight, String origin) {}

  /**
   * What is expected.
   *
   * @param wire what is sent, in order
   * @param readable whether the script gets an answer
   * @param exposed the names that it may read besides those that are always readable; null for all
   * @param maxAge for how long the preflight may be kept; null where nothing says
   */
  record Outcome(
      List<Sent> wire, boolean readable, @Nullable Set<String> exposed, @Nullable Integer maxAge) {
    /** Whether a script may read a header. */
    boolean reads(String name) {
      return READABLE.contains(name)
          || !name.equals("set-cookie") && (exposed == null || exposed.contains(name));
    }
  }

  private final Cell cell;
  private final RuleModel rules;
  private final Knobs knobs;
  private final List<Sent> wire = new ArrayList<>();
  private String method;
  private List<String> unsafe;
  private @Nullable Integer maxAge;

  private FetchModel(Cell cell, RuleModel rules, Knobs knobs) {
    this.cell = cell;
    this.rules = rules;
    this.knobs = knobs;
    method = cell.method().name;
    unsafe = cell.headers().names;
  }

  static Outcome expect(Cell cell, RuleModel rules, String origin, Knobs knobs) {
    return new FetchModel(cell, rules, knobs).run(origin);
  }

  private Outcome run(String origin) {
    Answer first = fetch(origin, false);
    if (first == null) {
      return denied();
    }
    if (cell.redirect() == Redirect.NONE) {
      return granted(first);
    }
    if (method.equals("POST")) {
      // HTTP-redirect fetch, step 12: 302 makes it a GET, without headers of the body.
      method = "GET";
      unsafe = cell.headers() == Headers.JSON ? List.of() : unsafe;
    }
    if (cell.redirect() == Redirect.CROSS_ORIGIN && cell.headers() == Headers.AUTHORIZATION) {
      // Step 14: what a star never covers is not taken along to another origin.
      unsafe = List.of();
    }
    // Step 10: the location is of another origin, and so was the first one: tainted.
    String next = cell.redirect() == Redirect.CROSS_ORIGIN ? "null" : origin;
    if (!next.equals(origin) && knobs.preflightKeepsOriginAcrossOrigins()) {
      Answer second = fetch(next, origin);
      return second == null ? denied() : granted(second);
    }
    Answer second = fetch(next, true);
    return second == null ? denied() : granted(second);
  }

  private Outcome denied() {
    return new Outcome(List.copyOf(wire), false, Set.of(), maxAge);
  }

  private Outcome granted(Answer answer) {
    return new Outcome(List.copyOf(wire), true, answer.exposed, maxAge);
  }

  private @Nullable Answer fetch(String origin, boolean redirected) {
    return fetch(origin, origin, redirected);
  }

  private @Nullable Answer fetch(String origin, String preflightOrigin) {
    return fetch(origin, preflightOrigin, true);
  }

  /** One hop: the preflight where there has to be one, and the request; null where it is denied. */
  private @Nullable Answer fetch(String origin, String preflightOrigin, boolean redirected) {
    boolean needed = !SAFELISTED_METHODS.contains(method) || !unsafe.isEmpty();
    boolean again = redirected && knobs.preflightsAgainAfterRedirect() && wire.get(0).preflight();
    if ((needed || again) && !preflight(preflightOrigin)) {
      return null;
    }
    wire.add(new Sent(false, origin));
    Answer answer = actual(origin);
    return check(answer, origin) ? answer : null;
  }

  private boolean preflight(String origin) {
    wire.add(new Sent(true, origin));
    if (!rules.governs()) {
      // The app answers OPTIONS itself, and lists no methods or headers.
      Answer answer = actual(origin);
      return cell.app() == App.OWN_HEADERS
          && check(answer, origin)
          && SAFELISTED_METHODS.contains(method)
          && unsafe.isEmpty();
    }
    Rule rule = rules.decide(origin, method, unsafe);
    if (rule == null || !check(Answer.of(rule, origin), origin)) {
      return false;
    }
    if (wire.size() == 1) {
      maxAge = rule.maxAge();
    }
    // The answer lists the rule's methods, or the requested one for a star, and what was asked for.
    return true;
  }

  private Answer actual(String origin) {
    if (!rules.governs()) {
      return cell.app() == App.OWN_HEADERS
          ? new Answer("*", false, Set.of())
          : new Answer(null, false, Set.of());
    }
    Rule rule =
        cell.rules().isOpen() ? rules.forAnybody(method) : rules.decide(origin, method, null);
    return rule == null ? new Answer(null, false, Set.of()) : Answer.of(rule, origin);
  }

  /** See Fetch, "CORS check". */
  private boolean check(Answer answer, String origin) {
    if (answer.allowOrigin == null) {
      return false;
    }
    if (!cell.credentials() && answer.allowOrigin.equals("*")) {
      return true;
    }
    return answer.allowOrigin.equals(origin) && (!cell.credentials() || answer.allowCredentials);
  }

  private record Answer(
      @Nullable String allowOrigin, boolean allowCredentials, @Nullable Set<String> exposed) {
    static Answer of(Rule rule, String origin) {
      boolean any = rule.origins().contains("*");
      Set<String> exposed =
          rule.expose().contains("*")
              ? null
              : Set.copyOf(rule.expose().stream().map(String::toLowerCase).toList());
      return new Answer(any ? "*" : origin, rule.credentials(), exposed);
    }
  }
}
