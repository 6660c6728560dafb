package io.bucketcors.examples.bucket.console;

import io.bucketcors.CorsComparison.Change;
import io.bucketcors.CorsDialect;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsRule;
import io.bucketcors.config.CorsProperties;
import io.bucketcors.document.BucketStore;
import io.bucketcors.document.DocumentConversion;
import io.bucketcors.document.DocumentKind;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Rules as another store's document. What it cannot say is left out and told; where that would
 * grant more, nothing is written.
 */
enum Conversion {
  S3_XML(DocumentKind.S3_XML, BucketStore.S3),
  S3_JSON(DocumentKind.S3_JSON, BucketStore.S3),
  COS(DocumentKind.COS_XML, BucketStore.COS),
  OSS(DocumentKind.OSS_XML, BucketStore.OSS),
  GCS(DocumentKind.GCS_JSON, null),
  R2(DocumentKind.R2_JSON, BucketStore.R2),
  B2(DocumentKind.B2_JSON, null),
  AZURE(DocumentKind.AZURE_XML, BucketStore.AZURE);

  private final DocumentKind kind;
  private final @Nullable BucketStore store;

  Conversion(DocumentKind kind, @Nullable BucketStore store) {
    this.kind = kind;
    this.store = store;
  }

  /**
   * @param to the name of a form, in lower case with dashes, or {@code properties}
   * @throws Unreadable if there is no such form
   */
  static JsonObject of(CorsPolicy policy, String to) throws Unreadable {
    if (to.equals("properties")) {
      return properties(policy.rules(), policy.dialect());
    }
    for (Conversion each : values()) {
      if (each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(to)) {
        return each.convert(policy);
      }
    }
    throw Unreadable.request(400, "there is no such form");
  }

  private static JsonObject properties(List<CorsRule> rules, CorsDialect dialect) {
    boolean named = dialect != CorsDialect.STANDARD && !rules.isEmpty();
    String head = named ? RuleText.DIALECT + " = " + dialect.key() + "\n" : "";
    try {
      return json(head + CorsProperties.write(rules), List.of());
    } catch (IllegalArgumentException inexpressible) {
      return json("", List.of(String.valueOf(inexpressible.getMessage())));
    }
  }

  private JsonObject convert(CorsPolicy policy) {
    DocumentConversion converted = DocumentConversion.of(policy, kind, false);
    List<String> losses = new ArrayList<>();
    converted.losses().forEach(loss -> losses.add("lost: " + loss.message()));
    converted
        .droppedRules()
        .forEach(rule -> losses.add("lost: rule " + (rule + 1) + " as a whole"));
    String change = converted.comparison().text();
    if (!converted.isWritable()) {
      losses.add(
          "not written: without what is lost, a later rule would decide and grant more: " + change);
      return json("", losses);
    }
    if (converted.comparison().change() == Change.NARROWER) {
      losses.add("what pages lose by that: " + change);
    }
    if (store != null) {
      converted
          .refusal(store)
          .ifPresent(
              refused ->
                  losses.add(
                      "the store would refuse it: "
                          + refused.status()
                          + " "
                          + refused.code()
                          + ": "
                          + refused.message()));
    }
    return json(converted.text(), losses);
  }

  private static JsonObject json(String text, List<String> losses) {
    JsonArrayBuilder list = Json.createArrayBuilder(losses);
    return Json.createObjectBuilder().add("text", text).add("losses", list).build();
  }
}
