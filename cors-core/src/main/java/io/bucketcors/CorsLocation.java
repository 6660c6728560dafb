package io.bucketcors;

import io.bucketcors.text.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * Where a setting was written: in code, under a property of a config source, or at a line of a
 * document.
 *
 * @param bucket the bucket's name
 * @param rule the rule's index, or -1 for a setting of the whole bucket
 * @param field the setting's name as in configuration, such as {@code allowed-origins}; empty for
 *     the whole rule or bucket
 * @param element the index in a list, or -1
 * @param property the property's full name, null outside of properties
 * @param source the config source or document, null in code
 * @param line the line in a document, from 1; 0 elsewhere
 * @param column the column in a document, from 1; 0 elsewhere
 */
public record CorsLocation(
    String bucket,
    int rule,
    String field,
    int element,
    @Nullable String property,
    @Nullable String source,
    int line,
    int column) {

  /** A setting made in code. */
  public static CorsLocation inCode(String bucket, int rule, String field, int element) {
    return new CorsLocation(bucket, rule, field, element, null, null, 0, 0);
  }

  /** This setting, written under a property of a config source. */
  public CorsLocation under(String newProperty, String newSource) {
    return new CorsLocation(bucket, rule, field, element, newProperty, newSource, 0, 0);
  }

  /** This setting, written at a place of a document. */
  public CorsLocation at(String document, int newLine, int newColumn) {
    return new CorsLocation(bucket, rule, field, element, null, document, newLine, newColumn);
  }

  /**
   * A setting beside this one, by the name that is written where this one was: a property of the
   * rule, for a document's rule one of its bucket, or in code the setting's own name.
   */
  String beside(String setting) {
    boolean inDocument = line > 0;
    if (property == null && !inDocument) {
      return setting;
    }
    String prefix =
        bucket.equals(CorsPolicy.DEFAULT_BUCKET)
            ? "bucketcors."
            : "bucketcors.buckets." + bucket + ".";
    return prefix + (inDocument || rule < 0 ? "" : "rules[" + rule + "].") + setting;
  }

  /** Where a setting stands that no document can hold; empty where this one is in none. */
  String besideDocument() {
    return line > 0 ? " beside " + beside("rules-location") : "";
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
      if (!field.isEmpty()) {
        text.append(", ").append(field);
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
    /** Returns the place of the given setting. Arguments as in the components of the record. */
    CorsLocation find(String bucket, int rule, String field, int element);
  }
}
