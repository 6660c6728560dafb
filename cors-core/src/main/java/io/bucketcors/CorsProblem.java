package io.bucketcors;

/**
 * One thing that is wrong, or odd, with what was configured. Each kind of problem is a type of its
 * own; all of them say the same six things.
 */
public sealed interface CorsProblem {

  /** A stable name for programs, such as {@code origin-trailing-slash}. Lower case, dashes. */
  String code();

  /** Where it was written. */
  CorsLocation location();

  /** The offending value, as written; empty where something is missing. */
  String value();

  /** The part of the value that offends; equal to the value where all of it does. */
  String part();

  /** What is wrong with it, in one sentence. */
  String explanation();

  /** What to write instead, in one sentence; empty where nobody can know. */
  String fix();

  /** Whether rules with this problem are refused; otherwise it is a warning. */
  default boolean isError() {
    return true;
  }

  /** All of it as one line for people. Escaped: never holds raw control characters. */
  default String message() {
    return ProblemText.line(this);
  }

  /** An origin or origin pattern that is not written as browsers write origins. */
  record InvalidOrigin(
      String code, CorsLocation location, String value, String part, String explanation, String fix)
      implements CorsProblem {}

  /** A hazard that the rule does not accept by name. */
  record RefusedHazard(
      CorsHazard hazard, CorsLocation location, String value, String part, String explanation)
      implements CorsProblem {
    @Override
    public String code() {
      return "hazard-" + hazard.key();
    }

    @Override
    public String fix() {
      String safe =
          switch (hazard) {
            case INSECURE_ORIGIN -> "use https";
            case EXTENSION_WILDCARD -> "name the extension you mean";
            case NULL_ORIGIN, PUBLIC_SUFFIX, UNBOUNDED_WILDCARD -> "name the origins you mean";
          };
      // Most who write http://localhost* mean its ports.
      if (value.matches("http://(localhost|127\\.0\\.0\\.1)\\*")) {
        safe = "write " + value.replace("*", ":*") + " for any port";
      }
      return safe
          + ", or accept the risk with "
          + location.beside("dangerously-allow")
          + "="
          + hazard.key()
          + location.besideDocument();
    }
  }

  /** Credentials for origins that anybody can have. No switch allows this. */
  record RefusedCredentials(
      String code, CorsLocation location, String value, String part, String explanation, String fix)
      implements CorsProblem {}

  /** A method that is no token, is written in the wrong case, or that no browser sends. */
  record InvalidMethod(
      String code, CorsLocation location, String value, String part, String explanation, String fix)
      implements CorsProblem {}

  /** A request or response header name that is none. */
  record InvalidHeader(
      String code, CorsLocation location, String value, String part, String explanation, String fix)
      implements CorsProblem {}

  /** A number, boolean, duration or keyword that is none, or is out of range. */
  record InvalidValue(
      String code, CorsLocation location, String value, String part, String explanation, String fix)
      implements CorsProblem {}

  /** Something that is required and not there. */
  record MissingValue(String code, CorsLocation location, String explanation, String fix)
      implements CorsProblem {
    @Override
    public String value() {
      return "";
    }

    @Override
    public String part() {
      return "";
    }
  }

  /** Two settings that contradict each other. */
  record ConflictingValues(
      String code, CorsLocation location, String value, String part, String explanation, String fix)
      implements CorsProblem {}

  /** A key that nothing reads. From the environment it is a warning. */
  record UnknownKey(CorsLocation location, String value, String part, String fix, boolean isError)
      implements CorsProblem {
    @Override
    public String code() {
      return "unknown-key";
    }

    @Override
    public String explanation() {
      return "no such key";
    }
  }

  /** A path pattern that is none, or that two buckets claim. */
  record InvalidPath(
      String code, CorsLocation location, String value, String part, String explanation, String fix)
      implements CorsProblem {}

  /** A rules document that cannot be found, read or understood. */
  record InvalidDocument(
      String code, CorsLocation location, String value, String part, String explanation, String fix)
      implements CorsProblem {}

  /** A place that holds rules and cannot be read at all. */
  record UnreadableSource(CorsLocation location, String explanation, String fix)
      implements CorsProblem {
    @Override
    public String code() {
      return "source-unreadable";
    }

    @Override
    public String value() {
      return "";
    }

    @Override
    public String part() {
      return "";
    }
  }

  /** Rules that work, though hardly as they were meant. */
  record Questionable(
      String code, CorsLocation location, String value, String part, String explanation, String fix)
      implements CorsProblem {
    @Override
    public boolean isError() {
      return false;
    }
  }
}
