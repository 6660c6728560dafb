package io.bucketcors.document;

import io.bucketcors.document.Node.Shape;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads rules out of the XML of S3, COS and OSS, one element a value, and of Azure, lists as text.
 */
final class XmlRules {
  static final String BUCKET_ROOT = "CORSConfiguration";
  static final String BUCKET_RULE = "CORSRule";
  static final String RESPONSE_VARY = "ResponseVary";
  static final String AZURE_PROPERTIES = "StorageServiceProperties";
  static final String AZURE_ROOT = "Cors";
  static final String AZURE_RULE = "CorsRule";

  static final Map<String, Field> BUCKET_FIELDS =
      new TreeMap<>(
          Map.of(
              "ID", Field.ID,
              "AllowedOrigin", Field.ORIGINS,
              "AllowedMethod", Field.METHODS,
              "AllowedHeader", Field.HEADERS,
              "ExposeHeader", Field.EXPOSE,
              "MaxAgeSeconds", Field.MAX_AGE));

  static final Map<String, Field> AZURE_FIELDS =
      new TreeMap<>(
          Map.of(
              "AllowedOrigins", Field.ORIGINS,
              "AllowedMethods", Field.METHODS,
              "AllowedHeaders", Field.HEADERS,
              "ExposedHeaders", Field.EXPOSE,
              "MaxAgeInSeconds", Field.MAX_AGE));

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
        rule(child, BUCKET_FIELDS, false);
      } else if (!child.name().equals(RESPONSE_VARY)) {
        sink.unknown(child, -1, Set.of(BUCKET_RULE, RESPONSE_VARY));
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
        rule(child, AZURE_FIELDS, true);
      } else {
        sink.unknown(child, -1, Set.of(AZURE_RULE));
      }
    }
    return DocumentKind.AZURE_XML;
  }

  private void responseVary(Node node) {
    String value = Words.trim(node.text());
    leaf(node, -1);
    if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
      sink.responseVary(value.equalsIgnoreCase("true"), node.valueStart());
    } else {
      sink.refuse(
          "document-response-vary",
          node.valueStart(),
          -1,
          value,
          RESPONSE_VARY + " is true or false",
          "write one of them");
    }
  }

  private void rule(Node node, Map<String, Field> fields, boolean commas) {
    RuleSink.Draft draft = sink.rule(node.start());
    Set<Field> once = EnumSet.noneOf(Field.class);
    sink.noText(node, draft.index());
    for (Node child : node.children()) {
      Field field = fields.get(child.name());
      if (field == null) {
        sink.unknown(child, draft.index(), fields.keySet());
      } else if (!once.add(field) && (commas || field.isSingle())) {
        sink.duplicate(child, draft.index());
      } else {
        leaf(child, draft.index());
        value(draft, field, child, commas);
      }
    }
    draft.finish();
  }

  private void value(RuleSink.Draft draft, Field field, Node node, boolean commas) {
    int offset = node.valueStart();
    String trimmed = Words.trim(node.text());
    switch (field) {
      // An id is a text of its own; everywhere else white space can only be layout.
      case ID -> draft.id(node.text(), offset);
      case MAX_AGE -> draft.maxAge(trimmed, offset);
      default -> {
        if (commas) {
          draft.list(field, offset);
          split(draft, field, node);
        } else {
          draft.add(field, trimmed, offset + node.text().indexOf(trimmed));
        }
      }
    }
  }

  private void split(RuleSink.Draft draft, Field field, Node node) {
    String text = node.text();
    if (Words.trim(text).isEmpty()) {
      return;
    }
    // Where the text was written without escapes, each part has a place of its own.
    boolean plain = document.text().startsWith(text, node.valueStart());
    int start = 0;
    while (start <= text.length()) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 ? text.length() : comma;
      String part = text.substring(start, end);
      String value = Words.trim(part);
      int offset = node.valueStart() + (plain ? start + part.indexOf(value) : 0);
      draft.add(field, value, offset);
      start = end + 1;
    }
  }

  private void leaf(Node node, int rule) {
    for (Node child : node.children()) {
      Collection<String> none = Set.of();
      if (child.is(Shape.ATTRIBUTE)) {
        sink.unknown(child, rule, none);
      } else {
        sink.refuse(
            "document-nested",
            child.start(),
            rule,
            child.name(),
            node.name() + " holds text, not elements",
            "");
      }
    }
  }
}
