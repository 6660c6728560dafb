package io.bucketcors;

import static io.bucketcors.CorsDecision.APP_ANSWERS;

import io.bucketcors.CorsDecision.Allowed;
import io.bucketcors.CorsDecision.Denied;
import io.bucketcors.CorsDecision.NotCors;
import io.bucketcors.RuleMatcher.OriginKind;
import io.bucketcors.adapter.CorsHeaders;
import io.bucketcors.adapter.CorsPreflight;
import io.bucketcors.adapter.CorsRequestReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers of Amazon S3 and Tencent Cloud COS, as recorded from them. They differ from Fetch: the
 * requested method counts on any request, and the headers of a preflight go on actual responses
 * too.
 */
final class BucketAnswers implements Answers {
  private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "DELETE", "HEAD");
  private static final String S3_VARY =
      "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";

  /** Three times what a browser can send; more is not looked at, let alone echoed. */
  private static final int MAX_ORIGIN = 1024;

  // "evalution" and "Requet" are how the stores spell them.
  private static final String S3_NO_MATCH =
      "CORSResponse: This CORS request is not allowed. This is usually because the evalution of"
          + " Origin, request method / Access-Control-Request-Method or"
          + " Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.";
  private static final String COS_NO_MATCH =
      "CORSResponse: This CORS request is not allowed. This is usually because the evalution of"
          + " Origin, request method / Access-Control-Request-Method or"
          + " Access-Control-Requet-Headers are not whitelisted by the resource's CORS spec";

  private final RuleMatcher matcher;
  private final boolean hasRules;
  private final Allowed[] preflightAllowed;
  private final Allowed[] actualAllowed;
  private final NotCors notCors;
  private final Denied originMissing;
  private final Denied methodInvalid;
  private final Denied noRules;
  private final Denied actualNoRules;
  private final Denied[] preflightDenied = new Denied[4];
  private final Denied[] actualDenied = new Denied[4];

  BucketAnswers(PolicySettings settings, List<CorsRule> rules, RuleMatcher matcher) {
    this.matcher = matcher;
    hasRules = !matcher.isEmpty();
    CorsDialect dialect = settings.dialect();
    boolean cos = dialect == CorsDialect.COS;
    String bucket = settings.bucket();
    String always = cos && settings.responseVary() ? "Origin" : null;
    preflightAllowed = new Allowed[rules.size()];
    actualAllowed = new Allowed[rules.size()];
    Map<String, HeaderPlan> shared = new HashMap<>();
    for (int i = 0; i < rules.size(); i++) {
      CorsRule rule = rules.get(i);
      String diagnostics = settings.allowed(rule, i);
      HeaderPlan plan =
          shared.computeIfAbsent(
              HeaderPlan.dependsOn(rule, diagnostics),
              key -> allowed(cos, rule, cos ? always : S3_VARY, diagnostics));
      preflightAllowed[i] =
          new Allowed(bucket, true, i, rule.id(), plan, settings.preflightStatus());
      actualAllowed[i] = new Allowed(bucket, false, i, rule.id(), plan, APP_ANSWERS);
    }
    notCors = new NotCors(bucket, plan(always, settings.notCors()));
    originMissing =
        denied(
            settings,
            CorsReason.ORIGIN_MISSING,
            always,
            400,
            new BucketError(
                dialect,
                "BadRequest",
                "Insufficient information. Origin request header needed.",
                false,
                false,
                hasRules));
    methodInvalid =
        denied(
            settings,
            CorsReason.METHOD_INVALID,
            always,
            400,
            new BucketError(
                dialect,
                "BadRequest",
                "Invalid Access-Control-Request-Method: ",
                true,
                false,
                hasRules));
    String noRulesMessage =
        cos ? COS_NO_MATCH : "CORSResponse: CORS is not enabled for this bucket.";
    noRules =
        denied(
            settings,
            CorsReason.NO_RULES,
            always,
            403,
            new BucketError(dialect, "AccessForbidden", noRulesMessage, false, true, false));
    actualNoRules =
        new Denied(
            bucket,
            false,
            CorsReason.NO_RULES,
            plan(always, settings.denied(CorsReason.NO_RULES)),
            APP_ANSWERS,
            null);
    BucketError noMatch =
        new BucketError(
            dialect, "AccessForbidden", cos ? COS_NO_MATCH : S3_NO_MATCH, false, true, true);
    for (int failure = RuleMatcher.AMBIGUOUS_PATH; failure < 0; failure++) {
      CorsReason reason = RuleMatcher.reason(failure);
      preflightDenied[~failure] = denied(settings, reason, always, 403, noMatch);
      actualDenied[~failure] =
          new Denied(
              bucket, false, reason, plan(always, settings.denied(reason)), APP_ANSWERS, null);
    }
  }

  @Override
  public void forEach(BiConsumer<String, CorsDecision> visitor) {
    Answers.forEach("preflight ", preflightAllowed, visitor);
    Answers.forEach("actual ", actualAllowed, visitor);
    Answers.forEach("preflight denied ", preflightDenied, visitor);
    Answers.forEach("actual denied ", actualDenied, visitor);
    visitor.accept("not cors", notCors);
    visitor.accept("origin missing", originMissing);
    visitor.accept("method invalid", methodInvalid);
    visitor.accept("no rules", noRules);
    visitor.accept("actual no rules", actualNoRules);
  }

  @Override
  public <R> CorsDecision decide(R request, CorsRequestReader<? super R> reader) {
    String origin = reader.header(request, CorsHeaders.ORIGIN, 0);
    String method = reader.method(request);
    boolean options = CorsPreflight.isOptions(method);
    if (origin == null || origin.isEmpty()) {
      return options ? originMissing : notCors;
    }
    String requestedMethod = reader.header(request, CorsHeaders.REQUEST_METHOD, 0);
    if (options && requestedMethod != null && !METHODS.contains(requestedMethod)) {
      return methodInvalid;
    }
    if (!hasRules) {
      return options ? noRules : actualNoRules;
    }
    if (options && requestedMethod == null) {
      return methodInvalid;
    }
    String effective = requestedMethod == null ? method : requestedMethod;
    boolean text =
        origin.length() <= MAX_ORIGIN && reader.header(request, CorsHeaders.ORIGIN, 1) == null;
    OriginKind kind = text ? OriginKind.RAW : OriginKind.MALFORMED;
    int rule = match(kind, origin, effective, request, reader);
    // Only what matched is worth reading to its end.
    if (text && rule != RuleMatcher.NO_ORIGIN && !isEchoable(origin)) {
      // What cannot be echoed can still match a literal *, whose answer echoes nothing.
      rule = match(OriginKind.MALFORMED, origin, effective, request, reader);
    }
    if (rule >= 0) {
      return (options ? preflightAllowed : actualAllowed)[rule & ~RuleMatcher.UNTIDY_HEADERS];
    }
    return (options ? preflightDenied : actualDenied)[~rule];
  }

  private <R> int match(
      OriginKind kind,
      String origin,
      String method,
      R request,
      CorsRequestReader<? super R> reader) {
    int rule = matcher.match(kind, origin, method);
    return rule < 0 ? rule : matcher.matchHeaders(rule, kind, origin, method, request, reader);
  }

  static boolean isEchoable(String origin) {
    if (origin.length() > MAX_ORIGIN) {
      return false;
    }
    for (int i = 0; i < origin.length(); i++) {
      char c = origin.charAt(i);
      if (c <= ' ' || c >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static HeaderPlan allowed(
      boolean cos, CorsRule rule, @Nullable String vary, @Nullable String diagnostics) {
    String separator = cos ? "," : ", ";
    HeaderPlan.Builder plan = new HeaderPlan.Builder().vary(vary);
    if (rule.allowedOrigins().contains("*")) {
      plan.constant(CorsHeaders.ALLOW_ORIGIN, "*");
    } else {
      plan.echoOrigin().constant(CorsHeaders.ALLOW_CREDENTIALS, "true");
    }
    plan.constant(CorsHeaders.ALLOW_METHODS, String.join(separator, rule.allowedMethods()));
    boolean explicit = rule.allowedHeaders().stream().noneMatch(name -> name.contains("*"));
    if (cos && explicit) {
      plan.headersWhenAsked(String.join(separator, rule.allowedHeaders()));
    } else {
      plan.requestedHeaders(separator);
    }
    plan.constant(CorsHeaders.EXPOSE_HEADERS, String.join(separator, rule.exposeHeaders()));
    if (rule.maxAgeSeconds().isPresent()) {
      plan.constant(CorsHeaders.MAX_AGE, Long.toString(rule.maxAgeSeconds().getAsLong()));
    }
    return plan.constant(CorsHeaders.DIAGNOSTICS, diagnostics).build();
  }

  private static Denied denied(
      PolicySettings settings,
      CorsReason reason,
      @Nullable String vary,
      int status,
      BucketError error) {
    return new Denied(
        settings.bucket(), true, reason, plan(vary, settings.denied(reason)), status, error);
  }

  private static HeaderPlan plan(@Nullable String vary, @Nullable String diagnostics) {
    return new HeaderPlan.Builder()
        .vary(vary)
        .constant(CorsHeaders.DIAGNOSTICS, diagnostics)
        .build();
  }
}
