package io.bucketcors.conformance.cases;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Rows of a case table, and the request of a row as bytes. */
final class Row {
  private Row() {}

  static List<JsonObject> read(String table) throws IOException {
    try (InputStream stream = Row.class.getResourceAsStream("/cases/" + table)) {
      String text =
          new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(Row::parse).toList();
    }
  }

  private static JsonObject parse(String line) {
    try (JsonReader reader = Json.createReader(new StringReader(line))) {
      return reader.readObject();
    }
  }

  static String request(String target, JsonObject request) {
    StringBuilder text = new StringBuilder();
    text.append(request.getString("method")).append(' ').append(target).append(" HTTP/1.1\r\n");
    JsonObject headers = request.getJsonObject("headers");
    if (headers.keySet().stream().noneMatch("Host"::equalsIgnoreCase)) {
      text.append("Host: localhost\r\n");
    }
    headers.forEach(
        (name, value) ->
            strings(value).forEach(v -> text.append(name).append(": ").append(v).append("\r\n")));
    return text.append("Connection: close\r\n\r\n").toString();
  }

  /** A string or an array of strings, as a list. */
  static List<String> strings(JsonValue value) {
    if (value instanceof JsonString string) {
      return List.of(string.getString());
    }
    JsonArray array = value.asJsonArray();
    return array.getValuesAs(JsonString::getString);
  }
}
