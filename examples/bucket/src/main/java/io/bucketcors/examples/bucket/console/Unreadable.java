package io.bucketcors.examples.bucket.console;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.Serial;
import java.util.List;

/** What the console was sent and cannot take, with every reason and the status to answer with. */
final class Unreadable extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final transient List<JsonObject> problems;

  Unreadable(int status, List<JsonObject> problems) {
    super(problems.toString());
    this.status = status;
    this.problems = List.copyOf(problems);
  }

  /** Of a request that no page of ours sends. */
  static Unreadable request(int status, String message) {
    return new Unreadable(status, List.of(problem(0, "console-request", message, "")));
  }

  /**
   * A problem of the console's own.
   *
   * @param line where it is in a text, from 1; 0 where it is in none
   */
  static JsonObject problem(int line, String code, String message, String fix) {
    var json =
        Json.createObjectBuilder().add("error", true).add("code", code).add("message", message);
    if (line > 0) {
      json.add("line", line);
    }
    return (fix.isEmpty() ? json : json.add("fix", fix)).build();
  }

  int status() {
    return status;
  }

  JsonArray problems() {
    JsonArrayBuilder list = Json.createArrayBuilder();
    problems.forEach(list::add);
    return list.build();
  }
}
