package io.bucketcors.config;

import io.bucketcors.CorsField;
import io.bucketcors.CorsPolicy;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a property that means something.
 *
 * @param bucket the bucket's name; {@code default} for what is not under {@code buckets.}
 * @param rule the rule's index, or -1
 * @param field what the property sets
 * @param element the index in a list that is written element by element, or -1
 */
record PropertyName(String bucket, int rule, CorsField field, int element) {
  private static final String BUCKETS = "buckets.";
  private static final String RULES = "rules[";

  /** At most nine digits: an index is an int, and nobody numbers further. */
  private static final int MOST_DIGITS = 9;

  private static final String INDEX = "(0|[1-9][0-9]{0,8})";
  private static final Pattern ENVIRONMENT =
      Pattern.compile(
          "BUCKETCORS_(?:BUCKETS_([A-Z0-9]+)_)?"
              + ("(?:RULES_" + INDEX + "__)?")
              + ("([A-Z]+(?:_[A-Z]+)*)(?:_" + INDEX + "_)?"));

  static PropertyName of(String bucket, CorsField field) {
    return new PropertyName(bucket, -1, field, -1);
  }

  static PropertyName ofRule(String bucket, int rule, CorsField field) {
    return new PropertyName(bucket, rule, field, -1);
  }

  /**
   * Reads a name as it is documented; null where it is no such name. By hand: there may be tens of
   * thousands.
   */
  static @Nullable PropertyName parse(String property) {
    int at = PropertySource.PREFIX.length();
    if (!property.startsWith(PropertySource.PREFIX)) {
      return null;
    }
    String bucket = null;
    if (property.startsWith(BUCKETS, at)) {
      int start = at + BUCKETS.length();
      int dot = property.indexOf('.', start);
      if (dot < 0 || !isBucket(property, start, dot)) {
        return null;
      }
      bucket = property.substring(start, dot);
      at = dot + 1;
    }
    int rule = -1;
    if (property.startsWith(RULES, at)) {
      int start = at + RULES.length();
      int end = start;
      while (end < property.length() && isDigit(property.charAt(end))) {
        end++;
      }
      rule = property.startsWith("].", end) ? index(property, start, end) : -1;
      if (rule < 0) {
        return null;
      }
      at = end + 2;
    }
    int bracket = property.indexOf('[', at);
    int element = -1;
    if (bracket >= 0) {
      int end = property.length() - 1;
      element = property.charAt(end) == ']' ? index(property, bracket + 1, end) : -1;
      if (element < 0) {
        return null;
      }
    }
    String field = property.substring(at, bracket < 0 ? property.length() : bracket);
    return name(bucket, rule, CorsField.ofKey(field), element);
  }

  /** Reads a name in the environment's form, any case; null where it stands for no property. */
  static @Nullable PropertyName parseEnvironment(String variable) {
    Matcher matcher = ENVIRONMENT.matcher(variable.toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      return null;
    }
    String bucket = matcher.group(1);
    String rule = matcher.group(2);
    String element = matcher.group(4);
    return name(
        bucket == null ? null : bucket.toLowerCase(Locale.ROOT),
        rule == null ? -1 : Integer.parseInt(rule),
        CorsField.ofKey(matcher.group(3).toLowerCase(Locale.ROOT).replace('_', '-')),
        element == null ? -1 : Integer.parseInt(element));
  }

  private static @Nullable PropertyName name(
      @Nullable String bucket, int rule, @Nullable CorsField field, int element) {
    if (field == null || CorsPolicy.DEFAULT_BUCKET.equals(bucket)) {
      return null;
    }
    boolean fits =
        rule >= 0 ? field.isOfRules() : field.isOfBuckets() || field.isGlobal() && bucket == null;
    return fits && (element < 0 || field.isList())
        ? new PropertyName(
            bucket == null ? CorsPolicy.DEFAULT_BUCKET : bucket, rule, field, element)
        : null;
  }

  private static boolean isBucket(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (!(c >= 'a' && c <= 'z' || isDigit(c))) {
        return false;
      }
    }
    return start < end;
  }

  /** A number without leading zeros, or -1. */
  private static int index(String text, int start, int end) {
    int digits = end - start;
    if (digits < 1 || digits > MOST_DIGITS || digits > 1 && text.charAt(start) == '0') {
      return -1;
    }
    int index = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (!isDigit(c)) {
        return -1;
      }
      index = index * 10 + (c - '0');
    }
    return index;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** This name for one element of its list, or with -1 for the list as a whole. */
  PropertyName at(int newElement) {
    return new PropertyName(bucket, rule, field, newElement);
  }

  /** The name as it is documented, dashes included. */
  String text() {
    return text(bucket, rule, field) + (element < 0 ? "" : "[" + element + "]");
  }

  /** The name of a field of a rule or bucket; with null that of the whole rule or bucket. */
  static String text(String bucket, int rule, @Nullable CorsField field) {
    StringBuilder name = new StringBuilder(PropertySource.PREFIX);
    if (!bucket.equals(CorsPolicy.DEFAULT_BUCKET)) {
      name.append(BUCKETS).append(bucket).append('.');
    }
    if (rule >= 0) {
      name.append(RULES).append(rule).append("].");
    }
    if (field == null) {
      name.setLength(name.length() - 1);
    } else {
      name.append(field.key());
    }
    return name.toString();
  }

  // Written out, as in every record of ours that is compared: JDK 17 keeps the class of the record
  // whose generated equals or hashCode was the last to be linked, and the class loader of an
  // undeployed app with it (the asTypeCache of the handles in java.lang.runtime.ObjectMethods).
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PropertyName that
        && rule == that.rule
        && element == that.element
        && field == that.field
        && bucket.equals(that.bucket);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * bucket.hashCode() + rule) + field.ordinal()) + element;
  }
}
