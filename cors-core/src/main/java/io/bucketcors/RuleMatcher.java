package io.bucketcors;

import io.bucketcors.header.AllowedHeaders;
import io.bucketcors.match.RuleIndex;
import io.bucketcors.origin.SerializedOrigin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The compiled rules of one bucket: finds the first rule that matches. Immutable; matching
 * allocates nothing.
 */
final class RuleMatcher {
  /** No rule lists the origin. */
  static final int NO_ORIGIN = -1;

  /** No rule lists origin and method together. */
  static final int NO_METHOD = -2;

  /** No rule lists origin and method and covers the headers. */
  static final int NO_HEADERS = -3;

  /** Whatever the rules say, nothing is granted on this path. */
  static final int AMBIGUOUS_PATH = -4;

  /** What an {@code Origin} is to the rules. */
  enum OriginKind {
    /** Matches only {@code *}. */
    MALFORMED,
    /** Matches {@code *} and {@code null}. */
    NULL,
    /** Well formed. */
    SERIALIZED,
    /** Compared as text, for dialects that stand in for a bucket. */
    RAW
  }

  private final RuleIndex index;
  private final AllowedHeaders[] headers;
  private final boolean refusesAll;

  /** Grants nothing: for paths that containers and apps may read differently. */
  static RuleMatcher refusingAll() {
    return new RuleMatcher(new AllowedHeaders[0], new RuleIndex(List.of(), List.of()), true);
  }

  /**
   * @param headers what {@link #compileHeaders} made of the rules
   * @param index the index over the same rules
   */
  RuleMatcher(AllowedHeaders[] headers, RuleIndex index) {
    this(headers, index, false);
  }

  private RuleMatcher(AllowedHeaders[] headers, RuleIndex index, boolean refusesAll) {
    this.headers = headers;
    this.index = index;
    this.refusesAll = refusesAll;
  }

  /**
   * The allowed headers of each rule. Rules with the same list share one instance, so that a list
   * that failed is not tried twice.
   */
  static AllowedHeaders[] compileHeaders(List<CorsRule> rules) {
    Map<List<String>, AllowedHeaders> shared = new HashMap<>();
    AllowedHeaders[] compiled = new AllowedHeaders[rules.size()];
    for (int i = 0; i < compiled.length; i++) {
      compiled[i] = shared.computeIfAbsent(rules.get(i).allowedHeaders(), AllowedHeaders::of);
    }
    return compiled;
  }

  /** Whether there is nothing to match, because no rules were written. */
  boolean isEmpty() {
    return headers.length == 0 && !refusesAll;
  }

  /**
   * The first rule that matches, or why there is none.
   *
   * @param method the method to look for, or null for one that no rule can list
   * @param withHeaders whether requested headers count
   */
  <R> int match(
      OriginKind kind,
      String origin,
      long parts,
      @Nullable String method,
      boolean withHeaders,
      R request,
      CorsRequestReader<? super R> reader) {
    if (refusesAll) {
      return AMBIGUOUS_PATH;
    }
    int methodNumber = index.method(method == null ? "" : method);
    int rule = next(kind, origin, parts, methodNumber, -1);
    if (rule == RuleIndex.UNLISTED) {
      return NO_ORIGIN;
    }
    if (rule == RuleIndex.NONE || method == null) {
      return NO_METHOD;
    }
    return withHeaders
        ? matchHeaders(rule, kind, origin, parts, methodNumber, request, reader)
        : rule;
  }

  /** The first rule that lists the method, whatever it says about origins. */
  int firstForAnyOrigin(String method) {
    int rule = index.nextForAnyOrigin(index.method(method), -1);
    return rule >= RuleIndex.NONE ? NO_METHOD : rule;
  }

  private <R> int matchHeaders(
      int first,
      OriginKind kind,
      String origin,
      long parts,
      int method,
      R request,
      CorsRequestReader<? super R> reader) {
    if (reader.header(request, CorsHeaders.REQUEST_HEADERS, 0) == null) {
      return first;
    }
    AllowedHeaders failed = null;
    int rule = first;
    do {
      if (headers[rule] != failed) {
        failed = headers[rule];
        if (covers(failed, request, reader)) {
          return rule;
        }
      }
      rule = next(kind, origin, parts, method, rule);
    } while (rule < RuleIndex.NONE);
    return NO_HEADERS;
  }

  private int next(OriginKind kind, String origin, long parts, int method, int after) {
    return switch (kind) {
      case MALFORMED -> index.nextForAnyOrigin(method, after);
      case NULL -> index.nextForNull(method, after);
      case SERIALIZED -> index.next(origin, parts, method, after);
      case RAW -> index.nextForRaw(origin, method, after);
    };
  }

  /** The reason behind a negative result of {@link #match}. */
  static CorsReason reason(int failure) {
    return switch (failure) {
      case NO_METHOD -> CorsReason.METHOD_NOT_ALLOWED;
      case NO_HEADERS -> CorsReason.HEADER_NOT_ALLOWED;
      case AMBIGUOUS_PATH -> CorsReason.AMBIGUOUS_PATH;
      default -> CorsReason.ORIGIN_NOT_ALLOWED;
    };
  }

  /** Whether the rule's headers cover everything that all lines ask for, within bounds. */
  static <R> boolean covers(
      AllowedHeaders allowed, R request, CorsRequestReader<? super R> reader) {
    int names = 0;
    int length = 0;
    for (int i = 0; ; i++) {
      String line = reader.header(request, CorsHeaders.REQUEST_HEADERS, i);
      if (line == null) {
        return true;
      }
      length += line.length();
      if (length > AllowedHeaders.MAX_LENGTH || i == AllowedHeaders.MAX_LINES) {
        return false;
      }
      names = allowed.check(line, names);
      if (names == AllowedHeaders.REFUSED) {
        return false;
      }
    }
  }

  /** What an {@code Origin} of dialect {@code standard} is, given what reading it said. */
  static OriginKind kindOf(String origin, long parts, boolean single) {
    if (!single) {
      return OriginKind.MALFORMED;
    }
    if (parts != SerializedOrigin.MALFORMED) {
      return OriginKind.SERIALIZED;
    }
    return origin.equals("null") ? OriginKind.NULL : OriginKind.MALFORMED;
  }
}
