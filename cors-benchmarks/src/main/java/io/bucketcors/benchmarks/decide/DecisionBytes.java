package io.bucketcors.benchmarks.decide;

import io.bucketcors.CorsPolicy;
import io.bucketcors.benchmarks.filter.Bytes;
import java.util.EnumSet;
import java.util.Set;

/** What deciding allocates. */
public final class DecisionBytes {
  /** Read by an enumeration, which any container makes anew: those bytes are the reader's. */
  private static final Set<Scenario> IN_LINES =
      EnumSet.of(Scenario.LINES_220, Scenario.LINES_220_RULES_1000);

  private DecisionBytes() {}

  /** The most that a decision allocates in any scenario. */
  public static long most() {
    long most = 0;
    for (Scenario scenario : Scenario.values()) {
      if (!IN_LINES.contains(scenario)) {
        CorsPolicy policy = scenario.policy.get();
        Request request = scenario.request;
        most = Math.max(most, Bytes.of(() -> policy.decide(request, Request.READER)));
      }
    }
    return most;
  }
}
