package io.bucketcors.examples.bucket.console;

import io.bucketcors.CorsField;
import io.bucketcors.CorsHazard;
import io.bucketcors.CorsLocation;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsProblemType;
import io.bucketcors.CorsProblems;
import io.bucketcors.CorsRule;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Rules, and what is wrong with them, as the page has them. */
final class RuleJson {
  private RuleJson() {}

  static JsonArray write(List<CorsRule> rules) {
    JsonArrayBuilder list = Json.createArrayBuilder();
    for (CorsRule rule : rules) {
      JsonObjectBuilder json = Json.createObjectBuilder();
      String id = rule.id();
      if (id != null) {
        json.add("id", id);
      }
      json.add("allowedOrigins", Json.createArrayBuilder(rule.allowedOrigins()))
          .add("allowedMethods", Json.createArrayBuilder(rule.allowedMethods()))
          .add("allowedHeaders", Json.createArrayBuilder(rule.allowedHeaders()))
          .add("exposeHeaders", Json.createArrayBuilder(rule.exposeHeaders()));
      rule.maxAgeSeconds().ifPresent(seconds -> json.add("maxAgeSeconds", seconds));
      json.add("allowCredentials", rule.allowCredentials());
      List<String> hazards = rule.dangerouslyAllow().stream().map(CorsHazard::key).toList();
      list.add(json.add("dangerouslyAllow", Json.createArrayBuilder(hazards)));
    }
    return list.build();
  }

  /**
   * Reads the rules of a request; what of them is no value of its kind is a problem at its field.
   *
   * @throws Unreadable if it is not the form of rules at all
   */
  static List<CorsRule> read(JsonObject body, CorsProblems problems) throws Unreadable {
    if (!(body.get("rules") instanceof JsonArray list)) {
      throw Unreadable.request(400, "\"rules\" is a list of rules");
    }
    List<CorsRule> rules = new ArrayList<>();
    for (JsonValue each : list) {
      if (!(each instanceof JsonObject json)) {
        throw Unreadable.request(400, "each rule is an object");
      }
      rules.add(rule(json, problems.rule(rules.size())));
    }
    return rules;
  }

  private static CorsRule rule(JsonObject json, CorsProblems here) throws Unreadable {
    CorsRule.Builder rule =
        CorsRule.allow()
            .origins(strings(json, "allowedOrigins"))
            .methods(strings(json, "allowedMethods"))
            .headers(strings(json, "allowedHeaders"))
            .expose(strings(json, "exposeHeaders"))
            .credentials(json.getBoolean("allowCredentials", false));
    if (json.get("id") instanceof JsonString id && !id.getString().isEmpty()) {
      rule.id(id.getString());
    }
    JsonValue seconds = json.getOrDefault("maxAgeSeconds", JsonValue.NULL);
    try {
      if (seconds instanceof JsonNumber number) {
        rule.maxAgeSeconds(number.longValueExact());
      } else if (seconds != JsonValue.NULL) {
        throw new ArithmeticException("no number");
      }
    } catch (ArithmeticException noWholeNumber) {
      String written = seconds instanceof JsonString text ? text.getString() : seconds.toString();
      here.field(CorsField.MAX_AGE_SECONDS)
          .error(
              CorsProblemType.MAX_AGE,
              written,
              "seconds are a whole number, 0 or more",
              "write digits only, or nothing");
    }
    for (String key : strings(json, "dangerouslyAllow")) {
      Optional<CorsHazard> hazard =
          Arrays.stream(CorsHazard.values()).filter(each -> each.key().equals(key)).findFirst();
      rule.dangerouslyAllow(
          hazard.orElseThrow(() -> Unreadable.request(400, "no such hazard: " + key)));
    }
    return rule.build();
  }

  /** The strings of a list; none where it is not there. */
  static List<String> strings(JsonObject json, String name) throws Unreadable {
    JsonValue value = json.getOrDefault(name, JsonValue.EMPTY_JSON_ARRAY);
    if (value instanceof JsonArray list
        && list.stream().allMatch(each -> each instanceof JsonString)) {
      return list.getValuesAs(JsonString::getString);
    }
    throw Unreadable.request(400, "\"" + name + "\" is a list of strings");
  }

  static JsonArray problems(List<CorsProblem> problems) {
    JsonArrayBuilder list = Json.createArrayBuilder();
    problems.forEach(problem -> list.add(problem(problem)));
    return list.build();
  }

  /** Without its place in the message: the page shows it there. */
  private static JsonObject problem(CorsProblem problem) {
    String part = problem.part();
    boolean ofPart = !part.isEmpty() && !part.equals(problem.value());
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("error", problem.isError())
            .add("code", problem.code())
            .add("message", problem.explanation() + (ofPart ? ": “" + part + "”" : ""));
    CorsLocation place = problem.location();
    CorsField field = place.field();
    if (place.rule() >= 0) {
      json.add("rule", place.rule());
    }
    if (place.element() >= 0) {
      json.add("index", place.element());
    }
    if (place.line() > 0) {
      json.add("line", place.line());
    }
    if (field != null) {
      json.add("field", name(field));
    }
    if (!problem.value().isEmpty()) {
      json.add("value", problem.value());
    }
    return (problem.fix().isEmpty() ? json : json.add("fix", problem.fix())).build();
  }

  /** As a rule's JSON names it: {@code max-age-seconds} is {@code maxAgeSeconds}. */
  private static String name(CorsField field) {
    StringBuilder name = new StringBuilder();
    for (String word : field.key().split("-")) {
      name.append(
          name.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return name.toString();
  }
}
