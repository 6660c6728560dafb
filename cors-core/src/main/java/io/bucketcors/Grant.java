package io.bucketcors;

import io.bucketcors.CorsComparison.Aspect;
import io.bucketcors.adapter.CorsHeaders;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an answer gives a page, read from the very headers that are sent.
 *
 * @param exposed in lower case; {@code *} alone for every header
 */
record Grant(
    boolean access,
    boolean credentials,
    boolean anyOrigin,
    SortedSet<String> exposed,
    OptionalLong maxAge) {

  private static final Grant NOTHING =
      new Grant(false, false, false, Collections.emptySortedSet(), OptionalLong.empty());

  static Grant of(CorsDecision decision, CorsRequest request) {
    if (!decision.isAllowed()) {
      return NOTHING;
    }
    Map<String, String> headers = decision.headers(request);
    SortedSet<String> exposed = new TreeSet<>();
    for (String name : headers.getOrDefault(CorsHeaders.EXPOSE_HEADERS, "").split(",", -1)) {
      if (!name.isBlank()) {
        exposed.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    if (exposed.contains("*")) {
      exposed.retainAll(Set.of("*"));
    }
    String maxAge = headers.get(CorsHeaders.MAX_AGE);
    return new Grant(
        headers.containsKey(CorsHeaders.ALLOW_ORIGIN),
        "true".equals(headers.get(CorsHeaders.ALLOW_CREDENTIALS)),
        "*".equals(headers.get(CorsHeaders.ALLOW_ORIGIN)),
        Collections.unmodifiableSortedSet(exposed),
        maxAge == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(maxAge)));
  }

  /** What this gives that another does not. */
  Set<Aspect> beyond(Grant other) {
    Set<Aspect> more = EnumSet.noneOf(Aspect.class);
    if (access && !other.access) {
      more.add(Aspect.ACCESS);
    }
    if (credentials && !other.credentials) {
      more.add(Aspect.CREDENTIALS);
    }
    boolean all = other.exposed.contains("*");
    if (!all && !other.exposed.containsAll(exposed)) {
      more.add(Aspect.EXPOSED_HEADERS);
    }
    return more;
  }
}
