package io.bucketcors;

import io.bucketcors.adapter.CorsResponseWriter;
import io.bucketcors.adapter.CorsVary;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a client gets to see of a decision. */
record Answered(CorsDecision decision, Map<String, String> headers, @Nullable String body) {

  private static final CorsResponseWriter<Map<String, String>> WRITER =
      new CorsResponseWriter<>() {
        @Override
        public void set(Map<String, String> response, String name, String value) {
          response.put(name, value);
        }

        @Override
        public void vary(Map<String, String> response, String fieldNames) {
          String prior = response.get("Vary");
          String merged = CorsVary.merge(prior == null ? List.of() : List.of(prior), fieldNames);
          if (merged != null) {
            response.put("Vary", merged);
          }
        }
      };

  static Answered by(CorsPolicy policy, CorsRequest request) {
    return by(policy, request, "/object.txt");
  }

  static Answered by(CorsPolicy policy, CorsRequest request, String path) {
    return of(policy.decide(request), request, path);
  }

  static Answered of(CorsDecision decision, CorsRequest request, String path) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    CorsDecision answer = decision.toAnswer();
    answer.writeHeaders(request, CorsRequest.READER, headers, WRITER);
    return new Answered(decision, headers, answer.body(request, CorsRequest.READER, path));
  }

  @Nullable String header(String name) {
    return headers.get(name);
  }

  /** The members of a list header, in lower case. */
  Set<String> members(String name) {
    Set<String> members = new TreeSet<>();
    String value = headers.get(name);
    if (value != null) {
      for (String member : value.split(",")) {
        members.add(member.strip().toLowerCase(java.util.Locale.ROOT));
      }
    }
    return members;
  }
}
