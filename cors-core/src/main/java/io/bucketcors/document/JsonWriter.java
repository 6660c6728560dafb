package io.bucketcors.document;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsRule;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;

/** Writes rules as the JSON of a store, indented. Loaded only when JSON is to be written. */
final class JsonWriter {
  private final JsonGenerator json;

  private JsonWriter(JsonGenerator json) {
    this.json = json;
  }

  static String write(DocumentKind kind, List<CorsRule> rules) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = generator(text)) {
      new JsonWriter(json).document(kind, rules);
    }
    return text.append('\n').toString();
  }

  private static JsonGenerator generator(StringWriter text) {
    try {
      return JsonSupport.provider()
          .createGeneratorFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
          .createGenerator(text);
    } catch (JsonException | ServiceConfigurationError e) {
      throw new CorsConfigurationException(List.of(JsonFormat.missing().problem()));
    }
  }

  private void document(DocumentKind kind, List<CorsRule> rules) {
    switch (kind) {
      case GCS_JSON -> {
        json.writeStartArray();
        rules.forEach(this::gcs);
        json.writeEnd();
      }
      case B2_JSON -> {
        json.writeStartArray();
        rules.forEach(this::b2);
        json.writeEnd();
      }
      case CLOUDFORMATION_JSON -> {
        json.writeStartObject().writeStartObject(JsonForm.CLOUDFORMATION_ROOT);
        json.writeStartArray(JsonForm.CLOUDFORMATION.root);
        rules.forEach(this::cloudFormation);
        json.writeEnd().writeEnd().writeEnd();
      }
      case R2_JSON -> {
        json.writeStartObject().writeStartArray("rules");
        rules.forEach(this::r2);
        json.writeEnd().writeEnd();
      }
      default -> {
        json.writeStartObject().writeStartArray("CORSRules");
        rules.forEach(this::s3);
        json.writeEnd().writeEnd();
      }
    }
  }

  private void s3(CorsRule rule) {
    json.writeStartObject();
    id("ID", rule);
    list("AllowedOrigins", rule.allowedOrigins());
    list("AllowedMethods", rule.allowedMethods());
    list("AllowedHeaders", rule.allowedHeaders());
    list("ExposeHeaders", rule.exposeHeaders());
    maxAge("MaxAgeSeconds", rule);
    json.writeEnd();
  }

  private void gcs(CorsRule rule) {
    json.writeStartObject();
    list("origin", rule.allowedOrigins());
    list("method", rule.allowedMethods());
    list("responseHeader", rule.allowedHeaders());
    maxAge("maxAgeSeconds", rule);
    json.writeEnd();
  }

  private void r2(CorsRule rule) {
    json.writeStartObject();
    id("id", rule);
    json.writeStartObject("allowed");
    list("origins", rule.allowedOrigins());
    list("methods", rule.allowedMethods());
    list("headers", rule.allowedHeaders());
    json.writeEnd();
    list("exposeHeaders", rule.exposeHeaders());
    maxAge("maxAgeSeconds", rule);
    json.writeEnd();
  }

  private void b2(CorsRule rule) {
    json.writeStartObject();
    id("corsRuleName", rule);
    list("allowedOrigins", rule.allowedOrigins());
    // Even if there is none: no other key tells B2's rules from those of others.
    json.writeStartArray("allowedOperations");
    rule.allowedMethods().forEach(method -> json.write(B2Operations.operation(method)));
    json.writeEnd();
    list("allowedHeaders", rule.allowedHeaders());
    list("exposeHeaders", rule.exposeHeaders());
    maxAge("maxAgeSeconds", rule);
    json.writeEnd();
  }

  private void cloudFormation(CorsRule rule) {
    json.writeStartObject();
    id("Id", rule);
    list("AllowedOrigins", rule.allowedOrigins());
    list("AllowedMethods", rule.allowedMethods());
    list("AllowedHeaders", rule.allowedHeaders());
    list("ExposedHeaders", rule.exposeHeaders());
    maxAge("MaxAge", rule);
    json.writeEnd();
  }

  private void id(String key, CorsRule rule) {
    String id = rule.id();
    if (id != null) {
      json.write(key, id);
    }
  }

  private void list(String key, List<String> values) {
    if (!values.isEmpty()) {
      json.writeStartArray(key);
      values.forEach(json::write);
      json.writeEnd();
    }
  }

  private void maxAge(String key, CorsRule rule) {
    rule.maxAgeSeconds().ifPresent(seconds -> json.write(key, seconds));
  }
}
