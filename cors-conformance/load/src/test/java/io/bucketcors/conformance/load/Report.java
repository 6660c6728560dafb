package io.bucketcors.conformance.load;

import java.util.List;

/**
 * What a run saw.
 *
 * @param answers how many answers were judged under load
 * @param swaps how often the other rules were put in force
 * @param refusals how often bad rules were refused
 * @param cycles how often the app was undeployed
 * @param loaders how many class loaders of undeployed apps were still there
 * @param faults how many things were wrong
 * @param first the first of them
 */
record Report(
    String server,
    long answers,
    long swaps,
    long refusals,
    String heap,
    int cycles,
    int loaders,
    long faults,
    List<String> first) {

  @Override
  public String toString() {
    return "%s: %d answers over %d connections, %d swaps, %d bad files refused, %s, undeployed %d times, %d class loaders left, %d faults%s"
        .formatted(
            server,
            answers,
            Clients.CONNECTIONS,
            swaps,
            refusals,
            heap,
            cycles,
            loaders,
            faults,
            first.isEmpty() ? "" : "\n  " + String.join("\n  ", first));
  }
}
