package io.bucketcors.path;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which a path can be read. Containers, frameworks and apps differ in whether they take
 * parameters off, join slashes, resolve dot segments, decode an encoded slash or decode twice, and
 * in which order (CVE-2023-4853): what one of them takes for one bucket's path is another's for
 * somebody else.
 */
public final class PathReadings {
  /** More readings than that, or longer paths, are nobody's honest key. */
  static final int MOST = 32;

  static final int MAX_LENGTH = 4096;

  private PathReadings() {}

  /**
   * Whether a path can be read in one way only: it has no escapes, no parameters, no backslash, no
   * empty or dot segments, and nothing but visible ASCII.
   *
   * @param text holds the path from {@code from} to its end
   */
  public static boolean isPlain(String text, int from) {
    return isPlain(text, from, false);
  }

  /** As {@link #isPlain(String, int)}, for a path that was decoded once. */
  public static boolean isPlainDecoded(String text) {
    return isPlain(text, 0, true);
  }

  private static boolean isPlain(String text, int from, boolean decoded) {
    int segment = from;
    for (int i = from; i <= text.length(); i++) {
      char c = i == text.length() ? '/' : text.charAt(i);
      if (c == '/') {
        boolean empty = i > from && i == segment && i < text.length();
        if (empty || isDots(text, segment, i)) {
          return false;
        }
        segment = i + 1;
      } else if (c == ';' || c == '\\') {
        return false;
      } else if (decoded ? isEscape(text, i) : c == '%' || c <= ' ' || c >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDots(String text, int from, int to) {
    return to - from == 1 && text.charAt(from) == '.'
        || to - from == 2 && text.charAt(from) == '.' && text.charAt(from + 1) == '.';
  }

  private static boolean isEscape(String text, int index) {
    return text.charAt(index) == '%'
        && index + 2 < text.length()
        && Character.digit(text.charAt(index + 1), 16) >= 0
        && Character.digit(text.charAt(index + 2), 16) >= 0;
  }

  /**
   * Every way to read a path as it was sent, or none where there are too many.
   *
   * @param raw the path, still with its escapes
   */
  public static Set<String> ofRaw(String raw) {
    if (raw.length() > MAX_LENGTH) {
      return Set.of();
    }
    // Everybody decodes letters; separators stay encoded with some.
    List<String> decoded = new ArrayList<>(decodings(raw, true));
    return decoded.size() == 1 && isPlainDecoded(decoded.get(0)) && !hasEncodedSeparator(raw)
        ? Set.of(decoded.get(0))
        : closure(decoded);
  }

  /** Every way to read a path that was decoded once, or none where there are too many. */
  public static Set<String> ofDecoded(String path) {
    return path.length() > MAX_LENGTH ? Set.of() : closure(List.of(path));
  }

  private static boolean hasEncodedSeparator(String raw) {
    for (int i = raw.indexOf('%'); i >= 0; i = raw.indexOf('%', i + 1)) {
      if (isEscape(raw, i) && isSeparator(raw, i)) {
        return true;
      }
    }
    return false;
  }

  /** All that comes of doing any of the steps, in any order, any number of times. */
  private static Set<String> closure(List<String> first) {
    Set<String> readings = new LinkedHashSet<>(first);
    Deque<String> open = new ArrayDeque<>(first);
    while (!open.isEmpty()) {
      String path = open.remove();
      List<String> next = new ArrayList<>(decodings(path, false));
      next.addAll(decodings(path, true));
      next.add(withoutParameters(path));
      next.add(path.replace('\\', '/'));
      next.add(withSlashesJoined(path));
      next.add(withDotsResolved(path));
      for (String reading : next) {
        if (readings.add(reading)) {
          open.add(reading);
        }
      }
      if (readings.size() > MOST) {
        return Set.of();
      }
    }
    return readings;
  }

  private static String withoutParameters(String path) {
    if (path.indexOf(';') < 0) {
      return path;
    }
    StringBuilder out = new StringBuilder(path.length());
    boolean parameter = false;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      parameter = c != '/' && (parameter || c == ';');
      if (!parameter) {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String withSlashesJoined(String path) {
    if (!path.contains("//")) {
      return path;
    }
    StringBuilder out = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c != '/' || i == 0 || path.charAt(i - 1) != '/') {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** RFC 3986 section 5.2.4. */
  private static String withDotsResolved(String path) {
    if (!path.contains("/.") && !path.startsWith(".")) {
      return path;
    }
    Deque<String> segments = new ArrayDeque<>();
    String[] all = path.split("/", -1);
    boolean endsWithDots = false;
    for (int i = 0; i < all.length; i++) {
      endsWithDots = all[i].equals(".") || all[i].equals("..");
      // The first one is the nothing before the first slash, which no dots take away.
      if (all[i].equals("..") && segments.size() > 1) {
        segments.removeLast();
      } else if (!endsWithDots) {
        segments.addLast(all[i]);
      }
    }
    if (endsWithDots) {
      segments.addLast("");
    }
    return String.join("/", segments);
  }

  /** The path decoded once: as UTF-8, and where it is none, in the ways that are left. */
  private static Set<String> decodings(String path, boolean keepSeparators) {
    Set<String> decodings = new LinkedHashSet<>();
    boolean bytes = false;
    for (int i = 0; i < path.length() && !bytes; i++) {
      bytes = path.charAt(i) >= 0x80 && path.charAt(i) <= 0xff;
    }
    boolean escapes = path.indexOf('%') >= 0;
    if (!escapes && !bytes) {
      decodings.add(path);
      return decodings;
    }
    String utf8 = decode(path, StandardCharsets.UTF_8, keepSeparators);
    if (utf8 == null) {
      String latin1 = decode(path, StandardCharsets.ISO_8859_1, keepSeparators);
      decodings.add(latin1 == null ? path : latin1);
    } else {
      decodings.add(utf8);
    }
    if (bytes) {
      // Either letters that were decoded before, or bytes that a container took for Latin-1.
      decodings.add(path);
    }
    return decodings;
  }

  /** Null where the bytes are no text in that charset, or the path has letters beyond bytes. */
  private static @Nullable String decode(String path, Charset charset, boolean keepSeparators) {
    byte[] bytes = new byte[path.length()];
    int length = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c > 0xff) {
        return decodeEscapesAlone(path, keepSeparators);
      }
      if (isEscape(path, i) && !(keepSeparators && isSeparator(path, i))) {
        c = (char) (Character.digit(path.charAt(i + 1), 16) << 4);
        c |= (char) Character.digit(path.charAt(i + 2), 16);
        i += 2;
      }
      bytes[length++] = (byte) c;
    }
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
    } catch (CharacterCodingException noText) {
      return null;
    }
  }

  /** For text that was decoded before, so that its letters are no bytes any more. */
  private static String decodeEscapesAlone(String path, boolean keepSeparators) {
    StringBuilder out = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (isEscape(path, i) && !(keepSeparators && isSeparator(path, i))) {
        c = (char) (Character.digit(path.charAt(i + 1), 16) << 4);
        c |= (char) Character.digit(path.charAt(i + 2), 16);
        i += 2;
      }
      out.append(c);
    }
    return out.toString();
  }

  /** Whether an escape stands for a slash or a backslash. */
  private static boolean isSeparator(String text, int index) {
    char high = text.charAt(index + 1);
    char low = text.charAt(index + 2);
    return high == '2' && (low == 'f' || low == 'F') || high == '5' && (low == 'c' || low == 'C');
  }
}
