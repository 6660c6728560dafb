package io.bucketcors;

import io.bucketcors.CorsExplanation.Part;
import io.bucketcors.CorsExplanation.RuleExplanation;
import io.bucketcors.adapter.CorsHeaders;
import io.bucketcors.adapter.CorsPreflight;
import io.bucketcors.adapter.CorsRequestReader;
import io.bucketcors.origin.OriginPattern;
import io.bucketcors.origin.SerializedOrigin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through the rules one by one, for people who ask why. */
final class Explainer {
  private final CorsDialect dialect;
  private final List<CorsRule> rules;
  private final List<List<OriginPattern>> origins;

  Explainer(CorsDialect dialect, List<CorsRule> rules, List<List<OriginPattern>> origins) {
    this.dialect = dialect;
    this.rules = rules;
    this.origins = origins;
  }

  CorsExplanation explain(CorsRequest request, CorsDecision decision) {
    CorsRequestReader<CorsRequest> reader = CorsRequest.READER;
    boolean bucket = dialect != CorsDialect.STANDARD;
    String origin = reader.header(request, CorsHeaders.ORIGIN, 0);
    if (bucket && origin != null && origin.isEmpty()) {
      origin = null;
    }
    String asked = reader.header(request, CorsHeaders.REQUEST_METHOD, 0);
    boolean countsAsked =
        asked != null && (bucket || origin != null && CorsPreflight.isOptions(request.method()));
    boolean countsHeaders =
        reader.header(request, CorsHeaders.REQUEST_HEADERS, 0) != null && (bucket || countsAsked);
    String method = countsAsked ? usable(asked, request) : request.method();
    if (decision.reason() == CorsReason.METHOD_INVALID) {
      method = null;
    }
    List<RuleExplanation> explanations = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      CorsRule rule = rules.get(i);
      boolean listed =
          method != null
              && (rule.allowedMethods().contains("*") || rule.allowedMethods().contains(method));
      boolean covered =
          !countsHeaders || RuleMatcher.covers(rule.allowedHeaders(), request, reader);
      explanations.add(
          new RuleExplanation(
              i,
              rule,
              origin == null ? Part.NOT_ASKED : part(matchesOrigin(i, origin, request)),
              part(listed),
              countsHeaders ? part(covered) : Part.NOT_ASKED));
    }
    return new CorsExplanation(decision, explanations);
  }

  /** The requested method, or null for one that nothing matches. */
  private @Nullable String usable(@Nullable String asked, CorsRequest request) {
    if (dialect != CorsDialect.STANDARD || asked == null) {
      return asked;
    }
    return CorsPreflight.isMethod(asked, request, CorsRequest.READER) ? asked : null;
  }

  private boolean matchesOrigin(int rule, String origin, CorsRequest request) {
    boolean single = CorsRequest.READER.header(request, CorsHeaders.ORIGIN, 1) == null;
    boolean standard = dialect == CorsDialect.STANDARD;
    long parts = standard ? SerializedOrigin.read(origin) : 0;
    boolean malformed =
        !single || (standard ? RuleMatcher.isMalformed(origin) : !BucketAnswers.isEchoable(origin));
    for (OriginPattern pattern : origins.get(rule)) {
      boolean matches =
          pattern.kind() == OriginPattern.Kind.ANY || !malformed && pattern.matches(origin, parts);
      if (matches) {
        return true;
      }
    }
    return false;
  }

  private static Part part(boolean matched) {
    return matched ? Part.MATCHED : Part.FAILED;
  }
}
