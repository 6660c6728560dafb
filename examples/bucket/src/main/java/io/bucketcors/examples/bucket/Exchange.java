package io.bucketcors.examples.bucket;

import io.bucketcors.CorsDecision;
import io.bucketcors.CorsExplanation;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsReason;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/**
 * One request as it reached the bucket, what the bucket answered, and why.
 *
 * @param number counts from 1
 * @param target method, path and query
 */
record Exchange(
    long number,
    String method,
    String target,
    HttpFields request,
    int status,
    HttpFields response,
    CorsPolicy policy,
    CorsExplanation explanation) {

  private static final int MAX_FIELDS = 60;

  JsonObject toJson() {
    CorsDecision decision = explanation.decision();
    CorsReason reason = policy.governs() ? decision.reason() : CorsReason.NO_RULES;
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("number", number)
            .add("method", Disclosure.bounded(method))
            .add("target", Disclosure.target(target))
            .add("request", fields(request))
            .add("status", status)
            .add("response", fields(response))
            .add("preflight", decision.isPreflight())
            .add("reason", reason.name())
            .add("rules", rules());
    if (decision instanceof CorsDecision.Allowed allowed) {
      json.add("rule", allowed.ruleIndex());
    }
    return json.build();
  }

  private JsonArrayBuilder rules() {
    JsonArrayBuilder rules = Json.createArrayBuilder();
    for (CorsExplanation.RuleExplanation rule : explanation.rules()) {
      JsonObjectBuilder json =
          Json.createObjectBuilder()
              .add("index", rule.index())
              .add("origin", rule.origin().name())
              .add("method", rule.method().name())
              .add("headers", rule.headers().name());
      String id = rule.rule().id();
      rules.add(id == null ? json : json.add("id", id));
    }
    return rules;
  }

  private static JsonArrayBuilder fields(HttpFields fields) {
    JsonArrayBuilder lines = Json.createArrayBuilder();
    List<HttpField> shown = fields.stream().limit(MAX_FIELDS).toList();
    for (HttpField field : shown) {
      String name = Disclosure.bounded(field.getName());
      String value = Disclosure.value(field.getName(), field.getValue());
      lines.add(Json.createArrayBuilder().add(name).add(value));
    }
    return lines;
  }
}
