package io.bucketcors;

import static io.bucketcors.CorsDecision.APP_ANSWERS;

import io.bucketcors.CorsDecision.Allowed;
import io.bucketcors.CorsDecision.Denied;
import io.bucketcors.CorsDecision.NotCors;
import io.bucketcors.RuleMatcher.OriginKind;
import io.bucketcors.adapter.CorsHeaders;
import io.bucketcors.adapter.CorsPreflight;
import io.bucketcors.adapter.CorsRequestReader;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers by the Fetch standard.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS protocol</a>
 */
final class StandardAnswers implements Answers {
  static final String VARY_ORIGIN = "Origin";
  static final String VARY_OPTIONS =
      "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";

  private final RuleMatcher matcher;
  private final boolean isStatic;
  private final Allowed[] preflightAllowed;

  /** The same, where the requested headers have to be written anew. */
  private final Allowed[] preflightRewritten;

  private final Allowed[] actualAllowed;
  private final Allowed[] optionsAllowed;
  private final NotCors[] staticForAll;
  private final NotCors[] staticForAllOptions;
  private final Map<CorsReason, Denied> preflightDenied = new EnumMap<>(CorsReason.class);
  private final Map<CorsReason, Denied> actualDenied = new EnumMap<>(CorsReason.class);
  private final Map<CorsReason, Denied> optionsDenied = new EnumMap<>(CorsReason.class);
  private final NotCors notCors;
  private final NotCors notCorsOptions;

  StandardAnswers(PolicySettings settings, List<CorsRule> rules, RuleMatcher matcher) {
    this.matcher = matcher;
    // Where every rule lists *, the answer to a method does not depend on the origin: it goes on
    // every response and needs no Vary, so that one cached response serves all.
    isStatic =
        !rules.isEmpty() && rules.stream().allMatch(rule -> rule.allowedOrigins().contains("*"));
    String vary = isStatic ? null : VARY_ORIGIN;
    int count = rules.size();
    preflightAllowed = new Allowed[count];
    preflightRewritten = new Allowed[count];
    actualAllowed = new Allowed[count];
    optionsAllowed = new Allowed[count];
    staticForAll = new NotCors[isStatic ? count : 0];
    staticForAllOptions = new NotCors[isStatic ? count : 0];
    String bucket = settings.bucket();
    Kept kept = Kept.of(rules);
    Map<String, Plans> shared = new HashMap<>();
    for (int i = 0; i < count; i++) {
      CorsRule rule = rules.get(i);
      String diagnostics = settings.allowed(rule, i);
      Plans plans =
          shared.computeIfAbsent(
              HeaderPlan.dependsOn(rule, diagnostics),
              key -> Plans.of(rule, kept, vary, diagnostics));
      preflightAllowed[i] =
          new Allowed(bucket, true, i, rule.id(), plans.preflight(), settings.preflightStatus());
      preflightRewritten[i] = new Allowed(preflightAllowed[i], plans.rewritten());
      actualAllowed[i] = new Allowed(bucket, false, i, rule.id(), plans.actual(), APP_ANSWERS);
      optionsAllowed[i] = new Allowed(bucket, false, i, rule.id(), plans.options(), APP_ANSWERS);
      if (isStatic) {
        staticForAll[i] = new NotCors(bucket, plans.actual());
        staticForAllOptions[i] = new NotCors(bucket, plans.options());
      }
    }
    for (CorsReason reason : CorsReason.values()) {
      HeaderPlan plain = denied(settings, reason, vary);
      HeaderPlan options = denied(settings, reason, VARY_OPTIONS);
      preflightDenied.put(reason, new Denied(bucket, true, reason, options, 403, null));
      actualDenied.put(reason, new Denied(bucket, false, reason, plain, APP_ANSWERS, null));
      optionsDenied.put(reason, new Denied(bucket, false, reason, options, APP_ANSWERS, null));
    }
    notCors = new NotCors(bucket, notCors(settings, vary));
    notCorsOptions = new NotCors(bucket, notCors(settings, VARY_OPTIONS));
  }

  @Override
  public void forEach(BiConsumer<String, CorsDecision> visitor) {
    Answers.forEach("preflight ", preflightAllowed, visitor);
    Answers.forEach("actual ", actualAllowed, visitor);
    Answers.forEach("options ", optionsAllowed, visitor);
    Answers.forEach("static ", staticForAll, visitor);
    Answers.forEach("static options ", staticForAllOptions, visitor);
    preflightDenied.forEach((reason, denied) -> visitor.accept("preflight " + reason, denied));
    actualDenied.forEach((reason, denied) -> visitor.accept("actual " + reason, denied));
    optionsDenied.forEach((reason, denied) -> visitor.accept("options " + reason, denied));
    visitor.accept("not cors", notCors);
    visitor.accept("not cors options", notCorsOptions);
  }

  @Override
  public <R> CorsDecision decide(R request, CorsRequestReader<? super R> reader) {
    String origin = reader.header(request, CorsHeaders.ORIGIN, 0);
    boolean options = CorsPreflight.isOptions(reader.method(request));
    if (origin == null) {
      return decideWithoutOrigin(reader.method(request), options);
    }
    String requestedMethod = options ? reader.header(request, CorsHeaders.REQUEST_METHOD, 0) : null;
    return requestedMethod == null
        ? decideActual(origin, options, request, reader)
        : decidePreflight(origin, requestedMethod, request, reader);
  }

  private CorsDecision decideWithoutOrigin(String method, boolean options) {
    if (isStatic) {
      int rule = matcher.firstForAnyOrigin(method);
      if (rule >= 0) {
        return (options ? staticForAllOptions : staticForAll)[rule];
      }
    }
    return options ? notCorsOptions : notCors;
  }

  private <R> CorsDecision decideActual(
      String origin, boolean options, R request, CorsRequestReader<? super R> reader) {
    String method = reader.method(request);
    int rule;
    OriginKind kind = OriginKind.MALFORMED;
    if (isStatic) {
      rule = matcher.firstForAnyOrigin(method);
    } else {
      kind = kindOf(request, reader);
      rule = matcher.match(kind, origin, method);
    }
    if (rule >= 0) {
      return (options ? optionsAllowed : actualAllowed)[rule];
    }
    return denied(options ? optionsDenied : actualDenied, rule, kind, origin);
  }

  private <R> CorsDecision decidePreflight(
      String origin, String method, R request, CorsRequestReader<? super R> reader) {
    OriginKind kind = kindOf(request, reader);
    int rule = matcher.match(kind, origin, method);
    if (rule >= 0) {
      // Whatever a * lists, it is a method.
      rule =
          CorsPreflight.isMethod(method, request, reader)
              ? matcher.matchHeaders(rule, kind, origin, method, request, reader)
              : RuleMatcher.NO_METHOD;
    }
    if (rule < 0) {
      return denied(preflightDenied, rule, kind, origin);
    }
    return (rule & RuleMatcher.UNTIDY_HEADERS) == 0
        ? preflightAllowed[rule]
        : preflightRewritten[rule & ~RuleMatcher.UNTIDY_HEADERS];
  }

  private static <R> OriginKind kindOf(R request, CorsRequestReader<? super R> reader) {
    boolean single = reader.header(request, CorsHeaders.ORIGIN, 1) == null;
    return single ? OriginKind.UNREAD : OriginKind.MALFORMED;
  }

  private static CorsDecision denied(
      Map<CorsReason, Denied> decisions, int failure, OriginKind kind, String origin) {
    boolean malformed =
        failure == RuleMatcher.NO_ORIGIN
            && (kind == OriginKind.MALFORMED || RuleMatcher.isMalformed(origin));
    CorsReason reason = malformed ? CorsReason.MALFORMED_ORIGIN : RuleMatcher.reason(failure);
    return Objects.requireNonNull(decisions.get(reason));
  }

  private static HeaderPlan denied(
      PolicySettings settings, CorsReason reason, @Nullable String vary) {
    return new HeaderPlan.Builder()
        .vary(vary)
        .constant(CorsHeaders.DIAGNOSTICS, settings.denied(reason))
        .build();
  }

  private static HeaderPlan notCors(PolicySettings settings, @Nullable String vary) {
    return new HeaderPlan.Builder()
        .vary(vary)
        .constant(CorsHeaders.DIAGNOSTICS, settings.notCors())
        .build();
  }

  /**
   * What a browser may have kept of an answer to another origin, and joins to a 304. Seen in
   * Chromium 156 between origins of one site, and in Firefox 153 between all on one page: both ask
   * again by the {@code ETag} of an answer that {@code Vary} says is another's.
   *
   * @param credentials whether a rule of the bucket allows them
   * @param exposed whether a rule of the bucket exposes headers
   */
  private record Kept(boolean credentials, boolean exposed) {
    /** What every page may read anyway. An empty list would do, if everybody passed it on. */
    private static final String EXPOSES_NOTHING = "Cache-Control";

    static Kept of(List<CorsRule> rules) {
      return new Kept(
          rules.stream().anyMatch(CorsRule::allowCredentials),
          rules.stream().anyMatch(rule -> !rule.exposeHeaders().isEmpty()));
    }

    void overrule(HeaderPlan.Builder plan, CorsRule rule) {
      // With credentials browsers do not take a star for an origin, whatever else there is.
      if (credentials && !rule.allowCredentials() && !rule.allowedOrigins().contains("*")) {
        plan.overKept(CorsHeaders.ALLOW_CREDENTIALS, "false");
      }
      if (exposed && rule.exposeHeaders().isEmpty()) {
        plan.overKept(CorsHeaders.EXPOSE_HEADERS, EXPOSES_NOTHING);
      }
    }
  }

  /** The headers of everything that one rule allows; rules that differ in nothing else share it. */
  private record Plans(
      HeaderPlan preflight, HeaderPlan rewritten, HeaderPlan actual, HeaderPlan options) {

    static Plans of(CorsRule rule, Kept kept, @Nullable String vary, @Nullable String diagnostics) {
      return new Plans(
          preflight(rule, false, diagnostics),
          preflight(rule, true, diagnostics),
          actual(rule, kept, vary, diagnostics),
          actual(rule, kept, VARY_OPTIONS, diagnostics));
    }

    private static HeaderPlan preflight(
        CorsRule rule, boolean rewritten, @Nullable String diagnostics) {
      HeaderPlan.Builder plan = new HeaderPlan.Builder().vary(VARY_OPTIONS);
      grant(plan, rule);
      if (rule.allowedMethods().contains("*")) {
        plan.methods(new HeaderPlan.MethodList(rule.allowedMethods(), ", "));
      } else {
        plan.constant(
            CorsHeaders.ALLOW_METHODS,
            String.join(", ", new LinkedHashSet<>(rule.allowedMethods())));
      }
      // Never a literal *: browsers let it cover Authorization, which Fetch forbids.
      if (rewritten) {
        plan.requestedHeaders(",");
      } else {
        plan.requestedHeadersAsSent();
      }
      if (rule.maxAgeSeconds().isPresent()) {
        plan.constant(CorsHeaders.MAX_AGE, Long.toString(rule.maxAgeSeconds().getAsLong()));
      }
      return plan.constant(CorsHeaders.DIAGNOSTICS, diagnostics).build();
    }

    private static HeaderPlan actual(
        CorsRule rule, Kept kept, @Nullable String vary, @Nullable String diagnostics) {
      HeaderPlan.Builder plan = new HeaderPlan.Builder().vary(vary);
      grant(plan, rule);
      kept.overrule(plan, rule);
      return plan.constant(CorsHeaders.EXPOSE_HEADERS, String.join(", ", rule.exposeHeaders()))
          .constant(CorsHeaders.DIAGNOSTICS, diagnostics)
          .build();
    }

    private static void grant(HeaderPlan.Builder plan, CorsRule rule) {
      if (rule.allowedOrigins().contains("*")) {
        plan.constant(CorsHeaders.ALLOW_ORIGIN, "*");
      } else {
        plan.echoOrigin();
      }
      if (rule.allowCredentials()) {
        plan.constant(CorsHeaders.ALLOW_CREDENTIALS, "true");
      }
    }
  }
}
