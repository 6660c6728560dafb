package io.bucketcors.config;

import io.bucketcors.text.EditDistance;
import io.bucketcors.text.KeyWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the key that somebody may have meant. */
final class NearestKey {
  private static final int LONGEST = 200;
  private static final Pattern INDEX = Pattern.compile("[\\[._]([0-9]{1,9})[]._]");

  /** Bucket, rule and words, of a property or a variable; a list's index at the end is dropped. */
  private static final Pattern WORDS =
      Pattern.compile(
          "bucketcors[._](?:buckets?[._]([a-z0-9]+)[._])?"
              + "(?:rules?(?:\\[|[._])([0-9]{1,9})(?:]\\.?|[._]{1,2}))?"
              + "([a-z][a-z._-]*?)[._]?(?:\\[[0-9]{1,9}])?");

  private static final Pattern BUCKET =
      Pattern.compile("bucketcors[._]bucke?ts?[._]([a-z0-9]+)[._].*");

  private NearestKey() {}

  /**
   * The documented key, dashes included, that looks most like the given name.
   *
   * @param onlyIfNear whether to return null where even that one looks quite different
   */
  static @Nullable String to(String name, boolean onlyIfNear) {
    String lower = name.toLowerCase(Locale.ROOT);
    String bounded = lower.length() > LONGEST ? lower.substring(0, LONGEST) : lower;
    String alias = alias(bounded);
    if (alias != null) {
      return alias;
    }
    String shape = shape(bounded);
    String nearest = "";
    int least = Integer.MAX_VALUE;
    for (String candidate : candidates(bounded)) {
      int distance = EditDistance.between(shape, shape(candidate));
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return onlyIfNear && least * 2 > shape.length() ? null : nearest;
  }

  /** The key that sets what a word of other frameworks means. */
  private static @Nullable String alias(String name) {
    Matcher words = WORDS.matcher(name);
    String meaning = words.matches() ? KeyWords.meaning(words.group(3)) : null;
    Setting setting = meaning == null ? null : Setting.of(meaning);
    if (setting == null) {
      return null;
    }
    String bucket = words.group(1) == null ? "default" : words.group(1);
    boolean whole = bucket.equals("default");
    if (setting.isGlobal() || setting == Setting.PATHS) {
      boolean fits = words.group(2) == null && setting.isGlobal() == whole;
      return fits ? Key.property(bucket, -1, setting.key()) : null;
    }
    boolean ofBucket = words.group(2) == null && setting.isOfBuckets();
    int rule = words.group(2) == null ? 0 : Integer.parseInt(words.group(2));
    return Key.property(bucket, ofBucket ? -1 : rule, setting.key());
  }

  private static List<String> candidates(String name) {
    Matcher index = INDEX.matcher(name);
    int rule = index.find() ? Integer.parseInt(index.group(1)) : 0;
    Matcher bucket = BUCKET.matcher(name);
    List<String> buckets = new ArrayList<>(List.of("default"));
    if (bucket.matches() && !bucket.group(1).equals("default")) {
      buckets.add(bucket.group(1));
    }
    List<String> candidates = new ArrayList<>();
    for (String in : buckets) {
      boolean named = !in.equals("default");
      for (Setting setting : Setting.values()) {
        if (setting == Setting.RULES) {
          continue; // Nobody means a key that can only be empty.
        }
        if (setting.isOfRules()) {
          candidates.add(Key.property(in, rule, setting.key()));
        }
        if (setting == Setting.PATHS ? named : setting.isOfBuckets()) {
          candidates.add(Key.property(in, -1, setting.key()));
        }
        if (setting.isGlobal() && !named) {
          candidates.add(Key.property(in, -1, setting.key()));
        }
      }
    }
    return candidates;
  }

  /** Without the prefix, and without what people write in several ways, such as dashes. */
  private static String shape(String name) {
    return KeyWords.shape(name.substring(Key.PREFIX.length()));
  }
}
