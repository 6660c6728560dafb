package io.bucketcors.examples.bucket.console;

import io.bucketcors.CorsDialect;
import io.bucketcors.CorsField;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsRule;
import io.bucketcors.config.CorsProperties;
import io.bucketcors.document.BucketStore;
import io.bucketcors.document.CorsDocument;
import io.bucketcors.document.DocumentKind;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rules as another store's document. Left out, and told, is what grants nothing: ids, and hazards
 * accepted. Where anything else cannot be said, nothing is written.
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
   * @param dialect what properties have to name, for the rules to mean the same
   * @throws Unreadable if there is no such form
   */
  static JsonObject of(List<CorsRule> rules, String to, CorsDialect dialect) throws Unreadable {
    if (to.equals("properties")) {
      return properties(rules, dialect);
    }
    for (Conversion each : values()) {
      if (each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(to)) {
        return each.convert(rules);
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

  private JsonObject convert(List<CorsRule> rules) {
    List<String> losses = new ArrayList<>();
    List<CorsRule> left = new ArrayList<>(rules);
    boolean written = true;
    for (CorsProblem problem : CorsDocument.check(kind, rules, false)) {
      losses.add("lost: " + problem.message());
      CorsField field = problem.location().field();
      int rule = problem.location().rule();
      if (field == CorsField.ID || field == CorsField.DANGEROUSLY_ALLOW) {
        left.set(rule, without(field, left.get(rule)));
      } else {
        written = false;
      }
    }
    if (!written) {
      losses.add("not written: without what is lost, the rules would mean something else");
      return json("", losses);
    }
    String text = CorsDocument.write(kind, left, false);
    refusal(left).ifPresent(losses::add);
    return json(text, losses);
  }

  private static CorsRule without(CorsField field, CorsRule rule) {
    CorsRule.Builder less =
        CorsRule.allow()
            .id(field == CorsField.ID ? null : rule.id())
            .origins(rule.allowedOrigins())
            .methods(rule.allowedMethods())
            .headers(rule.allowedHeaders())
            .expose(rule.exposeHeaders())
            .credentials(rule.allowCredentials());
    rule.maxAgeSeconds().ifPresent(less::maxAgeSeconds);
    if (field != CorsField.DANGEROUSLY_ALLOW) {
      less.dangerouslyAllow(rule.dangerouslyAllow());
    }
    return less.build();
  }

  /** What the store would say; its limits are asked about in the XML that it takes. */
  private Optional<String> refusal(List<CorsRule> rules) {
    DocumentKind asked = kind.isXml() ? kind : DocumentKind.S3_XML;
    if (store == null || !CorsDocument.check(asked, rules, false).isEmpty()) {
      return Optional.empty();
    }
    byte[] text = CorsDocument.write(asked, rules, false).getBytes(StandardCharsets.UTF_8);
    return store
        .check(text)
        .map(
            refused ->
                "the store would refuse it: "
                    + refused.status()
                    + " "
                    + refused.code()
                    + ": "
                    + refused.message());
  }

  private static JsonObject json(String text, List<String> losses) {
    JsonArrayBuilder list = Json.createArrayBuilder(losses);
    return Json.createObjectBuilder().add("text", text).add("losses", list).build();
  }
}
