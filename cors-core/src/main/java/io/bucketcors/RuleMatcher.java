package io.bucketcors;

import io.bucketcors.adapter.CorsHeaders;
import io.bucketcors.adapter.CorsRequestReader;
import io.bucketcors.header.CoveringLists;
import io.bucketcors.header.HeaderIndex;
import io.bucketcors.match.RuleIndex;
import io.bucketcors.origin.SerializedOrigin;
import java.util.Enumeration;
import java.util.List;
import java.util.function.IntPredicate;
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

  /**
   * Added to the rule that {@link #match} returns, where the requested headers are not written as
   * they could be sent back.
   */
  static final int UNTIDY_HEADERS = 1 << 30;

  /** What an {@code Origin} is to the rules. */
  enum OriginKind {
    /** Matches only {@code *}. */
    MALFORMED,
    /** One line, whose text has not been read yet. */
    UNREAD,
    /** Compared as text, for dialects that stand in for a bucket. */
    RAW
  }

  private final RuleIndex index;
  private final HeaderIndex headers;
  private final boolean hasRules;
  private final boolean refusesAll;

  /** Grants nothing: for paths that containers and apps may read differently. */
  static RuleMatcher refusingAll() {
    return new RuleMatcher(
        new HeaderIndex(List.of()), new RuleIndex(List.of(), List.of()), 0, true);
  }

  /**
   * @param headers the headers that each rule allows
   * @param index the index over the same rules
   * @param rules how many there are
   */
  RuleMatcher(HeaderIndex headers, RuleIndex index, int rules) {
    this(headers, index, rules, false);
  }

  private RuleMatcher(HeaderIndex headers, RuleIndex index, int rules, boolean refusesAll) {
    this.headers = headers;
    this.index = index;
    this.hasRules = rules > 0;
    this.refusesAll = refusesAll;
  }

  /** Whether there is nothing to match, because no rules were written. */
  boolean isEmpty() {
    return !hasRules && !refusesAll;
  }

  /**
   * The first rule that lists origin and method, or why there is none.
   *
   * @param method what nobody has checked yet
   */
  int match(OriginKind kind, String origin, String method) {
    if (refusesAll) {
      return AMBIGUOUS_PATH;
    }
    int rule = first(kind, origin, index.method(method), null);
    if (rule == RuleIndex.UNLISTED) {
      return NO_ORIGIN;
    }
    return rule == RuleIndex.NONE ? NO_METHOD : rule;
  }

  /** The first rule that lists the method, whatever it says about origins. */
  int firstForAnyOrigin(String method) {
    int rule = index.firstForAnyOrigin(index.method(method), null);
    return rule >= RuleIndex.NONE ? NO_METHOD : rule;
  }

  /**
   * The first rule that lists origin and method and also covers the requested headers, which are
   * read once; or {@link #NO_HEADERS}.
   *
   * @param first what {@link #match} said of the same origin and method
   * @return maybe with {@link #UNTIDY_HEADERS}
   */
  <R> int matchHeaders(
      int first,
      OriginKind kind,
      String origin,
      String method,
      R request,
      CorsRequestReader<? super R> reader) {
    String line = reader.header(request, CorsHeaders.REQUEST_HEADERS, 0);
    if (line == null) {
      return first;
    }
    if (headers.isUniform()) {
      int names = read(line, headers, null, request, reader);
      return names == HeaderIndex.REFUSED ? NO_HEADERS : asWritten(first, names);
    }
    CoveringLists covering = headers.borrow();
    try {
      int names = read(line, headers, covering, request, reader);
      if (names == HeaderIndex.REFUSED) {
        return NO_HEADERS;
      }
      int rule = covering.test(first) ? first : first(kind, origin, index.method(method), covering);
      return rule < RuleIndex.NONE ? asWritten(rule, names) : NO_HEADERS;
    } finally {
      headers.giveBack(covering);
    }
  }

  private static int asWritten(int rule, int names) {
    return (names & HeaderIndex.UNTIDY) == 0 ? rule : rule | UNTIDY_HEADERS;
  }

  private int first(OriginKind kind, String origin, int method, @Nullable IntPredicate only) {
    return switch (kind) {
      case MALFORMED -> index.firstForAnyOrigin(method, only);
      case UNREAD -> index.first(origin, method, only);
      case RAW -> index.firstForRaw(origin, method, only);
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

  /** Whether a request asks for no header, or for those alone that a list allows. */
  static <R> boolean covers(List<String> allowed, R request, CorsRequestReader<? super R> reader) {
    String line = reader.header(request, CorsHeaders.REQUEST_HEADERS, 0);
    if (line == null) {
      return true;
    }
    HeaderIndex index = new HeaderIndex(List.of(allowed));
    return read(line, index, null, request, reader) != HeaderIndex.REFUSED;
  }

  /**
   * Whether all lines together are a list of names, within bounds, that some list of allowed
   * headers covers.
   *
   * @param first the first line
   * @param covering what is narrowed to the lists that do, or null where there is only one
   * @return what {@link HeaderIndex#check} says of them
   */
  private static <R> int read(
      String first,
      HeaderIndex headers,
      @Nullable CoveringLists covering,
      R request,
      CorsRequestReader<? super R> reader) {
    if (first.length() > HeaderIndex.MAX_LENGTH) {
      return HeaderIndex.REFUSED;
    }
    int names = headers.check(first, 0, covering);
    if (names == HeaderIndex.REFUSED
        || reader.header(request, CorsHeaders.REQUEST_HEADERS, 1) == null) {
      return names;
    }
    Enumeration<String> lines = reader.headers(request, CorsHeaders.REQUEST_HEADERS);
    if (lines.hasMoreElements()) {
      lines.nextElement();
    }
    int length = first.length();
    for (int i = 1; lines.hasMoreElements(); i++) {
      String line = lines.nextElement();
      length += line.length();
      if (length > HeaderIndex.MAX_LENGTH || i == HeaderIndex.MAX_LINES) {
        return HeaderIndex.REFUSED;
      }
      names = headers.check(line, names | HeaderIndex.UNTIDY, covering);
      if (names == HeaderIndex.REFUSED) {
        return names;
      }
    }
    return names | HeaderIndex.UNTIDY;
  }

  /** Whether an {@code Origin} of one line is malformed in dialect {@code standard}. */
  static boolean isMalformed(String origin) {
    return SerializedOrigin.read(origin) == SerializedOrigin.MALFORMED && !origin.equals("null");
  }
}
