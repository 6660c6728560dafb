package io.bucketcors.path;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Takes the context path off a request's path: servers give it decoded, or as it was sent. */
public final class ContextPath {
  /** What {@link #end} returns where the path does not lie below the context path. */
  public static final int ELSEWHERE = -1;

  private ContextPath() {}

  /**
   * Where the path below the context path starts.
   *
   * @param raw the path of a request's URI, still with its escapes
   * @param contextPath empty, {@code /} or {@code /app}, with its escapes or without
   */
  public static int end(String raw, String contextPath) {
    int length = contextPath.endsWith("/") ? contextPath.length() - 1 : contextPath.length();
    if (length == 0) {
      return 0;
    }
    boolean literal = raw.regionMatches(0, contextPath, 0, length);
    int end = literal ? length : endOfSegments(raw, contextPath);
    boolean parameters = end < raw.length() && raw.charAt(end) == ';';
    if (!parameters && end < raw.length() && raw.charAt(end) != '/'
        || !literal && !isSame(raw.substring(0, end), contextPath)) {
      return ELSEWHERE;
    }
    if (!parameters) {
      return end;
    }
    // Who found the context has taken its parameters off.
    int slash = raw.indexOf('/', end);
    return slash < 0 ? raw.length() : slash;
  }

  /** Where as many segments end as the context path has. */
  private static int endOfSegments(String raw, String contextPath) {
    int end = 0;
    for (int i = 0; i < contextPath.length() - 1 && end < raw.length(); i++) {
      if (contextPath.charAt(i) == '/') {
        int slash = raw.indexOf('/', end + 1);
        end = slash < 0 ? raw.length() : slash;
      }
    }
    return end;
  }

  private static boolean isSame(String raw, String contextPath) {
    Set<String> readings = PathReadings.ofRaw(raw);
    String context =
        contextPath.endsWith("/")
            ? contextPath.substring(0, contextPath.length() - 1)
            : contextPath;
    return readings.size() == 1
        && (readings.contains(context) || readings.equals(PathReadings.ofRaw(escaped(context))));
  }

  /** Jetty escapes a blank in a context path and leaves a letter beyond ASCII. */
  private static String escaped(String context) {
    StringBuilder text = new StringBuilder(context.length());
    for (byte b : context.getBytes(StandardCharsets.UTF_8)) {
      if (b < 0) {
        text.append(String.format("%%%02X", b));
      } else {
        text.append((char) b);
      }
    }
    return text.toString();
  }
}
