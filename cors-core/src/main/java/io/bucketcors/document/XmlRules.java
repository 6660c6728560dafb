package io.bucketcors.document;

import io.bucketcors.CorsField;
import io.bucketcors.CorsProblemType;
import io.bucketcors.document.Node.Shape;
import io.bucketcors.document.RuleSink.Written;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads rules out of the XML of S3, COS and OSS, one element a value, of Azure, lists as text, and
 * of GCS, lists as elements in an element.
 */
final class XmlRules {
  static final String BUCKET_ROOT = "CORSConfiguration";
  static final String BUCKET_RULE = "CORSRule";
  static final String RESPONSE_VARY = "ResponseVary";
  static final String AZURE_PROPERTIES = "StorageServiceProperties";
  static final String AZURE_ROOT = "Cors";
  static final String AZURE_RULE = "CorsRule";

  static final String GCS_ROOT = "CorsConfig";
  static final String GCS_RULE = "Cors";

  static final Map<String, CorsField> BUCKET_FIELDS =
      new TreeMap<>(
          Map.of(
              "ID", CorsField.ID,
              "AllowedOrigin", CorsField.ALLOWED_ORIGINS,
              "AllowedMethod", CorsField.ALLOWED_METHODS,
              "AllowedHeader", CorsField.ALLOWED_HEADERS,
              "ExposeHeader", CorsField.EXPOSE_HEADERS,
              "MaxAgeSeconds", CorsField.MAX_AGE_SECONDS));

  static final Map<String, CorsField> AZURE_FIELDS =
      new TreeMap<>(
          Map.of(
              "AllowedOrigins", CorsField.ALLOWED_ORIGINS,
              "AllowedMethods", CorsField.ALLOWED_METHODS,
              "AllowedHeaders", CorsField.ALLOWED_HEADERS,
              "ExposedHeaders", CorsField.EXPOSE_HEADERS,
              "MaxAgeInSeconds", CorsField.MAX_AGE_SECONDS));

  static final Map<String, CorsField> GCS_FIELDS =
      new TreeMap<>(
          Map.of(
              "Origins", CorsField.ALLOWED_ORIGINS,
              "Methods", CorsField.ALLOWED_METHODS,
              "ResponseHeaders", CorsField.ALLOWED_HEADERS,
              "MaxAgeSec", CorsField.MAX_AGE_SECONDS));

  private final DocumentText document;
  private final RuleSink sink;

  XmlRules(DocumentText document, RuleSink sink) {
    this.document = document;
    this.sink = sink;
  }

  /** Reads S3's, COS's and OSS's {@code CORSConfiguration}. */
  DocumentKind bucket(Node root) {
    boolean vary = false;
    sink.noText(root, -1);
    for (Node child : root.children()) {
      if (child.name().equals(BUCKET_RULE)) {
        rule(child, DocumentKind.S3_XML, BUCKET_FIELDS);
      } else if (!child.name().equals(RESPONSE_VARY)) {
        sink.unknown(child, -1, Map.of(), Set.of(BUCKET_RULE, RESPONSE_VARY));
      } else if (vary) {
        sink.duplicate(child, -1);
      } else {
        vary = true;
        responseVary(child);
      }
    }
    return vary ? DocumentKind.COS_XML : DocumentKind.S3_XML;
  }

  /**
   * The element that has Azure's rules, or null. Service properties say other things beside it,
   * which are none of our business.
   */
  static @Nullable Node azureRoot(Node root) {
    if (root.name().equals(AZURE_ROOT)) {
      return root;
    }
    List<Node> found =
        root.name().equals(AZURE_PROPERTIES) ? root.named(AZURE_ROOT).toList() : List.of();
    return found.size() == 1 ? found.get(0) : null;
  }

  /** Reads Azure's {@code Cors}. */
  DocumentKind azure(Node root) {
    sink.noText(root, -1);
    for (Node child : root.children()) {
      if (child.name().equals(AZURE_RULE)) {
        rule(child, DocumentKind.AZURE_XML, AZURE_FIELDS);
      } else {
        sink.unknown(child, -1, Map.of(), Set.of(AZURE_RULE));
      }
    }
    return DocumentKind.AZURE_XML;
  }

  /** Reads GCS's {@code CorsConfig}. */
  DocumentKind gcs(Node root) {
    sink.noText(root, -1);
    for (Node child : root.children()) {
      if (child.name().equals(GCS_RULE)) {
        rule(child, DocumentKind.GCS_XML, GCS_FIELDS);
      } else {
        sink.unknown(child, -1, Map.of(), Set.of(GCS_RULE));
      }
    }
    return DocumentKind.GCS_XML;
  }

  private void responseVary(Node node) {
    String value = WhiteSpace.trim(node.text());
    leaf(node, -1, null);
    if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
      sink.responseVary(value.equalsIgnoreCase("true"), node.valueStart());
    } else {
      sink.refuse(
          CorsProblemType.DOCUMENT_RESPONSE_VARY,
          node.valueStart(),
          -1,
          null,
          value,
          RESPONSE_VARY + " is true or false",
          "write false, or true for a Vary on every response");
    }
  }

  private void rule(Node node, DocumentKind kind, Map<String, CorsField> fields) {
    RuleSink.Draft draft = sink.rule(node.start());
    Set<CorsField> once = EnumSet.noneOf(CorsField.class);
    sink.noText(node, draft.index());
    for (Node child : node.children()) {
      CorsField field = fields.get(child.name());
      if (field == null) {
        sink.unknown(child, draft.index(), fields, Set.of());
      } else if (!once.add(field) && (kind != DocumentKind.S3_XML || !field.isList())) {
        sink.duplicate(child, draft.index());
      } else if (kind == DocumentKind.GCS_XML && field.isList()) {
        items(draft, field, child);
      } else {
        leaf(child, draft.index(), field);
        value(draft, field, child, kind == DocumentKind.AZURE_XML);
      }
    }
    draft.finish();
  }

  /** Reads GCS's lists: {@code Origins} holds elements {@code Origin}. */
  private void items(RuleSink.Draft draft, CorsField field, Node list) {
    String item = list.name().substring(0, list.name().length() - 1);
    draft.list(field, list.valueStart());
    sink.noText(list, draft.index());
    for (Node child : list.children()) {
      if (child.name().equals(item)) {
        leaf(child, draft.index(), field);
        value(draft, field, child, false);
      } else {
        sink.unknown(child, draft.index(), Map.of(item, field), Set.of());
      }
    }
    if (field == CorsField.ALLOWED_HEADERS) {
      draft.exposeAllowed(list.name());
    }
  }

  private void value(RuleSink.Draft draft, CorsField field, Node node, boolean commas) {
    int offset = node.valueStart();
    String trimmed = WhiteSpace.trim(node.text());
    switch (field) {
      // An id is a text of its own; everywhere else white space can only be layout.
      case ID -> draft.id(node.text(), offset);
      case MAX_AGE_SECONDS -> draft.maxAge(trimmed, offset);
      default -> {
        if (commas) {
          draft.list(field, offset);
          List<Written> parts = split(node);
          if (field == CorsField.EXPOSE_HEADERS) {
            draft.expose(node.name(), parts);
          } else {
            parts.forEach(part -> draft.add(field, part.value(), part.offset()));
          }
        } else {
          draft.add(field, trimmed, offset + node.text().indexOf(trimmed));
        }
      }
    }
  }

  private List<Written> split(Node node) {
    String text = node.text();
    List<Written> parts = new ArrayList<>();
    if (WhiteSpace.trim(text).isEmpty()) {
      return parts;
    }
    // Where the text was written without escapes, each part has a place of its own.
    boolean plain = document.text().startsWith(text, node.valueStart());
    int start = 0;
    while (start <= text.length()) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 ? text.length() : comma;
      String part = text.substring(start, end);
      String value = WhiteSpace.trim(part);
      parts.add(new Written(value, node.valueStart() + (plain ? start + part.indexOf(value) : 0)));
      start = end + 1;
    }
    return parts;
  }

  private void leaf(Node node, int rule, @Nullable CorsField field) {
    for (Node child : node.children()) {
      if (child.is(Shape.ATTRIBUTE)) {
        sink.unknown(child, rule, Map.of(), Set.of());
      } else {
        sink.refuse(
            CorsProblemType.DOCUMENT_NESTED,
            child.start(),
            rule,
            field,
            child.name(),
            node.name() + " holds text, not elements",
            "write each value as an element " + node.name() + " of its own");
      }
    }
  }
}
