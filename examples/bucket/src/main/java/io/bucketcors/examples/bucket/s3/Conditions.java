package io.bucketcors.examples.bucket.s3;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions of a request (RFC 9110, section 13). */
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
  private final @Nullable Instant modifiedSince;
  private final @Nullable Instant unmodifiedSince;

  Conditions(HttpServletRequest request) {
    match = lines(request, "If-Match");
    noneMatch = lines(request, "If-None-Match");
    range = lines(request, "If-Range");
    modifiedSince = date(lines(request, "If-Modified-Since"));
    unmodifiedSince = date(lines(request, "If-Unmodified-Since"));
  }

  /** Judges a read of an object. What names entity tags overrules what names dates. */
  Verdict judge(String etag, Instant modified) {
    boolean met =
        match != null
            ? lists(match, etag, true)
            : unmodifiedSince == null || !modified.isAfter(unmodifiedSince);
    if (!met) {
      return Verdict.FAILED;
    }
    boolean known =
        noneMatch != null
            ? lists(noneMatch, etag, false)
            : modifiedSince != null && !modified.isAfter(modifiedSince);
    return known ? Verdict.NOT_MODIFIED : Verdict.MET;
  }

  /** Whether a range may be sent: not if it is asked for only of another version. */
  boolean allowRange(String etag, Instant modified) {
    return range == null || range.equals(etag) || modified.equals(date(range));
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

  private static @Nullable Instant date(@Nullable String header) {
    try {
      return header == null
          ? null
          : Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header));
    } catch (DateTimeException noDate) {
      // RFC 9110, 13.1.3: a condition whose date is none is ignored.
      return null;
    }
  }
}
