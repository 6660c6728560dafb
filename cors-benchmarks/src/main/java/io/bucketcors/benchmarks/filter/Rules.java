package io.bucketcors.benchmarks.filter;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a subject is to allow, said so that each can say it in its own configuration.
 *
 * @param kind how origins are listed
 * @param origins what is listed: origins of kind EXACT, hosts of which all subdomains are meant of
 *     kind WILDCARD, nothing of kind ANY
 * @param methods methods
 * @param headers names of request headers
 */
public record Rules(Kind kind, List<String> origins, List<String> methods, List<String> headers) {
  /** How origins are listed. */
  public enum Kind {
    EXACT,
    WILDCARD,
    ANY
  }

  /** How long browsers may keep a preflight, the same everywhere. */
  public static final int MAX_AGE_SECONDS = 600;

  private static final List<String> METHODS = List.of("GET", "HEAD", "PUT", "DELETE");
  static final List<String> THREE_HEADERS =
      List.of("authorization", "content-type", "x-requested-with");

  /** So many origins, {@code https://site0.example} the first. */
  public static Rules exact(int count) {
    return exact(IntStream.range(0, count).mapToObj(i -> "https://site" + i + ".example").toList());
  }

  static Rules exact(List<String> origins) {
    return new Rules(Kind.EXACT, origins, METHODS, THREE_HEADERS);
  }

  static Rules wildcards(int count) {
    return new Rules(
        Kind.WILDCARD,
        IntStream.range(0, count).mapToObj(i -> "site" + i + ".example").toList(),
        METHODS,
        THREE_HEADERS);
  }

  static Rules any() {
    return new Rules(Kind.ANY, List.of(), METHODS, THREE_HEADERS);
  }

  Rules withHeaders(List<String> names) {
    return new Rules(kind, origins, methods, names);
  }

  /** The listed origins with the usual wildcard: {@code https://*.site0.example}, or {@code *}. */
  public List<String> patterns() {
    return switch (kind) {
      case EXACT -> origins;
      case WILDCARD -> origins.stream().map(host -> "https://*." + host).toList();
      case ANY -> List.of("*");
    };
  }

  /**
   * The same as regular expressions, with a wildcard as the peers' documentation writes it. One of
   * whole labels, {@code ([a-z0-9-]+\.)+}, overflows the stack at an Origin of 8 KB.
   */
  public List<String> regexes() {
    return switch (kind) {
      case EXACT -> origins.stream().map(Rules::quoted).toList();
      case WILDCARD -> origins.stream().map(host -> "https://.*\\." + quoted(host)).toList();
      case ANY -> List.of("*");
    };
  }

  private static String quoted(String text) {
    return text.replace(".", "\\.");
  }
}
