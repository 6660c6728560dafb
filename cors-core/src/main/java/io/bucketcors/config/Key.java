package io.bucketcors.config;

import io.bucketcors.CorsPolicy;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One key that means something.
 *
 * @param bucket the bucket's name; {@code default} for what is not under {@code buckets.}
 * @param rule the rule's index, or -1
 * @param setting what the key sets
 * @param element the index in a list that is written element by element, or -1
 */
record Key(String bucket, int rule, Setting setting, int element) {
  static final String PREFIX = "bucketcors.";

  // At most nine digits: an index is an int, and nobody numbers further.
  private static final String INDEX = "(0|[1-9][0-9]{0,8})";

  private static final Pattern PROPERTY =
      Pattern.compile(
          "bucketcors\\.(?:buckets\\.([a-z0-9]+)\\.)?"
              + ("(?:rules\\[" + INDEX + "]\\.)?")
              + ("([a-z-]+)(?:\\[" + INDEX + "])?"));

  private static final Pattern ENVIRONMENT =
      Pattern.compile(
          "BUCKETCORS_(?:BUCKETS_([A-Z0-9]+)_)?"
              + ("(?:RULES_" + INDEX + "__)?")
              + ("([A-Z]+(?:_[A-Z]+)*)(?:_" + INDEX + "_)?"));

  static Key of(String bucket, Setting setting) {
    return new Key(bucket, -1, setting, -1);
  }

  /** Reads a property name as it is documented; null where it is no such name. */
  static @Nullable Key parse(String property) {
    return key(PROPERTY.matcher(property));
  }

  /** Reads a name in the environment's form, any case; null where it stands for no key. */
  static @Nullable Key parseEnvironment(String variable) {
    return key(ENVIRONMENT.matcher(variable.toUpperCase(Locale.ROOT)));
  }

  private static @Nullable Key key(Matcher matcher) {
    if (!matcher.matches()) {
      return null;
    }
    String name = matcher.group(1);
    String bucket = name == null ? CorsPolicy.DEFAULT_BUCKET : name.toLowerCase(Locale.ROOT);
    int rule = index(matcher.group(2));
    Setting setting = Setting.of(matcher.group(3).toLowerCase(Locale.ROOT).replace('_', '-'));
    int element = index(matcher.group(4));
    boolean fits =
        setting != null
            && (rule >= 0
                ? setting.isOfRules()
                : setting.isOfBuckets() || setting.isGlobal() && name == null)
            && (element < 0 || setting.isList());
    boolean reserved = name != null && bucket.equals(CorsPolicy.DEFAULT_BUCKET);
    return setting == null || !fits || reserved ? null : new Key(bucket, rule, setting, element);
  }

  private static int index(@Nullable String digits) {
    return digits == null ? -1 : Integer.parseInt(digits);
  }

  /** The name in the environment's form: what is no letter and no digit becomes {@code _}. */
  static String environmentForm(String name) {
    StringBuilder form = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean kept = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      form.append(kept ? Character.toUpperCase(c) : '_');
    }
    return form.toString();
  }

  /** This key for one element of its list, or with -1 for the list as a whole. */
  Key at(int newElement) {
    return new Key(bucket, rule, setting, newElement);
  }

  /** The property's name as it is documented, dashes included. */
  String property() {
    return property(bucket, rule, setting.key()) + (element < 0 ? "" : "[" + element + "]");
  }

  static String property(String bucket, int rule, String field) {
    StringBuilder name = new StringBuilder(PREFIX);
    if (!bucket.equals(CorsPolicy.DEFAULT_BUCKET)) {
      name.append("buckets.").append(bucket).append('.');
    }
    if (rule >= 0) {
      name.append("rules[").append(rule).append(']').append(field.isEmpty() ? "" : ".");
    }
    name.append(field);
    if (name.charAt(name.length() - 1) == '.') {
      name.setLength(name.length() - 1);
    }
    return name.toString();
  }

  // Written out, as in every record of ours that is compared: JDK 17 keeps the class of the record
  // whose generated equals or hashCode was the last to be linked, and the class loader of an
  // undeployed app with it (the asTypeCache of the handles in java.lang.runtime.ObjectMethods).
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Key that
        && rule == that.rule
        && element == that.element
        && setting == that.setting
        && bucket.equals(that.bucket);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * bucket.hashCode() + rule) + setting.hashCode()) + element;
  }
}
