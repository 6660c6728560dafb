package io.bucketcors.document;

import io.bucketcors.document.Node.Shape;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads rules out of the JSON of S3, GCS and R2. */
final class JsonRules {
  static final Map<String, List<Field>> S3_FIELDS =
      new TreeMap<>(
          Map.of(
              "ID", List.of(Field.ID),
              "AllowedOrigins", List.of(Field.ORIGINS),
              "AllowedMethods", List.of(Field.METHODS),
              "AllowedHeaders", List.of(Field.HEADERS),
              "ExposeHeaders", List.of(Field.EXPOSE),
              "MaxAgeSeconds", List.of(Field.MAX_AGE)));

  /** One list of GCS serves preflights and responses alike. */
  static final Map<String, List<Field>> GCS_FIELDS =
      new TreeMap<>(
          Map.of(
              "origin", List.of(Field.ORIGINS),
              "method", List.of(Field.METHODS),
              "responseHeader", List.of(Field.HEADERS, Field.EXPOSE),
              "maxAgeSeconds", List.of(Field.MAX_AGE)));

  static final Map<String, List<Field>> R2_FIELDS =
      new TreeMap<>(
          Map.of(
              "id", List.of(Field.ID),
              "exposeHeaders", List.of(Field.EXPOSE),
              "maxAgeSeconds", List.of(Field.MAX_AGE)));

  static final Map<String, List<Field>> R2_ALLOWED_FIELDS =
      new TreeMap<>(
          Map.of(
              "origins", List.of(Field.ORIGINS),
              "methods", List.of(Field.METHODS),
              "headers", List.of(Field.HEADERS)));

  static final String R2_ALLOWED = "allowed";

  /** The keys under which a whole document holds its list of rules. */
  static final Map<String, DocumentKind> ROOTS =
      new TreeMap<>(
          Map.of(
              "CORSRules", DocumentKind.S3_JSON,
              "cors", DocumentKind.GCS_JSON,
              "rules", DocumentKind.R2_JSON));

  private final DocumentText document;
  private final RuleSink sink;

  JsonRules(DocumentText document, RuleSink sink) {
    this.document = document;
    this.sink = sink;
  }

  DocumentKind read(Node root) throws DocumentException {
    if (root.is(Shape.LIST)) {
      DocumentKind kind = kindOf(root);
      rules(root, kind);
      return kind;
    }
    for (Map.Entry<String, DocumentKind> known : ROOTS.entrySet()) {
      if (root.is(Shape.OBJECT) && root.has(known.getKey())) {
        object(root, known.getKey(), known.getValue());
        return known.getValue();
      }
    }
    throw document.refuse(
        "document-unknown",
        root.valueStart(),
        root.children().isEmpty() ? "" : root.children().get(0).name(),
        "this JSON is no rules document",
        "write a list of rules, or an object with one of " + String.join(", ", ROOTS.keySet()));
  }

  private void object(Node root, String key, DocumentKind kind) {
    boolean found = false;
    for (Node member : root.children()) {
      if (!member.name().equals(key)) {
        sink.unknown(member, -1, Set.of(key));
      } else if (!found && expect(member, -1, Shape.LIST)) {
        rules(member, kind);
        found = true;
      }
    }
  }

  /** A bare list is GCS's where its keys are rather GCS's than S3's. */
  private static DocumentKind kindOf(Node list) {
    long gcs = keys(list, GCS_FIELDS.keySet());
    return gcs > keys(list, S3_FIELDS.keySet()) ? DocumentKind.GCS_JSON : DocumentKind.S3_JSON;
  }

  private static long keys(Node list, Set<String> known) {
    return list.children().stream()
        .flatMap(rule -> rule.children().stream())
        .filter(member -> known.contains(member.name()))
        .count();
  }

  private void rules(Node list, DocumentKind kind) {
    for (Node rule : list.children()) {
      RuleSink.Draft draft = sink.rule(rule.start());
      if (expect(rule, draft.index(), Shape.OBJECT)) {
        switch (kind) {
          case GCS_JSON -> members(rule, draft, GCS_FIELDS, Set.of());
          case R2_JSON -> members(rule, draft, R2_FIELDS, Set.of(R2_ALLOWED));
          default -> members(rule, draft, S3_FIELDS, Set.of());
        }
      }
      draft.finish();
    }
  }

  private void members(
      Node object, RuleSink.Draft draft, Map<String, List<Field>> fields, Set<String> nested) {
    Set<String> seen = new HashSet<>();
    for (Node member : object.children()) {
      List<Field> known = fields.get(member.name());
      if (!seen.add(member.name())) {
        continue; // The tree has reported it.
      }
      if (known != null) {
        value(member, draft, known);
      } else if (!nested.contains(member.name())) {
        Collection<String> names = new TreeSet<>(fields.keySet());
        names.addAll(nested);
        sink.unknown(member, draft.index(), names);
      } else if (expect(member, draft.index(), Shape.OBJECT)) {
        members(member, draft, R2_ALLOWED_FIELDS, Set.of());
      }
    }
  }

  private void value(Node member, RuleSink.Draft draft, List<Field> fields) {
    if (member.is(Shape.NULL)) {
      return; // As if it were not there: some tools write every key.
    }
    int offset = member.valueStart();
    switch (fields.get(0)) {
      case ID -> {
        if (expect(member, draft.index(), Shape.STRING)) {
          draft.id(member.text(), offset);
        }
      }
      case MAX_AGE -> {
        if (expect(member, draft.index(), Shape.NUMBER)) {
          draft.maxAge(member.text(), offset);
        }
      }
      default -> {
        if (expect(member, draft.index(), Shape.LIST)) {
          fields.forEach(field -> list(member, draft, field, field == fields.get(0)));
        }
      }
    }
  }

  private void list(Node list, RuleSink.Draft draft, Field field, boolean report) {
    draft.list(field, list.valueStart());
    for (Node item : list.children()) {
      if (item.is(Shape.STRING)) {
        draft.add(field, item.text(), item.valueStart());
      } else if (report) {
        expect(item, draft.index(), Shape.STRING);
      }
    }
  }

  private boolean expect(Node node, int rule, Shape wanted) {
    if (node.is(wanted)) {
      return true;
    }
    sink.refuse(
        "document-type",
        node.valueStart(),
        rule,
        node.name(),
        node.shape().words + " stands where " + wanted.words + " is expected",
        "");
    return false;
  }
}
