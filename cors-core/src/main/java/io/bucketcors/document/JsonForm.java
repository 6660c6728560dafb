package io.bucketcors.document;

import io.bucketcors.CorsField;
import io.bucketcors.text.KeyWords;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The keys of each kind of JSON. Where several fit alike, the first is taken. */
enum JsonForm {
  S3(
      DocumentKind.S3_JSON,
      "CORSRules",
      Map.of(
          "ID", CorsField.ID,
          "AllowedOrigins", CorsField.ALLOWED_ORIGINS,
          "AllowedMethods", CorsField.ALLOWED_METHODS,
          "AllowedHeaders", CorsField.ALLOWED_HEADERS,
          "ExposeHeaders", CorsField.EXPOSE_HEADERS,
          "MaxAgeSeconds", CorsField.MAX_AGE_SECONDS)),
  /** One list of headers serves preflights and responses alike. */
  GCS(
      DocumentKind.GCS_JSON,
      "cors",
      Map.of(
          "origin", CorsField.ALLOWED_ORIGINS,
          "method", CorsField.ALLOWED_METHODS,
          "responseHeader", CorsField.ALLOWED_HEADERS,
          "maxAgeSeconds", CorsField.MAX_AGE_SECONDS)),
  R2(
      DocumentKind.R2_JSON,
      "rules",
      Map.of(
          "id",
          CorsField.ID,
          "exposeHeaders",
          CorsField.EXPOSE_HEADERS,
          "maxAgeSeconds",
          CorsField.MAX_AGE_SECONDS)),
  B2(
      DocumentKind.B2_JSON,
      "corsRules",
      Map.of(
          "corsRuleName", CorsField.ID,
          "allowedOrigins", CorsField.ALLOWED_ORIGINS,
          "allowedOperations", CorsField.ALLOWED_METHODS,
          "allowedHeaders", CorsField.ALLOWED_HEADERS,
          "exposeHeaders", CorsField.EXPOSE_HEADERS,
          "maxAgeSeconds", CorsField.MAX_AGE_SECONDS)),
  CLOUDFORMATION(
      DocumentKind.CLOUDFORMATION_JSON,
      "CorsRules",
      Map.of(
          "Id", CorsField.ID,
          "AllowedOrigins", CorsField.ALLOWED_ORIGINS,
          "AllowedMethods", CorsField.ALLOWED_METHODS,
          "AllowedHeaders", CorsField.ALLOWED_HEADERS,
          "ExposedHeaders", CorsField.EXPOSE_HEADERS,
          "MaxAge", CorsField.MAX_AGE_SECONDS));

  /** R2 has what is allowed in an object of its own. */
  static final String R2_ALLOWED = "allowed";

  static final Map<String, CorsField> R2_ALLOWED_FIELDS =
      new TreeMap<>(
          Map.of(
              "origins",
              CorsField.ALLOWED_ORIGINS,
              "methods",
              CorsField.ALLOWED_METHODS,
              "headers",
              CorsField.ALLOWED_HEADERS));

  /** What CloudFormation has around its list of rules. */
  static final String CLOUDFORMATION_ROOT = "CorsConfiguration";

  /** Keys that most kinds share tell nothing of the kind. */
  private static final Set<String> SHARED = Set.of("id", "exposeheaders", "maxageseconds");

  // Far apart, as a document has at most CorsDocument.MAX_NODES keys.
  private static final long SPEAKING = 1_000_000;
  private static final long TELLING = 1_000_000_000_000L;

  final DocumentKind kind;

  /** The key under which a whole document holds its list of rules. */
  final String root;

  final Map<String, CorsField> fields;

  JsonForm(DocumentKind kind, String root, Map<String, CorsField> fields) {
    this.kind = kind;
    this.root = root;
    this.fields = new TreeMap<>(fields);
  }

  /** All keys of a rule, the one that holds an object included. */
  Set<String> keys() {
    Set<String> keys = new TreeSet<>(fields.keySet());
    if (this == R2) {
      keys.add(R2_ALLOWED);
    }
    return keys;
  }

  /** A list of rules as it stands in a whole document, for messages. */
  String example() {
    return switch (this) {
      case CLOUDFORMATION -> "{\"" + CLOUDFORMATION_ROOT + "\":{\"" + root + "\":[…]}}";
      default -> "{\"" + root + "\":[…]}";
    };
  }

  /**
   * The kind whose keys are nearest to those of some rules, case and underscores aside.
   *
   * @param preferred the kind where several fit alike, and where the rules say nothing at all
   * @return null where there are keys, and none tells a kind
   */
  static @Nullable JsonForm nearest(List<Node> rules, JsonForm preferred) {
    JsonForm nearest = preferred;
    long most = preferred.score(rules);
    for (JsonForm form : values()) {
      // CloudFormation's keys are hardly its own, so only what stands around its rules tells them.
      boolean possible = form != CLOUDFORMATION || preferred == CLOUDFORMATION;
      long score = form.score(rules);
      if (possible && score > most) {
        most = score;
        nearest = form;
      }
    }
    boolean silent =
        rules.stream()
            .flatMap(rule -> rule.children().stream())
            .allMatch(member -> SHARED.contains(KeyWords.shape(member.name())));
    return most >= TELLING || silent ? nearest : null;
  }

  /** Keys that only few kinds have count most, then those that many have, then exact spelling. */
  private long score(List<Node> rules) {
    Set<String> exact = keys();
    Set<String> shapes = new TreeSet<>();
    exact.forEach(key -> shapes.add(KeyWords.shape(key)));
    long score = 0;
    for (Node rule : rules) {
      for (Node member : rule.children()) {
        String shape = KeyWords.shape(member.name());
        if (shapes.contains(shape)) {
          score += SHARED.contains(shape) ? SPEAKING : TELLING;
          score += exact.contains(member.name()) ? 1 : 0;
        }
      }
    }
    return score;
  }
}
