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
   */
  record Loaded(
      @Nullable CorsPolicies policies,
      List<CorsProblem> problems,
      Duration interval,
      CorsLocation.Finder finder) {}

  /** Rules that code makes, such as from a database. Rules that are gone are gone on purpose. */
  static Loader of(Supplier<CorsPolicies> supplier) {
    return () -> new Supplied(supplier.get());
  }

  /** A snapshot that code has made; equal only to the same snapshot. */
  record Supplied(CorsPolicies policies) implements Draft {
    @Override
    public Loaded compile(@Nullable CorsPolicies inForce) {
      return new Loaded(policies, policies.warnings(), Duration.ZERO, CorsLocation::inCode);
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
