package io.bucketcors;

import io.bucketcors.header.HeaderIndex;
import io.bucketcors.match.RuleIndex;
import io.bucketcors.origin.OriginPattern;
import io.bucketcors.text.Explanations;
import io.bucketcors.text.TextLists;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges the rules of one bucket and collects every problem, so that nobody mends one by one. */
final class PolicyCheck {
  private static final int MAX_ID = 255;

  private final PolicySettings settings;
  private final List<CorsRule> rules;
  private final CorsProblems problems;
  private final List<List<OriginPattern>> origins = new ArrayList<>();

  /** What origins of any rule carry, accepted or not. */
  private final Set<CorsHazard> hazards = EnumSet.noneOf(CorsHazard.class);

  /** Methods and allowed headers without a fault: of thousands of rules most share theirs. */
  private final Set<String> soundNames = new HashSet<>();

  /**
   * @param problems empty, and at the bucket
   */
  PolicyCheck(PolicySettings settings, List<CorsRule> rules, CorsProblems problems) {
    this.settings = settings;
    this.rules = rules;
    this.problems = problems;
  }

  /**
   * What the rules were compiled into while they were judged.
   *
   * @param origins for each rule the origins it lists
   */
  record Compiled(List<List<OriginPattern>> origins, RuleIndex index, HeaderIndex headers) {}

  /** The rules, compiled; null where a problem is an error. */
  @Nullable Compiled run() {
    checkSettings();
    for (int i = 0; i < rules.size(); i++) {
      checkRule(rules.get(i), problems.rule(i));
    }
    if (problems.hasErrors()) {
      return null;
    }
    RuleIndex index = new RuleIndex(origins, rules.stream().map(CorsRule::allowedMethods).toList());
    HeaderIndex headers = new HeaderIndex(rules.stream().map(CorsRule::allowedHeaders).toList());
    checkHazardsAccepted();
    new RuleAnalysis(settings.dialect(), rules, origins, problems).run();
    return new Compiled(List.copyOf(origins), index, headers);
  }

  private void checkSettings() {
    String bucket = settings.bucket();
    if (!bucket.matches("[a-z0-9]+")) {
      problems.error(CorsProblemType.BUCKET_NAME, bucket, Explanations.BUCKET_NAME, "");
    }
    int status = settings.preflightStatus();
    if (status < 200 || status > 299) {
      problems
          .field(CorsField.PREFLIGHT_STATUS)
          .error(
              CorsProblemType.PREFLIGHT_STATUS,
              Integer.toString(status),
              Explanations.PREFLIGHT_STATUS,
              Explanations.PREFLIGHT_STATUS_FIX);
    }
    if (settings.responseVary() && settings.dialect() != CorsDialect.COS) {
      problems
          .field(CorsField.RESPONSE_VARY)
          .error(
              CorsProblemType.RESPONSE_VARY,
              "true",
              "only dialect cos has response-vary",
              "remove it: in standard, Vary is always right");
    }
  }

  /**
   * @param here at the rule
   */
  private void checkRule(CorsRule rule, CorsProblems here) {
    String id = rule.id();
    if (id != null && id.length() > MAX_ID) {
      here.field(CorsField.ID)
          .error(
              CorsProblemType.ID_TOO_LONG,
              id,
              "an id has at most " + MAX_ID + " characters",
              "shorten it");
    }
    if (rule.allowedOrigins().isEmpty()) {
      here.field(CorsField.ALLOWED_ORIGINS)
          .error(
              CorsProblemType.ALLOWED_ORIGINS_MISSING,
              "",
              "the rule allows no origin",
              "list the origins you mean, or *");
    }
    OriginCheck check = new OriginCheck(settings.dialect(), rule, here);
    origins.add(check.run());
    hazards.addAll(check.hazards());
    if (rule.allowedMethods().isEmpty()) {
      here.field(CorsField.ALLOWED_METHODS)
          .error(
              CorsProblemType.ALLOWED_METHODS_MISSING,
              "",
              "the rule allows no method",
              "list methods such as GET, or *");
    }
    checkNames(rule, here);
    long seconds = rule.maxAgeSeconds().orElse(0);
    if (seconds < 0) {
      checkNegative(Long.toString(seconds), here.field(CorsField.MAX_AGE_SECONDS));
    }
    if (rule.allowCredentials() && settings.dialect() != CorsDialect.STANDARD) {
      here.field(CorsField.ALLOW_CREDENTIALS)
          .error(
              CorsProblemType.CREDENTIALS_DIALECT,
              "true",
              Explanations.bucketDecides(settings.dialect().key()),
              "remove it");
    }
  }

  /** A hazard is often accepted for the whole bucket, so it is needless where no rule has it. */
  private void checkHazardsAccepted() {
    Set<CorsHazard> told = EnumSet.copyOf(hazards);
    for (int i = 0; i < rules.size(); i++) {
      for (CorsHazard hazard : rules.get(i).dangerouslyAllow()) {
        if (told.add(hazard)) {
          problems
              .rule(i)
              .field(CorsField.DANGEROUSLY_ALLOW)
              .warn(
                  CorsProblemType.HAZARD_NOT_NEEDED,
                  hazard.key(),
                  "no origin of this bucket's rules carries this hazard",
                  "take it out, so that an origin such as "
                      + hazard.example()
                      + " is refused should it ever be added");
        }
      }
    }
  }

  private void checkNegative(String seconds, CorsProblems here) {
    if (settings.dialect() == CorsDialect.STANDARD) {
      here.error(
          CorsProblemType.MAX_AGE,
          seconds,
          "seconds are a whole number, 0 or more",
          "write 0 for no caching");
    } else {
      // S3 takes it (BucketStore says so too), so whoever stands in for it does.
      here.warn(
          CorsProblemType.MAX_AGE_NEGATIVE,
          seconds,
          "browsers take this for no caching",
          "write 0");
    }
  }

  private void checkNames(CorsRule rule, CorsProblems here) {
    NameCheck check = new NameCheck(settings.dialect(), rule, here);
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
}
