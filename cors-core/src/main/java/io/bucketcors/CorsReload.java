package io.bucketcors;

import java.util.List;

/** What came of reading the rules again. */
public sealed interface CorsReload {

  /** The rules in force afterwards. */
  CorsPolicies inForce();

  /** The rules changed and were put in force. */
  record Applied(CorsPolicies inForce) implements CorsReload {}

  /** What was read is what was in force already. */
  record Unchanged(CorsPolicies inForce) implements CorsReload {}

  /**
   * The last good rules stay in force.
   *
   * @param problems why, warnings included; at least one error
   */
  record Refused(CorsPolicies inForce, List<CorsProblem> problems) implements CorsReload {
    /** Copies the list. */
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
