package io.bucketcors.config;

import io.bucketcors.CorsField;
import io.bucketcors.CorsLocation;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblemType;
import io.bucketcors.CorsProblems;
import io.bucketcors.config.PropertyTable.Kind;
import io.bucketcors.config.PropertyTable.Unknown;
import io.bucketcors.text.EditDistance;
import io.bucketcors.text.Explanations;
import io.bucketcors.text.KeyWords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what may have been meant by names under the prefix that mean nothing. */
final class UnknownProperties {
  private static final Pattern BUCKET = Pattern.compile("bucketcors\\.buckets\\.([^.]+)\\..+");
  private static final int LONGEST = 200;
  private static final Pattern INDEX = Pattern.compile("[\\[._]([0-9]{1,9})[]._]");

  /** Bucket, rule and words, of a property or a variable; a list's index at the end is dropped. */
  private static final Pattern WORDS =
      Pattern.compile(
          "bucketcors[._](?:buckets?[._]([a-z0-9]+)[._])?"
              + "(?:rules?(?:\\[|[._])([0-9]{1,9})(?:]\\.?|[._]{1,2}))?"
              + "([a-z][a-z._-]*?)[._]?(?:\\[[0-9]{1,9}])?");

  private static final Pattern BUCKET_OF =
      Pattern.compile("bucketcors[._]bucke?ts?[._]([a-z0-9]+)[._].*");

  private final CorsProblems problems;
  private final Set<String> badBuckets = new HashSet<>();

  UnknownProperties(CorsProblems problems) {
    this.problems = problems;
  }

  void judge(Unknown unknown) {
    if (unknown.kind() == Kind.PROFILE) {
      problems
          .at(
              CorsLocation.inCode(CorsPolicy.DEFAULT_BUCKET)
                  .under(unknown.name(), unknown.source()))
          .error(
              CorsProblemType.PROFILE_UNSUPPORTED,
              unknown.name(),
              "this is of a profile, and nothing here reads profiles",
              "add an implementation of MicroProfile Config, such as"
                  + " io.smallrye.config:smallrye-config, or take the key out");
      return;
    }
    boolean variable = unknown.kind() == Kind.VARIABLE;
    String nearest = nearest(unknown.name(), variable);
    // Told of as the property that was meant, so that this one is not also reported as missing.
    PropertyName meant = nearest == null ? null : PropertyName.parse(nearest);
    CorsLocation setting =
        meant == null
            ? CorsLocation.inCode(CorsPolicy.DEFAULT_BUCKET)
            : CorsLocation.inCode(meant.bucket(), meant.rule(), meant.field(), -1);
    CorsProblems here = problems.at(setting.under(unknown.name(), unknown.source()));
    Matcher bucket = BUCKET.matcher(unknown.name());
    if (bucket.matches() && isBad(bucket.group(1))) {
      if (badBuckets.add(bucket.group(1))) {
        refuse(bucket.group(1), here);
      }
      return;
    }
    String fix = nearest == null ? "" : "the nearest key is " + nearest;
    if (variable) {
      String ignored = "it is ignored, as others may have set it";
      here.warn(
          CorsProblemType.UNKNOWN_KEY,
          unknown.name(),
          Explanations.NO_SUCH_KEY,
          fix.isEmpty() ? ignored : ignored + "; " + fix);
    } else {
      here.error(CorsProblemType.UNKNOWN_KEY, unknown.name(), Explanations.NO_SUCH_KEY, fix);
    }
  }

  private static boolean isBad(String bucket) {
    return bucket.equals(CorsPolicy.DEFAULT_BUCKET) || !bucket.matches("[a-z0-9]+");
  }

  private static void refuse(String bucket, CorsProblems here) {
    if (bucket.equals(CorsPolicy.DEFAULT_BUCKET)) {
      here.error(
          CorsProblemType.BUCKET_NAME_RESERVED,
          bucket,
          "the bucket that is the whole app has this name",
          "leave out \"buckets.default.\", or take another name");
      return;
    }
    String plain = bucket.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    here.error(
        CorsProblemType.BUCKET_NAME,
        bucket,
        Explanations.BUCKET_NAME + ", so that the environment can name it too",
        plain.isEmpty() ? "" : "write " + plain);
  }

  /**
   * The documented key, dashes included, that looks most like the given name.
   *
   * @param onlyIfNear whether to return null where even that one looks quite different
   */
  private static @Nullable String nearest(String name, boolean onlyIfNear) {
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
    CorsField field = meaning == null ? null : CorsField.ofKey(meaning);
    if (field == null) {
      return null;
    }
    String bucket = words.group(1) == null ? "default" : words.group(1);
    boolean whole = bucket.equals("default");
    if (field.isGlobal() || field == CorsField.PATHS) {
      boolean fits = words.group(2) == null && field.isGlobal() == whole;
      return fits ? PropertyName.text(bucket, -1, field) : null;
    }
    boolean ofBucket = words.group(2) == null && field.isOfBuckets();
    int rule = words.group(2) == null ? 0 : Integer.parseInt(words.group(2));
    return PropertyName.text(bucket, ofBucket ? -1 : rule, field);
  }

  private static List<String> candidates(String name) {
    Matcher index = INDEX.matcher(name);
    int rule = index.find() ? Integer.parseInt(index.group(1)) : 0;
    Matcher bucket = BUCKET_OF.matcher(name);
    List<String> buckets = new ArrayList<>(List.of("default"));
    if (bucket.matches() && !bucket.group(1).equals("default")) {
      buckets.add(bucket.group(1));
    }
    List<String> candidates = new ArrayList<>();
    for (String in : buckets) {
      boolean named = !in.equals("default");
      for (CorsField field : CorsField.values()) {
        if (field == CorsField.RULES) {
          continue; // Nobody means a key that can only be empty.
        }
        if (field.isOfRules()) {
          candidates.add(PropertyName.text(in, rule, field));
        }
        if (field == CorsField.PATHS ? named : field.isOfBuckets()) {
          candidates.add(PropertyName.text(in, -1, field));
        }
        if (field.isGlobal() && !named) {
          candidates.add(PropertyName.text(in, -1, field));
        }
      }
    }
    return candidates;
  }

  /** Without the prefix, and without what people write in several ways, such as dashes. */
  private static String shape(String name) {
    return KeyWords.shape(name.substring(PropertySource.PREFIX.length()));
  }
}
