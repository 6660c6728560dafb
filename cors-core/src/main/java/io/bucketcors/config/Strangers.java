package io.bucketcors.config;

import io.bucketcors.CorsLocation;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsProblem.InvalidValue;
import io.bucketcors.CorsProblem.UnknownKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what may have been meant by names under the prefix that mean nothing. */
final class Strangers {
  private static final Pattern BUCKET = Pattern.compile("bucketcors\\.buckets\\.([^.]+)\\..+");

  private final Set<String> badBuckets = new HashSet<>();
  private final List<CorsProblem> problems = new ArrayList<>();

  private Strangers() {}

  static List<CorsProblem> judge(List<KeyTable.Stranger> strangers) {
    Strangers judge = new Strangers();
    strangers.forEach(judge::judge);
    return judge.problems;
  }

  private void judge(KeyTable.Stranger stranger) {
    Matcher matcher = BUCKET.matcher(stranger.name());
    String bucket = matcher.matches() ? matcher.group(1) : "";
    boolean variable = stranger.fromEnvironment();
    String nearest = NearestKey.to(stranger.name(), variable);
    String fix = nearest == null ? "" : "the nearest key is " + nearest;
    if (variable) {
      fix = "it is ignored, as others may have set it" + (fix.isEmpty() ? "" : "; " + fix);
    }
    // Told of as the key that was meant, so that this one is not also reported as missing.
    Key meant = nearest == null ? null : Key.parse(nearest);
    CorsLocation location =
        (meant == null
                ? CorsLocation.inCode(CorsPolicy.DEFAULT_BUCKET, -1, "", -1)
                : CorsLocation.inCode(meant.bucket(), meant.rule(), meant.setting().key(), -1))
            .under(stranger.name(), stranger.source());
    CorsProblem name = bucket.isEmpty() ? null : badName(bucket, location);
    if (name != null) {
      if (badBuckets.add(bucket)) {
        problems.add(name);
      }
      return;
    }
    problems.add(new UnknownKey(location, stranger.name(), stranger.name(), fix, !variable));
  }

  private static @Nullable CorsProblem badName(String bucket, CorsLocation location) {
    if (bucket.equals(CorsPolicy.DEFAULT_BUCKET)) {
      return new InvalidValue(
          "bucket-name-reserved",
          location,
          bucket,
          bucket,
          "the bucket that is the whole app has this name",
          "leave out \"buckets.default.\", or take another name");
    }
    if (bucket.matches("[a-z0-9]+")) {
      return null;
    }
    String plain = bucket.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return new InvalidValue(
        "bucket-name",
        location,
        bucket,
        bucket,
        "a bucket's name is made of lower-case letters and digits, so that the environment can name"
            + " it too",
        plain.isEmpty() ? "" : "write " + plain);
  }
}
