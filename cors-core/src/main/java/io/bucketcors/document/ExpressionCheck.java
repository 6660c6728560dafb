package io.bucketcors.document;

import io.bucketcors.CorsLocation;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsProblem.InvalidDocument;
import io.bucketcors.CorsRule;
import java.util.ArrayList;
import java.util.List;

/** Finds what of some rules a kind of document has no way to say. */
final class ExpressionCheck {
  private final DocumentKind kind;
  private final List<CorsProblem> problems = new ArrayList<>();

  private ExpressionCheck(DocumentKind kind) {
    this.kind = kind;
  }

  static List<CorsProblem> run(DocumentKind kind, List<CorsRule> rules, boolean responseVary) {
    ExpressionCheck check = new ExpressionCheck(kind);
    if (responseVary && kind != DocumentKind.COS_XML && kind != DocumentKind.OSS_XML) {
      check.refuse(-1, "response-vary", -1, "true", "no ResponseVary", "leave it out");
    }
    for (int i = 0; i < rules.size(); i++) {
      check.rule(i, rules.get(i));
    }
    return check.problems;
  }

  private void rule(int index, CorsRule rule) {
    String id = rule.id();
    if (id != null) {
      if (kind.hasIds()) {
        text(index, Field.ID, -1, id);
      } else {
        refuse(index, Field.ID.key, -1, id, "no ids", "leave the id out");
      }
    }
    list(index, Field.ORIGINS, rule.allowedOrigins());
    list(index, Field.METHODS, rule.allowedMethods());
    list(index, Field.HEADERS, rule.allowedHeaders());
    list(index, Field.EXPOSE, rule.exposeHeaders());
    exposed(index, rule);
    if (kind == DocumentKind.B2_JSON) {
      operations(index, rule);
    }
    if (rule.allowCredentials()) {
      refuse(
          index,
          "allow-credentials",
          -1,
          "true",
          "no word for credentials",
          "say it of the whole bucket, in configuration");
    }
    rule.dangerouslyAllow()
        .forEach(
            hazard ->
                refuse(
                    index,
                    "dangerously-allow",
                    -1,
                    hazard.key(),
                    "no word for accepted hazards",
                    "say it of the whole bucket, in configuration"));
  }

  /** What is read from a store with prefixes has none of them left. */
  private void exposed(int index, CorsRule rule) {
    List<String> exposed = rule.exposeHeaders();
    if (kind.isGcs() && !ExposedNames.of(rule.allowedHeaders()).equals(exposed)) {
      refuse(
          index,
          Field.EXPOSE.key,
          -1,
          String.join(",", exposed),
          "one list of headers, both allowed and exposed",
          "make allowed-headers and expose-headers the same");
    } else if (kind == DocumentKind.AZURE_XML && !ExposedNames.of(exposed).equals(exposed)) {
      refuse(
          index,
          Field.EXPOSE.key,
          -1,
          String.join(",", exposed),
          "prefixes here, which are not read",
          "list the names one by one");
    }
  }

  private void operations(int index, CorsRule rule) {
    List<String> methods = rule.allowedMethods();
    for (int i = 0; i < methods.size(); i++) {
      String method = methods.get(i);
      if (!B2Operations.covers(method) || methods.indexOf(method) < i) {
        refuse(
            index, Field.METHODS.key, i, method, "no operation for this, or has it", "remove it");
      }
    }
    List<String> origins = rule.allowedOrigins();
    for (int i = 0; i < origins.size(); i++) {
      if (origins.get(i).equals("https")) {
        refuse(index, Field.ORIGINS.key, i, "https", "another meaning for it", "remove it");
      }
    }
  }

  private void list(int index, Field field, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      text(index, field, i, value);
      if (kind.isXml() && !Words.trim(value).equals(value)) {
        refuse(index, field.key, i, value, "no space around values", "remove the white space");
      }
      if (kind == DocumentKind.AZURE_XML && (value.isEmpty() || value.indexOf(',') >= 0)) {
        refuse(index, field.key, i, value, "lists separated by commas", "remove the value");
      }
    }
  }

  /** Surrogates must come in pairs to be encoded at all; for XML see its production Char. */
  private void text(int index, Field field, int element, String value) {
    boolean sayable =
        value
            .codePoints()
            .allMatch(
                c ->
                    (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                        && (!kind.isXml() || isXml(c)));
    if (!sayable) {
      refuse(index, field.key, element, value, "no way to write a character of it", "remove that");
    }
  }

  /** A carriage return is a character of XML, but parsers turn it into a line feed. */
  private static boolean isXml(int c) {
    return c == '\t' || c == '\n' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
  }

  private void refuse(int rule, String field, int element, String value, String has, String fix) {
    problems.add(
        new InvalidDocument(
            "document-cannot-express",
            CorsLocation.inCode(CorsPolicy.DEFAULT_BUCKET, rule, field, element),
            value,
            value,
            "a document of kind " + kind + " has " + has,
            fix));
  }
}
