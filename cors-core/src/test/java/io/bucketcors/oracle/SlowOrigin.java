package io.bucketcors.oracle;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An origin: text that {@link UrlReader} writes as it was, within the bounds of the contract, which
 * takes fewer characters in a domain than the URL standard does.
 */
public record SlowOrigin(String scheme, String host, int port, boolean isIp) {
  private static final Map<String, Optional<SlowOrigin>> READ = new ConcurrentHashMap<>();
  private static final List<String> WITH_DOMAINS = List.of("http", "https", "ws", "wss", "ftp");

  /** The origin, or nothing where the text is malformed. */
  public static Optional<SlowOrigin> read(String text) {
    if (READ.size() > 200_000) {
      READ.clear();
    }
    return READ.computeIfAbsent(text, SlowOrigin::parse);
  }

  private static Optional<SlowOrigin> parse(String text) {
    if (UrlReader.serialized(text).filter(text::equals).isEmpty()) {
      return Optional.empty();
    }
    String scheme = text.substring(0, text.indexOf("://"));
    String host = text.substring(scheme.length() + 3);
    int port = 0;
    int colon = host.lastIndexOf(':');
    if (colon > host.lastIndexOf(']')) {
      port = Integer.parseInt(host.substring(colon + 1));
      host = host.substring(0, colon);
    }
    boolean domain = hasDomain(scheme);
    boolean ip = host.startsWith("[") || domain && host.matches("[0-9]+(\\.[0-9]+){3}");
    boolean fits =
        scheme.length() <= 64 && host.length() <= 253 && !host.contains("*") && !host.isEmpty();
    if (domain && !ip) {
      String relative = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
      for (String label : relative.split("\\.", -1)) {
        fits &= label.length() <= 63 && label.matches("[a-z0-9_-]+");
      }
    }
    return fits ? Optional.of(new SlowOrigin(scheme, host, port, ip)) : Optional.empty();
  }

  /** Whether hosts of the scheme are names of the DNS and addresses. */
  public static boolean hasDomain(String scheme) {
    return WITH_DOMAINS.contains(scheme);
  }
}
