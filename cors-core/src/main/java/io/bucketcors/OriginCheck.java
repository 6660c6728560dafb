package io.bucketcors;

import io.bucketcors.origin.OriginPattern;
import io.bucketcors.origin.OriginPattern.Kind;
import io.bucketcors.origin.OriginReading;
import io.bucketcors.origin.OriginReading.Refusal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Judges the origins of one rule: their grammar, and the hazards they carry. */
final class OriginCheck {
  private final CorsDialect dialect;
  private final CorsRule rule;
  private final CorsProblems problems;
  private final Set<CorsHazard> hazards = EnumSet.noneOf(CorsHazard.class);

  /**
   * @param problems at the rule
   */
  OriginCheck(CorsDialect dialect, CorsRule rule, CorsProblems problems) {
    this.dialect = dialect;
    this.rule = rule;
    this.problems = problems.field(CorsField.ALLOWED_ORIGINS);
  }

  /** The origins that could be read. */
  List<OriginPattern> run() {
    List<OriginPattern> patterns = new ArrayList<>();
    List<String> origins = rule.allowedOrigins();
    for (int element = 0; element < origins.size(); element++) {
      String origin = origins.get(element);
      if (dialect == CorsDialect.STANDARD) {
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

  /** The hazards that the origins carry, accepted or not. */
  Set<CorsHazard> hazards() {
    return hazards;
  }

  private void refuse(int element, String origin, Refusal refusal) {
    problems
        .element(element)
        .error(
            CorsProblemType.ofCode(refusal.code()),
            origin,
            refusal.part(),
            refusal.explanation(),
            refusal.fix());
  }

  private void checkRaw(int element, String origin) {
    CorsProblems here = problems.element(element);
    if (origin.isEmpty()) {
      here.error(CorsProblemType.ORIGIN_EMPTY, origin, "an origin is missing", "");
    } else if (origin.indexOf('*') != origin.lastIndexOf('*')) {
      here.error(
          CorsProblemType.ORIGIN_SEVERAL_WILDCARDS,
          origin,
          "an origin can not have more than one wildcard",
          "list the origins one by one");
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
    boolean sent = refusal.code().equals(CorsProblemType.ORIGIN_FILE.code());
    problems
        .element(element)
        .warn(
            sent ? CorsProblemType.ORIGIN_FILE : CorsProblemType.ORIGIN_NEVER_SENT,
            origin,
            refusal.part(),
            sent
                ? refusal.explanation() + ", and a bucket allows it credentials"
                : "no browser sends such an origin: " + refusal.explanation(),
            refusal.fix());
  }

  private void checkHazards(int element, OriginPattern pattern) {
    if (pattern.kind() == Kind.ANY) {
      if (rule.allowCredentials()) {
        refuseCredentials(CorsProblemType.CREDENTIALS_ANY_ORIGIN, element, pattern, "any origin");
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
    hazards.add(hazard.hazard());
    boolean accepted = rule.dangerouslyAllow().contains(hazard.hazard());
    String text = pattern.text();
    if (dialect != CorsDialect.STANDARD) {
      if (!accepted) {
        // A store takes such rules; whoever stands in for it does too, and says so.
        problems
            .element(element)
            .warn(
                hazard.hazard().problem(),
                text,
                hazard.explanation() + ", and a bucket allows it credentials",
                "name the origins you mean");
      }
    } else if (rule.allowCredentials() && !hazard.withCredentials()) {
      refuseCredentials(
          CorsProblemType.ofCode("credentials-" + hazard.hazard().key()),
          element,
          pattern,
          "origins of strangers");
    } else if (!accepted) {
      refuseHazard(hazard.hazard(), element, text, text, hazard.explanation());
    }
  }

  private void refuseHazard(
      CorsHazard hazard, int element, String origin, String part, String explanation) {
    String safe =
        switch (hazard) {
          case INSECURE_ORIGIN -> "use https";
          case EXTENSION_WILDCARD -> "name the extension you mean";
          case NULL_ORIGIN, PUBLIC_SUFFIX, UNBOUNDED_WILDCARD -> "name the origins you mean";
        };
    // Most who write http://localhost* mean its ports.
    if (origin.matches("http://(localhost|127\\.0\\.0\\.1)\\*")) {
      safe = "write " + origin.replace("*", ":*") + " for any port";
    }
    CorsLocation location = problems.element(element).location();
    problems
        .at(location)
        .error(
            hazard.problem(),
            origin,
            part,
            explanation,
            safe
                + ", or accept the risk with "
                + location.beside(CorsField.DANGEROUSLY_ALLOW)
                + "="
                + hazard.key()
                + location.besideDocument());
  }

  private void refuseCredentials(
      CorsProblemType type, int element, OriginPattern pattern, String whom) {
    CorsLocation location = problems.element(element).location();
    problems
        .at(location)
        .error(
            type,
            pattern.text(),
            "credentials for " + whom + " would let any site act as the user",
            "name the origins, or remove " + location.beside(CorsField.ALLOW_CREDENTIALS));
  }

  private void checkInsecure(int element, OriginPattern pattern) {
    boolean insecure =
        rule.allowCredentials()
            && (pattern.text().startsWith("http://") || pattern.schemes().contains("http"))
            && !isLoopback(pattern);
    if (insecure) {
      hazards.add(CorsHazard.INSECURE_ORIGIN);
    }
    if (insecure && !rule.dangerouslyAllow().contains(CorsHazard.INSECURE_ORIGIN)) {
      refuseHazard(
          CorsHazard.INSECURE_ORIGIN,
          element,
          pattern.text(),
          "http",
          "with credentials, whoever can change plain http on the way acts as the user");
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
}
