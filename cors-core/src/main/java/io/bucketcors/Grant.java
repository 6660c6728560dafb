package io.bucketcors;

import io.bucketcors.CorsComparison.Aspect;
import io.bucketcors.adapter.CorsHeaders;
import io.bucketcors.adapter.CorsRequestReader;
import io.bucketcors.adapter.CorsResponseWriter;
import io.bucketcors.header.ResponseHeaders;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an answer gives a page, read from the very headers that are sent. Immutable. */
final class Grant {
  private static final Grant NOTHING = new Grant(new Sent());

  private final boolean access;
  private final boolean credentials;
  private final boolean anyOrigin;
  private final List<String> exposed;
  private final @Nullable String maxAge;

  /** The headers that count, as they are written. */
  private static final class Sent implements CorsResponseWriter<Sent> {
    private @Nullable String origin;
    private @Nullable String credentials;
    private @Nullable String exposed;
    private @Nullable String maxAge;

    @Override
    public void set(Sent response, String name, String value) {
      switch (name) {
        case CorsHeaders.ALLOW_ORIGIN -> origin = value;
        case CorsHeaders.ALLOW_CREDENTIALS -> credentials = value;
        case CorsHeaders.EXPOSE_HEADERS -> exposed = value;
        case CorsHeaders.MAX_AGE -> maxAge = value;
        default -> {}
      }
    }

    @Override
    public void vary(Sent response, String fieldNames) {}
  }

  private Grant(Sent sent) {
    access = sent.origin != null;
    credentials = "true".equals(sent.credentials);
    anyOrigin = "*".equals(sent.origin);
    exposed = sent.exposed == null ? List.of() : names(sent.exposed);
    maxAge = sent.maxAge;
  }

  static <R> Grant of(CorsDecision decision, R request, CorsRequestReader<? super R> reader) {
    if (!decision.isAllowed()) {
      return NOTHING;
    }
    Sent sent = new Sent();
    decision.writeHeaders(request, reader, sent, sent);
    return new Grant(sent);
  }

  private static List<String> names(String list) {
    Set<String> names = new TreeSet<>();
    for (String name : list.split(",", -1)) {
      names.add(name.strip().toLowerCase(Locale.ROOT));
    }
    names.remove("");
    names.removeAll(ResponseHeaders.SAFELISTED);
    names.removeAll(ResponseHeaders.FORBIDDEN);
    return names.contains("*") ? List.of("*") : List.copyOf(names);
  }

  boolean credentials() {
    return credentials;
  }

  /** Whether {@code *} is sent, and not the very origin. */
  boolean anyOrigin() {
    return anyOrigin;
  }

  /**
   * In lower case and in order; {@code *} alone for every header. Only names that make a
   * difference.
   */
  List<String> exposed() {
    return exposed;
  }

  OptionalLong maxAge() {
    return maxAge == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(maxAge));
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
    if (!other.exposed.contains("*") && !other.exposed.containsAll(exposed)) {
      more.add(Aspect.EXPOSED_HEADERS);
    }
    return more;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || other instanceof Grant that
            && access == that.access
            && credentials == that.credentials
            && anyOrigin == that.anyOrigin
            && exposed.equals(that.exposed)
            && Objects.equals(maxAge, that.maxAge);
  }

  @Override
  public int hashCode() {
    int flags = (access ? 1 : 0) + (credentials ? 2 : 0) + (anyOrigin ? 4 : 0);
    return 31 * (31 * flags + exposed.hashCode()) + Objects.hashCode(maxAge);
  }
}
