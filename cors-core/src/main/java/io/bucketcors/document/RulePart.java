package io.bucketcors.document;

import io.bucketcors.CorsField;
import org.jspecify.annotations.Nullable;

/**
 * A place in a rules document.
 *
 * @param rule the rule's index, or -1 for what is outside of rules
 * @param field the field; null for the rule as a whole
 * @param element the index in the field's list, or -1 for the field as a whole
 */
record RulePart(int rule, @Nullable CorsField field, int element) {
  // Not the generated ones: JDK 17 keeps the class of the record whose generated equals or hashCode
  // was the last to be linked, and the class loader of an undeployed app with it.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RulePart that
        && rule == that.rule
        && element == that.element
        && field == that.field;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * rule + (field == null ? -1 : field.ordinal())) + element;
  }
}
