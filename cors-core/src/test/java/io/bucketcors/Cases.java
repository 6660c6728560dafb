package io.bucketcors;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the recorded cases of stores and peers, one fact a line. */
final class Cases {
  private Cases() {}

  static List<JsonObject> rows(String file) {
    return lines(file).stream().map(Cases::parse).toList();
  }

  /** The lines of a file that are neither empty nor comments. */
  static List<String> lines(String file) {
    InputStream stream =
        Objects.requireNonNull(Cases.class.getResourceAsStream("/cases/" + file), file);
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> strings(JsonObject object, String key) {
    JsonValue value = object.get(key);
    return value instanceof JsonArray array
        ? array.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList()
        : List.of();
  }

  static @Nullable String text(JsonObject object, String key) {
    return object.get(key) instanceof JsonString string ? string.getString() : null;
  }

  /** The request of a row; a header with several lines is an array. */
  static CorsRequest request(JsonObject row) {
    JsonObject request = row.getJsonObject("request");
    CorsRequest asked = CorsRequest.of(request.getString("method"));
    JsonObject headers = request.getJsonObject("headers");
    for (String name : headers.keySet()) {
      String single = text(headers, name);
      for (String line : single == null ? strings(headers, name) : List.of(single)) {
        asked = asked.with(name, line);
      }
    }
    return asked;
  }

  static boolean isNull(JsonObject object, String key) {
    return object.isNull(key);
  }

  private static JsonObject parse(String line) {
    try (JsonReader reader = Json.createReader(new StringReader(line))) {
      return reader.readObject();
    }
  }
}
