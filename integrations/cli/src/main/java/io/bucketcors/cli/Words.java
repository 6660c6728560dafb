package io.bucketcors.cli;

import io.bucketcors.CorsDecision;
import io.bucketcors.CorsExplanation.Part;
import io.bucketcors.CorsExplanation.RuleExplanation;
import io.bucketcors.CorsReason;
import io.bucketcors.CorsRule;
import io.bucketcors.testing.CorsQuestion;
import io.bucketcors.text.Quoted;
import java.util.ArrayList;
import java.util.List;

/** Decisions in words. */
final class Words {
  /** Nobody reads a longer list in one line. */
  private static final int MOST = 6;

  private Words() {}

  /** Such as {@code rule 0 (uploads)}. */
  static String rule(int index, CorsRule rule) {
    String id = rule.id();
    return "rule " + index + (id == null ? "" : " (" + Quoted.bare(id) + ")");
  }

  /** What each part of a rule did, with what the rule lists where that is why. */
  static String rule(RuleExplanation rule) {
    CorsRule of = rule.rule();
    return rule(rule.index(), of)
        + ": "
        + (rule.matches() ? "matches" : "does not match")
        + ": origin "
        + part(rule.origin(), of.allowedOrigins())
        + ", method "
        + part(rule.method(), of.allowedMethods())
        + ", headers "
        + part(rule.headers(), of.allowedHeaders());
  }

  private static String part(Part part, List<String> listed) {
    return switch (part) {
      case MATCHED -> "matched";
      case NOT_ASKED -> "not asked";
      case FAILED -> "FAILED (listed: " + list(listed) + ")";
    };
  }

  private static String list(List<String> listed) {
    if (listed.isEmpty()) {
      return "none";
    }
    List<String> shown = new ArrayList<>();
    listed.stream().limit(MOST).forEach(each -> shown.add(Quoted.bare(each)));
    String more = listed.size() > MOST ? " and " + (listed.size() - MOST) + " more" : "";
    return String.join(" ", shown) + more;
  }

  /** A decision in one clause. */
  static String decision(CorsQuestion.Answer answer) {
    CorsDecision decision = answer.decision();
    String status = decision.isAnswer() ? ", status " + decision.status() : "";
    if (decision instanceof CorsDecision.Allowed allowed) {
      CorsRule rule = answer.explanation().rules().get(allowed.ruleIndex()).rule();
      return "allowed by " + rule(allowed.ruleIndex(), rule) + status;
    }
    return "refused: " + reason(decision.reason()) + status;
  }

  static String reason(CorsReason reason) {
    String words =
        switch (reason) {
          case ALLOWED -> "a rule matched";
          case NOT_CORS -> "no Origin, so not a CORS request";
          case NO_RULES -> "there are no rules";
          case AMBIGUOUS_PATH -> "the path can be read in more than one way";
          case MALFORMED_ORIGIN -> "no browser sends such an Origin";
          case ORIGIN_NOT_ALLOWED -> "no rule lists the origin";
          case METHOD_NOT_ALLOWED -> "no rule lists the method together with the origin";
          case HEADER_NOT_ALLOWED ->
              "no rule with this origin and method covers every requested header";
          case ORIGIN_MISSING -> "OPTIONS without an Origin";
          case METHOD_INVALID -> "no bucket knows the method";
        };
    return words + " [" + reason + "]";
  }
}
