package io.bucketcors.benchmarks.filter;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a subject made of a request.
 *
 * @param status the status
 * @param headers all header lines, names in lower case
 * @param passedOn whether the app was reached
 */
public record Answer(int status, Map<String, List<String>> headers, boolean passedOn) {
  /** All lines of a header as one, or null. */
  public @Nullable String header(String name) {
    List<String> lines = headers.get(name.toLowerCase(Locale.ROOT));
    return lines == null ? null : String.join(",", lines);
  }

  /**
   * Says what is wrong with this answer, as a browser would find it.
   *
   * @param scenario what it was asked
   * @return what is wrong, or null where all is well
   */
  public @Nullable String fault(FilterScenario scenario) {
    String origin = header("Access-Control-Allow-Origin");
    return switch (scenario.expected()) {
      case NOTHING -> origin == null ? null : "grants " + origin + " where no Origin was sent";
      case DENIED -> grantFault(scenario.call()) == null ? "grants " + origin : null;
      case GRANTED -> grantFault(scenario.call());
    };
  }

  /** Why a browser would not take this for a grant, or null where it would. */
  private @Nullable String grantFault(Call call) {
    String origin = header("Access-Control-Allow-Origin");
    if (origin == null || !origin.equals("*") && !origin.equals(call.origin())) {
      return "grants not " + call.origin() + " but " + origin;
    }
    if (!call.isPreflight()) {
      return passedOn ? null : "stops the request";
    }
    if (status < 200 || status > 299) {
      return "answers a preflight with " + status;
    }
    if (!list("Access-Control-Allow-Methods").contains(call.requestMethod())) {
      return "allows no " + call.requestMethod();
    }
    Set<String> allowed = list("Access-Control-Allow-Headers");
    return allowed.containsAll(call.requestedNames()) ? null : "allows only headers " + allowed;
  }

  private Set<String> list(String name) {
    String value = header(name);
    if (value == null) {
      return Set.of();
    }
    return Arrays.stream(value.split(","))
        .map(String::trim)
        .collect(Collectors.toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));
  }
}
