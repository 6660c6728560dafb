package io.bucketcors.document;

import io.bucketcors.CorsField;
import io.bucketcors.text.Blanks;
import io.bucketcors.text.EditDistance;
import io.bucketcors.text.KeyWords;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds what may have been meant by a key of a document that is not known where it stands. */
final class UnknownName {
  private final Node node;
  private final Map<String, CorsField> fields;
  private final Set<String> others;
  private final String name;
  private final @Nullable String meaning;
  private final @Nullable String nearest;

  UnknownName(Node node, Map<String, CorsField> fields, Set<String> others) {
    this.node = node;
    this.fields = fields;
    this.others = others;
    this.name = node.name().startsWith("@") ? node.name().substring(1) : node.name();
    this.meaning = KeyWords.meaning(name);
    this.nearest = nearest();
  }

  /** The field that was meant, or null. */
  @Nullable CorsField field() {
    return nearest == null ? nested() : fields.get(nearest);
  }

  String fix() {
    if (isOfBucket()) {
      return "no document can say it: set bucketcors."
          + meaning
          + value()
          + " beside bucketcors.rules-location";
    }
    if (nearest != null) {
      return "did you mean " + nearest + "?";
    }
    CorsField nested = nested();
    if (nested != null) {
      return "put it into "
          + JsonForm.R2_ALLOWED
          + ", as "
          + key(JsonForm.R2_ALLOWED_FIELDS, nested);
    }
    Set<String> known = new TreeSet<>(fields.keySet());
    known.addAll(others);
    return known.isEmpty() ? "remove it" : "remove it; known here: " + String.join(", ", known);
  }

  private boolean isOfBucket() {
    return "allow-credentials".equals(meaning) || "dangerously-allow".equals(meaning);
  }

  private String value() {
    String text = Blanks.strip(node.text());
    return text.matches("[a-z]+(-[a-z]+)*") ? "=" + text : "";
  }

  private @Nullable String nearest() {
    if (isOfBucket()) {
      return null;
    }
    Set<String> known = new TreeSet<>(fields.keySet());
    known.addAll(others);
    for (String key : known) {
      if (KeyWords.shape(key).equals(KeyWords.shape(name))) {
        return key;
      }
    }
    for (CorsField field : CorsField.values()) {
      String key = field.key().equals(meaning) ? key(fields, field) : null;
      if (key != null) {
        return key;
      }
    }
    return nested() == null ? EditDistance.nearest(name, known) : null;
  }

  /** What R2 has one level deeper. */
  private @Nullable CorsField nested() {
    for (CorsField field : CorsField.values()) {
      if (others.contains(JsonForm.R2_ALLOWED)
          && field.key().equals(meaning)
          && key(JsonForm.R2_ALLOWED_FIELDS, field) != null) {
        return field;
      }
    }
    return null;
  }

  /** The key that says something; in a store with one list of headers, that one. */
  private static @Nullable String key(Map<String, CorsField> fields, CorsField wanted) {
    for (Map.Entry<String, CorsField> entry : fields.entrySet()) {
      if (entry.getValue() == wanted) {
        return entry.getKey();
      }
    }
    boolean oneList = fields.containsKey("responseHeader") || fields.containsKey("ResponseHeaders");
    return wanted == CorsField.EXPOSE_HEADERS && oneList
        ? key(fields, CorsField.ALLOWED_HEADERS)
        : null;
  }
}
