package io.bucketcors.cli.probe;

import java.util.List;

/**
 * Something about a server that its owner should know.
 *
 * @param code what it is; never changes
 * @param why what follows from it
 * @param answers what shows it
 */
public record Finding(Code code, String why, List<String> answers) {
  /** How bad it is. */
  public enum Severity {
    /** Grants what it should not, or breaks what it grants. */
    FAULT,
    /** Wrong in most cases, and meant in some. */
    WARNING,
    /** Good to know. */
    INFO
  }

  /** What there is to be found. */
  public enum Code {
    REDIRECTED(Severity.WARNING),
    NO_CORS(Severity.INFO),
    REFLECTS_WITH_CREDENTIALS(Severity.FAULT),
    REFLECTS_ANY_ORIGIN(Severity.WARNING),
    ANY_WITH_CREDENTIALS(Severity.FAULT),
    NULL_WITH_CREDENTIALS(Severity.FAULT),
    NULL_ALLOWED(Severity.WARNING),
    SUFFIX_MATCH(Severity.FAULT),
    PREFIX_MATCH(Severity.FAULT),
    DOT_MATCHES_ANY(Severity.FAULT),
    HTTP_FOR_HTTPS(Severity.FAULT),
    SUBDOMAIN_ALLOWED(Severity.INFO),
    OTHER_PORT_ALLOWED(Severity.WARNING),
    DOUBLED_HEADER(Severity.FAULT),
    CREDENTIALS_MISSPELT(Severity.FAULT),
    PREFLIGHT_NEEDS_LOGIN(Severity.FAULT),
    PREFLIGHT_REDIRECTED(Severity.FAULT),
    PREFLIGHT_REFUSED(Severity.FAULT),
    WILDCARD_WITH_CREDENTIALS(Severity.FAULT),
    WILDCARD_LEAVES_AUTHORIZATION(Severity.INFO),
    GRANT_LOST_ON_ERROR(Severity.FAULT),
    VARY_MISSING(Severity.FAULT),
    MAX_AGE_CAPPED(Severity.INFO),
    DRIFT(Severity.FAULT);

    private final Severity severity;

    Code(Severity severity) {
      this.severity = severity;
    }

    public Severity severity() {
      return severity;
    }

    /** As it is printed: {@code vary-missing}. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  public Finding {
    answers = List.copyOf(answers);
  }

  static Finding of(Code code, String why, Answer... answers) {
    return new Finding(
        code,
        why,
        java.util.Arrays.stream(answers)
            .map(answer -> answer.asked().shown() + "\n→ " + answer.shown())
            .toList());
  }
}
