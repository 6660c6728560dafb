package io.bucketcors.conformance.matrix;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;

/**
 * What a script was told in one run.
 *
 * @param type of the response; empty where fetch was rejected
 * @param status of the response; 0 where fetch was rejected
 * @param headers those that it could read
 * @param error the name of what fetch was rejected with; empty where it was not
 */
record Told(String type, int status, List<String> headers, String error) {
  /** Of all runs of a page's result. */
  static List<Told> all(JsonObject result) {
    return result.getJsonArray("runs").getValuesAs(JsonObject.class).stream()
        .map(Told::of)
        .toList();
  }

  private static Told of(JsonObject run) {
    JsonArray headers = run.getJsonArray("headers");
    return new Told(
        run.getString("type", ""),
        run.getInt("status", 0),
        headers == null
            ? List.of()
            : headers.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList(),
        run.getString("error", ""));
  }

  boolean isRejected() {
    return type.isEmpty();
  }

  /** Whether the page gave up waiting, which is no denial. */
  boolean isWithoutAnswer() {
    return error.equals("TimeoutError");
  }
}
