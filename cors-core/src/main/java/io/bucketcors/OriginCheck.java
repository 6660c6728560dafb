package io.bucketcors;

import io.bucketcors.CorsProblem.InvalidOrigin;
import io.bucketcors.CorsProblem.Questionable;
import io.bucketcors.CorsProblem.RefusedCredentials;
import io.bucketcors.CorsProblem.RefusedHazard;
import io.bucketcors.origin.OriginPattern;
import io.bucketcors.origin.OriginPattern.Kind;
import io.bucketcors.origin.OriginReading;
import io.bucketcors.origin.OriginReading.Refusal;
import java.util.ArrayList;
import java.util.List;

/** Judges the origins of one rule: their grammar, and the hazards they carry. */
final class OriginCheck {
  private final PolicySettings settings;
  private final int index;
  private final CorsRule rule;
  private final CorsLocation.Finder finder;
  private final List<CorsProblem> problems;

  OriginCheck(
      PolicySettings settings,
      int index,
      CorsRule rule,
      CorsLocation.Finder finder,
      List<CorsProblem> problems) {
    this.settings = settings;
    this.index = index;
    this.rule = rule;
    this.finder = finder;
    this.problems = problems;
  }

  /** The origins that could be read. */
  List<OriginPattern> run() {
    List<OriginPattern> patterns = new ArrayList<>();
    List<String> origins = rule.allowedOrigins();
    for (int element = 0; element < origins.size(); element++) {
      String origin = origins.get(element);
      if (settings.dialect() == CorsDialect.STANDARD) {
        OriginReading reading = OriginPattern.read(origin);
        if (reading instanceof OriginPattern pattern) {
          checkHazards(element, pattern);
          patterns.add(pattern);
        } else if (reading instanceof Refusal refusal) {
          refuse(element, origin, ValueMistakes.ofOrigin(origin, refusal));
        }
      } else {
        checkRaw(element, origin);
        patterns.add(OriginPattern.raw(origin));
      }
    }
    return List.copyOf(patterns);
  }

  private void refuse(int element, String origin, Refusal refusal) {
    problems.add(
        new InvalidOrigin(
            refusal.code(),
            at(element),
            origin,
            refusal.part(),
            refusal.explanation(),
            refusal.fix()));
  }

  private void checkRaw(int element, String origin) {
    if (origin.isEmpty()) {
      problems.add(
          new InvalidOrigin(
              "origin-empty", at(element), origin, origin, "an origin is missing", ""));
    } else if (origin.indexOf('*') != origin.lastIndexOf('*')) {
      problems.add(
          new InvalidOrigin(
              "origin-several-wildcards",
              at(element),
              origin,
              origin,
              "an origin can not have more than one wildcard",
              "list the origins one by one"));
    } else {
      OriginReading reading = OriginPattern.read(origin);
      if (reading instanceof OriginPattern pattern) {
        checkHazards(element, pattern);
      } else if (reading instanceof Refusal refusal) {
        warnOfRaw(element, origin, ValueMistakes.ofOrigin(origin, refusal));
      }
    }
  }

  /** Text that works in a bucket, though the grammar does not know it. */
  private void warnOfRaw(int element, String origin, Refusal refusal) {
    // What the grammar refuses is never sent, but for the origin of files.
    boolean sent = refusal.code().equals("origin-file");
    problems.add(
        new Questionable(
            sent ? refusal.code() : "origin-never-sent",
            at(element),
            origin,
            refusal.part(),
            sent
                ? refusal.explanation() + ", and a bucket allows it credentials"
                : "no browser sends such an origin: " + refusal.explanation(),
            refusal.fix()));
  }

  private void checkHazards(int element, OriginPattern pattern) {
    if (pattern.kind() == Kind.ANY) {
      if (rule.allowCredentials()) {
        refuseCredentials("credentials-any-origin", element, pattern, "any origin");
      }
      return;
    }
    OriginHazard hazard = OriginHazard.of(pattern);
    if (hazard != null) {
      checkHazard(element, pattern, hazard);
    }
    if (pattern.kind() != Kind.NULL) {
      checkInsecure(element, pattern);
    }
  }

  private void checkHazard(int element, OriginPattern pattern, OriginHazard hazard) {
    boolean accepted = rule.dangerouslyAllow().contains(hazard.hazard());
    if (settings.dialect() != CorsDialect.STANDARD) {
      if (!accepted) {
        warn(hazard, element, pattern.text());
      }
    } else if (rule.allowCredentials() && !hazard.withCredentials()) {
      refuseCredentials(
          "credentials-" + hazard.hazard().key(), element, pattern, "origins of strangers");
    } else if (!accepted) {
      problems.add(
          new RefusedHazard(
              hazard.hazard(), at(element), pattern.text(), pattern.text(), hazard.explanation()));
    }
  }

  /** A store takes such rules; whoever stands in for it does too, and says so. */
  private void warn(OriginHazard hazard, int element, String origin) {
    problems.add(
        new Questionable(
            "hazard-" + hazard.hazard().key(),
            at(element),
            origin,
            origin,
            hazard.explanation() + ", and a bucket allows it credentials",
            "name the origins you mean"));
  }

  private void refuseCredentials(String code, int element, OriginPattern pattern, String whom) {
    problems.add(
        new RefusedCredentials(
            code,
            at(element),
            pattern.text(),
            pattern.text(),
            "credentials for " + whom + " would let any site act as the user",
            "name the origins, or remove " + at(element).beside("allow-credentials")));
  }

  private void checkInsecure(int element, OriginPattern pattern) {
    boolean insecure =
        rule.allowCredentials()
            && (pattern.text().startsWith("http://") || pattern.schemes().contains("http"))
            && !isLoopback(pattern);
    if (insecure && !rule.dangerouslyAllow().contains(CorsHazard.INSECURE_ORIGIN)) {
      problems.add(
          new RefusedHazard(
              CorsHazard.INSECURE_ORIGIN,
              at(element),
              pattern.text(),
              "http",
              "with credentials, whoever can change plain http on the way acts as the user"));
    }
  }

  /** Loopback as browsers trust it: localhost and all under it, 127.0.0.0/8, [::1]. */
  private static boolean isLoopback(OriginPattern pattern) {
    String text = pattern.text();
    String host =
        pattern.kind() == Kind.EXACT
            ? text.substring(text.indexOf("://") + 3).replaceFirst(":[0-9]+$", "")
            : pattern.suffix() == null ? pattern.prefix() : pattern.suffix();
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("[::1]")
        || host.matches("127\\.[0-9]+\\.[0-9]+\\.[0-9]+");
  }

  private CorsLocation at(int element) {
    return finder.find(settings.bucket(), index, "allowed-origins", element);
  }
}
