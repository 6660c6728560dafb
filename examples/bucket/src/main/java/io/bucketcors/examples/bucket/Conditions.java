package io.bucketcors.examples.bucket;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a request that name entity tags (RFC 9110, section 13). Those that name dates
 * are left to Jetty, and so are ranges.
 */
final class Conditions {
  /** What a read is to do. */
  enum Verdict {
    MET,
    NOT_MODIFIED,
    FAILED
  }

  private final @Nullable String match;
  private final @Nullable String noneMatch;
  private final @Nullable String range;

  Conditions(HttpServletRequest request) {
    match = lines(request, "If-Match");
    noneMatch = lines(request, "If-None-Match");
    range = lines(request, "If-Range");
  }

  /** Judges a read of an object. */
  Verdict judge(String etag) {
    if (match != null && !lists(match, etag, true)) {
      return Verdict.FAILED;
    }
    return noneMatch != null && lists(noneMatch, etag, false) ? Verdict.NOT_MODIFIED : Verdict.MET;
  }

  /**
   * Judges a write.
   *
   * @param etag of the object that is there, or null
   */
  boolean allowWrite(@Nullable String etag) {
    return (match == null || lists(match, etag, true))
        && (noneMatch == null || !lists(noneMatch, etag, false));
  }

  /**
   * The request without the conditions judged here, the dates that they overrule, and a range that
   * is asked for only if the object is still another one.
   */
  HttpServletRequest without(HttpServletRequest request, String etag) {
    Set<String> hidden = new HashSet<>();
    if (match != null) {
      hidden.addAll(List.of("if-match", "if-unmodified-since"));
    }
    if (noneMatch != null) {
      hidden.addAll(List.of("if-none-match", "if-modified-since"));
    }
    if (range != null) {
      hidden.add("if-range");
      if (!range.equals(etag)) {
        hidden.add("range");
      }
    }
    return hidden.isEmpty() ? request : new Hiding(request, hidden);
  }

  private static boolean lists(String header, @Nullable String etag, boolean strong) {
    if (etag == null) {
      return false;
    }
    for (String part : header.split(",")) {
      String tag = part.trim();
      if (tag.equals("*") || tag.equals(etag) || (!strong && tag.equals("W/" + etag))) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String lines(HttpServletRequest request, String name) {
    List<String> lines = Collections.list(request.getHeaders(name));
    return lines.isEmpty() ? null : String.join(",", lines).trim();
  }

  private static final class Hiding extends HttpServletRequestWrapper {
    private final Set<String> hidden;

    Hiding(HttpServletRequest request, Set<String> hidden) {
      super(request);
      this.hidden = hidden;
    }

    private boolean hides(String name) {
      return hidden.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public @Nullable String getHeader(String name) {
      return hides(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return hides(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public long getDateHeader(String name) {
      return hides(name) ? -1 : super.getDateHeader(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
      List<String> names = Collections.list(super.getHeaderNames());
      names.removeIf(this::hides);
      return Collections.enumeration(names);
    }
  }
}
