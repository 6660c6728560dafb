package io.bucketcors.config;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsLocation;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsProblemType;
import io.bucketcors.CorsProblems;
import io.bucketcors.text.Quoted;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where rules are read from, again and again. Used by one thread at a time. */
interface Loader {
  /**
   * Reads what there is, which may block.
   *
   * @throws CorsConfigurationException if it cannot be read
   */
  Draft read();

  /**
   * The path of the file that holds the last good rules, for when nothing else can be read; null
   * where none is set. Never throws.
   */
  default @Nullable String lastGood() {
    return null;
  }

  /**
   * Tells which config sources had a part in rules that are in force and were not read here; from
   * then on they must not be silent.
   */
  default void remember(Set<String> givers) {}

  /** What was read. Two drafts are equal where nothing changed. */
  interface Draft {
    /**
     * Checks and compiles it.
     *
     * @param inForce the rules in force until now, or null at start
     */
    Loaded compile(@Nullable CorsPolicies inForce);
  }

  /**
   * What came of compiling what was read.
   *
   * @param policies the rules, or null where a problem is an error
   * @param problems all problems, warnings included
   * @param interval how long to wait before reading again; zero = never read again
   * @param finder where the rules come from
   * @param origin what else is known of where they come from
   */
  record Loaded(
      @Nullable CorsPolicies policies,
      List<CorsProblem> problems,
      Duration interval,
      CorsLocation.Finder finder,
      Origin origin) {}

  /**
   * Where rules come from, as far as outages matter.
   *
   * @param lastGood the path of the file that holds the last good rules, or null
   * @param given whether anything says which rules there are, even that there are none
   * @param givers the names of the config sources that gave anything
   * @param empty the names of the config sources that hold nothing at all
   * @param notes lines for people on what is hidden or mixed
   */
  record Origin(
      @Nullable String lastGood,
      boolean given,
      Set<String> givers,
      Set<String> empty,
      Supplier<List<String>> notes) {
    /** Rules made in code. */
    static final Origin CODE = new Origin(null, true, Set.of(), Set.of(), List::of);
  }

  /** Rules that code makes, such as from a database. Rules that are gone are gone on purpose. */
  static Loader of(Supplier<CorsPolicies> supplier) {
    return () -> new Supplied(Objects.requireNonNull(supplier.get(), "the supplier gave null"));
  }

  /** A snapshot that code has made; equal only to the same snapshot. */
  record Supplied(CorsPolicies policies) implements Draft {
    @Override
    public Loaded compile(@Nullable CorsPolicies inForce) {
      return new Loaded(
          policies, policies.warnings(), Duration.ZERO, CorsLocation::inCode, Origin.CODE);
    }

    // Not the generated ones: see PropertyName.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Supplied that && policies.equals(that.policies);
    }

    @Override
    public int hashCode() {
      return policies.hashCode();
    }
  }

  /** A config source that gave settings, and gives none any more. */
  static CorsProblem silent(String source) {
    CorsProblems problems = new CorsProblems();
    problems
        .at(CorsLocation.inCode(CorsPolicy.DEFAULT_BUCKET).under(null, source))
        .error(
            CorsProblemType.RULES_VANISHED,
            "",
            "this source had a part in the rules and has no setting any more, as when a config"
                + " store is down",
            "bring it back; to remove rules on purpose, leave bucketcors.rules there, empty, or"
                + " set bucketcors.enabled=false there");
    return problems.list().get(0);
  }

  /** What somebody's code has thrown, as a problem. */
  static CorsConfigurationException unreadable(String source, Throwable cause) {
    String message = cause.getMessage();
    CorsProblems problems = new CorsProblems();
    problems
        .at(CorsLocation.inCode(CorsPolicy.DEFAULT_BUCKET).under(null, source))
        .error(
            CorsProblemType.SOURCE_UNREADABLE,
            "",
            "reading it failed with "
                + cause.getClass().getSimpleName()
                + (message == null ? "" : " " + Quoted.of(message)),
            isAlias(cause)
                ? "in YAML write a * within quotes: \"*\""
                : "look at what it says, and at the place that it comes from");
    CorsConfigurationException refused = new CorsConfigurationException(problems.list());
    refused.initCause(cause);
    return refused;
  }

  /** YAML takes a * at the beginning of a value for an alias, and stumbles over what follows. */
  private static boolean isAlias(Throwable cause) {
    for (Throwable next = cause; next != null; next = next.getCause()) {
      String message = String.valueOf(next.getMessage());
      if (message.contains("while scanning an alias") || message.contains("undefined alias")) {
        return true;
      }
    }
    return false;
  }
}
