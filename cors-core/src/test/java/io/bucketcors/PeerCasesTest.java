package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the tests of other CORS implementations expect, where it has one meaning everywhere. */
class PeerCasesTest {

  @Test
  void meetsWhatPeersExpect() {
    Map<String, List<String>> results = new LinkedHashMap<>();
    Map<String, String> differences = new HashMap<>();
    for (JsonObject row : Cases.rows("peers-neutral.jsonl")) {
      String id = row.getString("id");
      results.put(id, faults(row));
      String differs = Cases.text(row, "differs");
      if (differs != null) {
        differences.put(id, differs);
      }
    }
    assertThat(results).hasSize(148);
    assertThat(differences).hasSize(19);
    new Differences(differences).judge(results);
  }

  private static List<String> faults(JsonObject row) {
    JsonObject expect = row.getJsonObject("expect");
    boolean expectsError = expect.getBoolean("configError", false);
    CorsPolicy policy;
    try {
      policy = policy(row.getJsonObject("params"));
    } catch (CorsConfigurationException e) {
      return expectsError ? List.of() : List.of("refused: " + e.getMessage());
    }
    if (expectsError) {
      return List.of("not refused");
    }
    Answered answer = Answered.by(policy, Cases.request(row));
    List<String> faults = new ArrayList<>();
    CorsDecision decision = answer.decision();
    expect.forEach(
        (key, expected) -> {
          Object actual =
              switch (key) {
                case "passesToApp" -> !decision.isAnswer();
                case "preflightAllowed" -> decision.isPreflight() && decision.isAllowed();
                case "actualAllowed" -> !decision.isPreflight() && decision.isAllowed();
                case "acao" -> acao(expected, answer);
                case "acac" -> answer.header("Access-Control-Allow-Credentials") != null;
                case "exposes" -> contained(expected, answer, "Access-Control-Expose-Headers");
                case "methods" -> contained(expected, answer, "Access-Control-Allow-Methods");
                case "headers" -> contained(expected, answer, "Access-Control-Allow-Headers");
                case "maxAge" -> answer.header("Access-Control-Max-Age");
                case "varyOrigin" -> answer.members("Vary").contains("origin");
                case "varyCors" ->
                    answer
                        .members("Vary")
                        .containsAll(
                            Set.of(
                                "origin",
                                "access-control-request-method",
                                "access-control-request-headers"));
                default -> throw new AssertionError("unknown expectation " + key);
              };
          Object wanted = value(expected);
          if (!Objects.equals(wanted, actual)) {
            faults.add(key + ": " + actual + " instead of " + wanted);
          }
        });
    return faults;
  }

  private static CorsPolicy policy(JsonObject params) {
    if (params.getString("bucketcors.enabled", "true").equals("false")) {
      return CorsPolicies.disabled().defaultBucket();
    }
    CorsPolicy.Builder policy = CorsPolicy.builder();
    for (int i = 0; params.containsKey("bucketcors.rules[" + i + "].allowed-origins"); i++) {
      String prefix = "bucketcors.rules[" + i + "].";
      CorsRule.Builder rule =
          CorsRule.allow(list(params, prefix + "allowed-origins").toArray(String[]::new))
              .methods(list(params, prefix + "allowed-methods"))
              .headers(list(params, prefix + "allowed-headers"))
              .expose(list(params, prefix + "expose-headers"))
              .credentials(params.getString(prefix + "allow-credentials", "false").equals("true"));
      if (params.containsKey(prefix + "max-age-seconds")) {
        rule.maxAgeSeconds(Long.parseLong(params.getString(prefix + "max-age-seconds")));
      }
      for (String hazard : list(params, prefix + "dangerously-allow")) {
        for (CorsHazard known : CorsHazard.values()) {
          if (known.key().equals(hazard)) {
            rule.dangerouslyAllow(known);
          }
        }
      }
      policy.rule(rule.build());
    }
    return policy.build();
  }

  private static List<String> list(JsonObject params, String key) {
    String value = params.getString(key, "");
    return value.isEmpty()
        ? List.of()
        : Arrays.stream(value.split(",")).map(String::strip).toList();
  }

  private static @Nullable Object value(JsonValue json) {
    return switch (json.getValueType()) {
      case TRUE -> true;
      case FALSE -> false;
      case NULL -> null;
      case STRING -> ((JsonString) json).getString();
      default -> lower(json);
    };
  }

  private static Set<String> lower(JsonValue list) {
    Set<String> names = new TreeSet<>();
    JsonArray array =
        list instanceof JsonObject object ? object.getJsonArray("contains") : list.asJsonArray();
    for (JsonString name : array.getValuesAs(JsonString.class)) {
      names.add(name.getString().toLowerCase(Locale.ROOT));
    }
    return names;
  }

  private static @Nullable String acao(JsonValue expected, Answered answer) {
    String acao = answer.header("Access-Control-Allow-Origin");
    boolean any = expected instanceof JsonString text && text.getString().equals("<present>");
    return any && acao != null ? "<present>" : acao;
  }

  /** The expected names where all of them are there; otherwise all that are. */
  private static @Nullable Object contained(JsonValue expected, Answered answer, String header) {
    Set<String> members = answer.members(header);
    if (expected.getValueType() == JsonValue.ValueType.NULL) {
      return answer.header(header);
    }
    Set<String> wanted = lower(expected);
    return members.containsAll(wanted) ? wanted : members;
  }
}
