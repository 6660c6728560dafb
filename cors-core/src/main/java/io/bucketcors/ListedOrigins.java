package io.bucketcors;

import io.bucketcors.adapter.CorsHeaders;
import io.bucketcors.adapter.CorsRequestReader;
import io.bucketcors.match.RuleIndex;
import io.bucketcors.origin.OriginPattern;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The origins that any of several buckets lists, as if one rule listed them all: asking costs the
 * same however many buckets there are, and allocates nothing. Immutable.
 */
final class ListedOrigins {
  private final RuleIndex standard;
  private final RuleIndex raw;
  private final int method;

  ListedOrigins(Collection<CorsPolicy> policies) {
    standard = index(policies, true);
    raw = index(policies, false);
    // One number for any method, in both.
    method = standard.method("GET");
  }

  private static RuleIndex index(Collection<CorsPolicy> policies, boolean standard) {
    Map<String, OriginPattern> patterns = new LinkedHashMap<>();
    for (CorsPolicy policy : policies) {
      if ((policy.dialect() == CorsDialect.STANDARD) == standard) {
        for (List<OriginPattern> ofRule : policy.origins()) {
          ofRule.forEach(pattern -> patterns.putIfAbsent(pattern.text(), pattern));
        }
      }
    }
    return new RuleIndex(List.of(List.copyOf(patterns.values())), List.of(List.of("*")));
  }

  <R> boolean has(R request, CorsRequestReader<? super R> reader) {
    String origin = reader.header(request, CorsHeaders.ORIGIN, 0);
    if (origin == null) {
      return false;
    }
    boolean single = reader.header(request, CorsHeaders.ORIGIN, 1) == null;
    return isListed(origin, single) || isListedAsText(origin, single);
  }

  private boolean isListed(String origin, boolean single) {
    int rule =
        single ? standard.first(origin, method, null) : standard.firstForAnyOrigin(method, null);
    return rule < RuleIndex.NONE;
  }

  private boolean isListedAsText(String origin, boolean single) {
    // What stores cannot echo matches only their literal *.
    int rule =
        single && BucketAnswers.isEchoable(origin)
            ? raw.firstForRaw(origin, method, null)
            : raw.firstForAnyOrigin(method, null);
    return rule < RuleIndex.NONE;
  }
}
