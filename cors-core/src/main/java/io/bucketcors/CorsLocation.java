package io.bucketcors;

import io.bucketcors.text.Quoted;
import java.io.Serial;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a setting was written: in code, under a property of a config source, or at a line of a
 * document. Immutable.
 */
public final class CorsLocation implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  private final String bucket;
  private final int rule;
  private final @Nullable CorsField field;
  private final int element;
  private final @Nullable String property;
  private final @Nullable String source;
  private final int line;
  private final int column;

  private CorsLocation(
      CorsLocation setting,
      @Nullable String property,
      @Nullable String source,
      int line,
      int column) {
    this.bucket = setting.bucket;
    this.rule = setting.rule;
    this.field = setting.field;
    this.element = setting.element;
    this.property = property;
    this.source = source;
    this.line = line;
    this.column = column;
  }

  private CorsLocation(String bucket, int rule, @Nullable CorsField field, int element) {
    this.bucket = Objects.requireNonNull(bucket, "bucket");
    this.rule = rule;
    this.field = field;
    this.element = element;
    this.property = null;
    this.source = null;
    this.line = 0;
    this.column = 0;
  }

  /**
   * A setting made in code.
   *
   * @param bucket the bucket's name
   * @param rule the rule's index, or -1 for a setting of the whole bucket
   * @param field what is set, or null for the whole rule or bucket
   * @param element the index in a list, or -1
   */
  public static CorsLocation inCode(
      String bucket, int rule, @Nullable CorsField field, int element) {
    return new CorsLocation(bucket, rule, field, element);
  }

  /** A whole bucket made in code. */
  public static CorsLocation inCode(String bucket) {
    return new CorsLocation(bucket, -1, null, -1);
  }

  /**
   * This setting, written under a property of a config source.
   *
   * @param newProperty the property's full name; null where there is none
   * @param newSource the config source, in words; null where nobody knows
   */
  public CorsLocation under(@Nullable String newProperty, @Nullable String newSource) {
    return new CorsLocation(this, newProperty, newSource, 0, 0);
  }

  /**
   * This setting, written at a place of a document.
   *
   * @param document the document's name
   * @param newLine from 1
   * @param newColumn from 1
   */
  public CorsLocation at(String document, int newLine, int newColumn) {
    Objects.requireNonNull(document, "document");
    return new CorsLocation(this, null, document, newLine, newColumn);
  }

  /** The bucket's name. */
  public String bucket() {
    return bucket;
  }

  /** The rule's index, or -1 for a setting of the whole bucket. */
  public int rule() {
    return rule;
  }

  /** What is set; null for the whole rule or bucket. */
  public @Nullable CorsField field() {
    return field;
  }

  /** The index in a list, or -1. */
  public int element() {
    return element;
  }

  /** The property's full name; null outside of properties. */
  public @Nullable String property() {
    return property;
  }

  /** The config source or document; null in code. */
  public @Nullable String source() {
    return source;
  }

  /** The line in a document, from 1; 0 elsewhere. */
  public int line() {
    return line;
  }

  /** The column in a document, from 1; 0 elsewhere. */
  public int column() {
    return column;
  }

  /**
   * A setting beside this one, by the name that is written where this one was: a property of the
   * rule, for a document's rule one of its bucket, or in code the setting's own name.
   */
  String beside(CorsField other) {
    boolean inDocument = line > 0;
    if (property == null && !inDocument) {
      return other.key();
    }
    String prefix =
        bucket.equals(CorsPolicy.DEFAULT_BUCKET)
            ? "bucketcors."
            : "bucketcors.buckets." + bucket + ".";
    return prefix + (inDocument || rule < 0 ? "" : "rules[" + rule + "].") + other.key();
  }

  /** Where a setting stands that no document can hold; empty where this one is in none. */
  String besideDocument() {
    return line > 0 ? " beside " + beside(CorsField.RULES_LOCATION) : "";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CorsLocation that
        && rule == that.rule
        && element == that.element
        && line == that.line
        && column == that.column
        && field == that.field
        && bucket.equals(that.bucket)
        && Objects.equals(property, that.property)
        && Objects.equals(source, that.source);
  }

  @Override
  public int hashCode() {
    int setting = 31 * (31 * bucket.hashCode() + rule) + element;
    return 31 * (31 * setting + Objects.hashCode(property)) + line;
  }

  /** The place in words, for the head of a message. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (property != null) {
      text.append(Quoted.bare(property));
    } else {
      text.append("bucket ").append(bucket);
      if (rule >= 0) {
        text.append(", rule ").append(rule);
      }
      if (field != null) {
        text.append(", ").append(field.key());
      }
    }
    if (element >= 0 && (property == null || !property.endsWith("]"))) {
      text.append(", element ").append(element);
    }
    if (source != null) {
      text.append(" (").append(Quoted.bare(source));
      if (line > 0) {
        text.append(", line ").append(line).append(", column ").append(column);
      }
      text.append(')');
    }
    return text.toString();
  }

  /** Finds the place of a setting that a policy complains about. */
  @FunctionalInterface
  public interface Finder {
    /**
     * Returns the place of the given setting.
     *
     * @param bucket the bucket's name
     * @param rule the rule's index, or -1 for a setting of the whole bucket
     * @param field what is set, or null for the whole rule or bucket
     * @param element the index in a list, or -1
     */
    CorsLocation find(String bucket, int rule, @Nullable CorsField field, int element);
  }
}
