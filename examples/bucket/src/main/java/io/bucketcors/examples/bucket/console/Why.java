package io.bucketcors.examples.bucket.console;

import io.bucketcors.CorsDecision;
import io.bucketcors.CorsExplanation;
import io.bucketcors.CorsExplanation.Part;
import io.bucketcors.CorsExplanation.RuleExplanation;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsReason;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why rules answer a request as they do, and what a browser and caches make of the answer. */
final class Why {
  private final Asked asked;
  private final CorsExplanation explanation;
  private final CorsDecision decision;
  private final CorsReason reason;
  private final Map<String, String> answer;
  private final Values values;

  private Why(CorsPolicy policy, Asked asked) {
    this.asked = asked;
    explanation = policy.explain(asked.request());
    decision = explanation.decision();
    reason = policy.governs() ? decision.reason() : CorsReason.NO_RULES;
    answer = decision.headers(asked.request());
    values = new Values(policy, asked);
  }

  static JsonObject explain(CorsPolicy policy, Asked asked, URI endpoint) {
    Why why = new Why(policy, asked);
    JsonObjectBuilder json = Json.createObjectBuilder();
    boolean allowed = why.decision.isAllowed();
    boolean notCors = why.reason == CorsReason.NOT_CORS;
    json.add("outcome", allowed ? "allowed" : notCors ? "not_cors" : "denied")
        .add("reason", why.reason.name())
        .add("preflight", asked.preflight());
    if (why.decision instanceof CorsDecision.Allowed won) {
      json.add("rule", won.ruleIndex());
    }
    if (why.decision.isAnswer()) {
      json.add("status", why.decision.status());
    }
    JsonArrayBuilder headers = Json.createArrayBuilder();
    why.answer.forEach(
        (name, value) -> headers.add(Json.createArrayBuilder().add(name).add(value)));
    return json.add("rules", why.rules())
        .add("answer", headers)
        .add("credentials", why.credentials())
        .add("cache", why.cache())
        .add("curl", asked.curl(endpoint.toString()))
        .build();
  }

  private JsonArrayBuilder rules() {
    JsonArrayBuilder list = Json.createArrayBuilder();
    for (RuleExplanation rule : explanation.rules()) {
      JsonObjectBuilder json = Json.createObjectBuilder().add("index", rule.index());
      String id = rule.rule().id();
      if (id != null) {
        json.add("id", id);
      }
      json.add("origin", part(rule.origin(), values.origin(rule), rule.rule().allowedOrigins()))
          .add("method", part(rule.method(), values.method(rule), rule.rule().allowedMethods()))
          .add("headers", part(rule.headers(), values.headers(rule), rule.rule().allowedHeaders()));
      list.add(json);
    }
    return list;
  }

  /**
   * What did it: of a part that matched, what the rule lists; of one that failed, what it lacks.
   */
  private static JsonObjectBuilder part(Part part, String value, List<String> listed) {
    JsonObjectBuilder json = Json.createObjectBuilder().add("verdict", part.name());
    if (part != Part.NOT_ASKED) {
      json.add("value", value);
    }
    return part == Part.FAILED ? json.add("listed", Json.createArrayBuilder(listed)) : json;
  }

  /** By the CORS check of Fetch, which takes no {@code *} where credentials are sent. */
  private JsonObjectBuilder credentials() {
    String origin = answer.getOrDefault("Access-Control-Allow-Origin", "");
    boolean named = "true".equals(answer.get("Access-Control-Allow-Credentials"));
    boolean allowed = named && !origin.equals("*");
    String text;
    if (origin.isEmpty()) {
      text = "No rule matched, so the answer may not be read, with credentials or without.";
    } else if (allowed) {
      text = "The answer allows credentials.";
    } else if (origin.equals("*")) {
      text = "The answer allows any origin by *, which browsers do not take with credentials.";
    } else {
      text = "The rule that matched does not allow credentials.";
    }
    return Json.createObjectBuilder()
        .add("asked", asked.credentials())
        .add("allowed", allowed)
        .add("text", text);
  }

  private JsonObjectBuilder cache() {
    JsonObjectBuilder json = Json.createObjectBuilder();
    if (asked.preflight()) {
      String seconds = answer.get("Access-Control-Max-Age");
      if (seconds != null) {
        json.add("seconds", Long.parseLong(seconds));
      }
      return json.add("risk", false).add("text", preflightCache(seconds));
    }
    String vary = answer.getOrDefault("Vary", "");
    boolean granted = decision.isGrant();
    boolean varies = vary.contains("Origin");
    boolean othersGranted =
        explanation.rules().stream()
            .anyMatch(rule -> rule.method() == Part.MATCHED && rule.origin() != Part.MATCHED);
    boolean risk = !varies && !granted && othersGranted;
    String text;
    if (varies) {
      text =
          "Vary: Origin: a cache keeps one answer for each origin, and none is given to another.";
    } else if (risk) {
      text =
          "No Vary on this answer, though a rule allows another origin: a cache may hand that"
              + " origin this answer, and the browser then refuses it.";
    } else {
      text = "No Vary: every origin gets the same answer, so a cache may hand it to any.";
    }
    return json.add("vary", vary).add("risk", risk).add("text", text);
  }

  private String preflightCache(@Nullable String seconds) {
    if (!decision.isAllowed()) {
      return "A refused preflight is not kept: the browser asks again each time.";
    }
    if (seconds == null) {
      return "No Access-Control-Max-Age: browsers keep this preflight for 5 seconds.";
    }
    if (seconds.equals("0")) {
      return "Access-Control-Max-Age: 0: the browser asks before every request.";
    }
    return "The browser may keep this preflight for "
        + seconds
        + " seconds (at most 2 hours in Chromium, 24 in Firefox). A grant that is withdrawn"
        + " meanwhile counts until then.";
  }
}
