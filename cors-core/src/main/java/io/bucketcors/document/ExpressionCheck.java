package io.bucketcors.document;

import io.bucketcors.CorsField;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsProblemType;
import io.bucketcors.CorsProblems;
import io.bucketcors.CorsRule;
import io.bucketcors.text.Explanations;
import java.util.List;

/** Finds what of some rules a kind of document has no way to say. */
final class ExpressionCheck {
  private final DocumentKind kind;
  private final CorsProblems problems = new CorsProblems();

  private ExpressionCheck(DocumentKind kind) {
    this.kind = kind;
  }

  static List<CorsProblem> run(DocumentKind kind, List<CorsRule> rules, boolean responseVary) {
    ExpressionCheck check = new ExpressionCheck(kind);
    if (responseVary && kind != DocumentKind.COS_XML && kind != DocumentKind.OSS_XML) {
      check.refuse(-1, CorsField.RESPONSE_VARY, -1, "true", "no ResponseVary", "leave it out");
    }
    for (int i = 0; i < rules.size(); i++) {
      check.rule(i, rules.get(i));
    }
    return check.problems.list();
  }

  private void rule(int index, CorsRule rule) {
    String id = rule.id();
    if (id != null) {
      if (kind.hasIds()) {
        text(index, CorsField.ID, -1, id);
      } else {
        refuse(index, CorsField.ID, -1, id, "no ids", "leave the id out");
      }
    }
    list(index, CorsField.ALLOWED_ORIGINS, rule.allowedOrigins());
    list(index, CorsField.ALLOWED_METHODS, rule.allowedMethods());
    list(index, CorsField.ALLOWED_HEADERS, rule.allowedHeaders());
    list(index, CorsField.EXPOSE_HEADERS, rule.exposeHeaders());
    exposed(index, rule);
    if (kind == DocumentKind.B2_JSON) {
      operations(index, rule);
    }
    if (rule.allowCredentials()) {
      refuse(
          index,
          CorsField.ALLOW_CREDENTIALS,
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
                    CorsField.DANGEROUSLY_ALLOW,
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
          CorsField.EXPOSE_HEADERS,
          -1,
          String.join(",", exposed),
          "one list of headers, both allowed and exposed",
          "make allowed-headers and expose-headers the same");
    } else if (kind == DocumentKind.AZURE_XML && !ExposedNames.of(exposed).equals(exposed)) {
      refuse(
          index,
          CorsField.EXPOSE_HEADERS,
          -1,
          String.join(",", exposed),
          "prefixes here, which are not read",
          Explanations.ONE_BY_ONE);
    }
  }

  private void operations(int index, CorsRule rule) {
    List<String> methods = rule.allowedMethods();
    for (int i = 0; i < methods.size(); i++) {
      String method = methods.get(i);
      if (!B2Operations.covers(method) || methods.indexOf(method) < i) {
        refuse(
            index,
            CorsField.ALLOWED_METHODS,
            i,
            method,
            "no operation for this, or has it",
            "remove it");
      }
    }
    List<String> origins = rule.allowedOrigins();
    for (int i = 0; i < origins.size(); i++) {
      if (origins.get(i).equals("https")) {
        refuse(index, CorsField.ALLOWED_ORIGINS, i, "https", "another meaning for it", "remove it");
      }
    }
  }

  private void list(int index, CorsField field, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      text(index, field, i, value);
      if (kind.isXml() && !WhiteSpace.trim(value).equals(value)) {
        refuse(index, field, i, value, "no space around values", "remove the white space");
      }
      if (kind == DocumentKind.AZURE_XML && (value.isEmpty() || value.indexOf(',') >= 0)) {
        refuse(index, field, i, value, "lists separated by commas", "remove the value");
      }
    }
  }

  /** Surrogates must come in pairs to be encoded at all; for XML see its production Char. */
  private void text(int index, CorsField field, int element, String value) {
    boolean sayable =
        value
            .codePoints()
            .allMatch(
                c ->
                    (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                        && (!kind.isXml() || isXml(c)));
    if (!sayable) {
      refuse(index, field, element, value, "no way to write a character of it", "remove that");
    }
  }

  /** A carriage return is a character of XML, but parsers turn it into a line feed. */
  private static boolean isXml(int c) {
    return c == '\t' || c == '\n' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
  }

  private void refuse(
      int rule, CorsField field, int element, String value, String has, String fix) {
    problems
        .rule(rule)
        .field(field)
        .element(element)
        .error(
            CorsProblemType.DOCUMENT_CANNOT_EXPRESS,
            value,
            "a document of kind " + kind + " has " + has,
            fix);
  }
}
