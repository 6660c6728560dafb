package io.bucketcors;

import io.bucketcors.CorsProblem.ConflictingValues;
import io.bucketcors.CorsProblem.InvalidValue;
import io.bucketcors.CorsProblem.MissingValue;
import io.bucketcors.CorsProblem.Questionable;
import io.bucketcors.header.HeaderIndex;
import io.bucketcors.match.RuleIndex;
import io.bucketcors.origin.OriginPattern;
import io.bucketcors.text.TextLists;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges the rules of one bucket and collects every problem, so that nobody mends one by one. */
final class PolicyCheck {
  private static final int MAX_ID = 255;

  private final PolicySettings settings;
  private final List<CorsRule> rules;
  private final CorsLocation.Finder finder;
  private final List<CorsProblem> problems = new ArrayList<>();
  private final List<List<OriginPattern>> origins = new ArrayList<>();

  /** Methods and allowed headers without a fault: of thousands of rules most share theirs. */
  private final Set<String> soundNames = new HashSet<>();

  private @Nullable RuleIndex index;
  private @Nullable HeaderIndex headers;

  PolicyCheck(PolicySettings settings, List<CorsRule> rules, CorsLocation.Finder finder) {
    this.settings = settings;
    this.rules = rules;
    this.finder = finder;
  }

  PolicyCheck run() {
    checkSettings();
    for (int i = 0; i < rules.size(); i++) {
      checkRule(i, rules.get(i));
    }
    if (problems.stream().noneMatch(CorsProblem::isError)) {
      index = new RuleIndex(origins, rules.stream().map(CorsRule::allowedMethods).toList());
      headers = new HeaderIndex(rules.stream().map(CorsRule::allowedHeaders).toList());
      problems.addAll(new RuleAnalysis(settings, rules, origins, index, headers, finder).run());
    }
    return this;
  }

  /** The compiled index over the rules; only where no problem is an error. */
  RuleIndex index() {
    return Objects.requireNonNull(index);
  }

  /** The compiled headers of the rules; only where no problem is an error. */
  HeaderIndex headers() {
    return Objects.requireNonNull(headers);
  }

  /** Every problem, warnings included. */
  List<CorsProblem> problems() {
    return List.copyOf(problems);
  }

  /** For each rule the origins it lists; whole only where no problem is an error. */
  List<List<OriginPattern>> origins() {
    return List.copyOf(origins);
  }

  private void checkSettings() {
    String bucket = settings.bucket();
    if (!bucket.matches("[a-z0-9]+")) {
      problems.add(
          new InvalidValue(
              "bucket-name",
              finder.find(bucket, -1, "", -1),
              bucket,
              bucket,
              "a bucket's name is made of lower-case letters and digits",
              ""));
    }
    int status = settings.preflightStatus();
    if (status < 200 || status > 299) {
      String value = Integer.toString(status);
      problems.add(
          new InvalidValue(
              "preflight-status",
              finder.find(bucket, -1, "preflight-status", -1),
              value,
              value,
              "browsers take a preflight for answered only with a status from 200 to 299",
              "write 204 or 200"));
    }
    if (settings.responseVary() && settings.dialect() != CorsDialect.COS) {
      problems.add(
          new ConflictingValues(
              "response-vary",
              finder.find(bucket, -1, "response-vary", -1),
              "true",
              "true",
              "only dialect cos has response-vary",
              "remove it: in standard, Vary is always right"));
    }
  }

  private void checkRule(int index, CorsRule rule) {
    String id = rule.id();
    if (id != null && id.length() > MAX_ID) {
      problems.add(
          new InvalidValue(
              "id-too-long",
              at(index, "id", -1),
              id,
              id,
              "an id has at most " + MAX_ID + " characters",
              "shorten it"));
    }
    if (rule.allowedOrigins().isEmpty()) {
      missing(
          index, "allowed-origins", "the rule allows no origin", "list the origins you mean, or *");
    }
    origins.add(new OriginCheck(settings, index, rule, finder, problems).run());
    if (rule.allowedMethods().isEmpty()) {
      missing(
          index, "allowed-methods", "the rule allows no method", "list methods such as GET, or *");
    }
    checkNames(index, rule);
    long seconds = rule.maxAgeSeconds().orElse(0);
    if (seconds < 0 && settings.dialect() != CorsDialect.STANDARD) {
      // S3 takes it (BucketStore says so too), so whoever stands in for it does.
      String value = Long.toString(seconds);
      problems.add(
          new Questionable(
              "max-age-negative",
              at(index, "max-age-seconds", -1),
              value,
              value,
              "browsers take this for no caching",
              "write 0"));
    } else if (seconds < 0) {
      String value = Long.toString(seconds);
      problems.add(
          new InvalidValue(
              "max-age",
              at(index, "max-age-seconds", -1),
              value,
              value,
              "seconds are a whole number, 0 or more",
              "write 0 for no caching"));
    }
    if (rule.allowCredentials() && settings.dialect() != CorsDialect.STANDARD) {
      problems.add(
          new ConflictingValues(
              "credentials-dialect",
              at(index, "allow-credentials", -1),
              "true",
              "true",
              "in dialect " + settings.dialect().key() + " the bucket decides on credentials",
              "remove it"));
    }
  }

  private void checkNames(int index, CorsRule rule) {
    NameCheck check = new NameCheck(settings, index, rule, finder, problems);
    String names =
        TextLists.key(rule.allowedMethods()) + ' ' + TextLists.key(rule.allowedHeaders());
    if (!soundNames.contains(names)) {
      int before = problems.size();
      check.checkMethods();
      check.checkAllowedHeaders();
      if (problems.size() == before) {
        soundNames.add(names);
      }
    }
    check.checkExposeHeaders();
  }

  private void missing(int index, String field, String explanation, String fix) {
    problems.add(new MissingValue(field + "-missing", at(index, field, -1), explanation, fix));
  }

  private CorsLocation at(int rule, String field, int element) {
    return finder.find(settings.bucket(), rule, field, element);
  }
}
