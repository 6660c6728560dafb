package io.bucketcors.oracle;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads text as the URL standard reads a URL that is nothing but an origin, and writes that origin
 * again as the standard serializes it. Text is an origin as browsers send it exactly where both are
 * the same. It folds, decodes and takes apart what the product refuses at sight, so the two have no
 * way of going wrong in common.
 *
 * @see <a href="https://url.spec.whatwg.org/#url-parsing">URL parsing</a>
 */
final class UrlReader {
  private static final Map<String, Integer> SPECIAL =
      Map.of("http", 80, "https", 443, "ws", 80, "wss", 443, "ftp", 21);

  private UrlReader() {}

  /** The origin that a browser makes of the text; the text itself where it already is one. */
  static Optional<String> serialized(String text) {
    int colon = text.indexOf(':');
    String scheme = colon < 1 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
    boolean usable =
        !scheme.isEmpty()
            && isLetter(scheme.charAt(0))
            && scheme.chars().allMatch(c -> isLetter(c) || isDigit(c) || "+-.".indexOf(c) >= 0);
    if (!usable || scheme.equals("file") || !text.startsWith("//", colon + 1)) {
      return Optional.empty();
    }
    String authority = text.substring(colon + 3);
    // What comes after an authority: an origin has none of it.
    for (String end : List.of("/", "?", "#", "@", "\\")) {
      if (authority.contains(end)) {
        return Optional.empty();
      }
    }
    int port = portStart(authority);
    String host = port < 0 ? authority : authority.substring(0, port);
    Integer standard = SPECIAL.get(scheme);
    Optional<String> written = standard == null ? opaque(host) : domain(host);
    if (written.isEmpty() || port == authority.length() - 1) {
      return Optional.empty();
    }
    if (port < 0) {
      return written.map(h -> scheme + "://" + h);
    }
    String digits = authority.substring(port + 1);
    if (digits.length() > 20 || !digits.chars().allMatch(UrlReader::isDigit)) {
      return Optional.empty();
    }
    int number = new BigInteger(digits).min(BigInteger.valueOf(65536)).intValue();
    if (number > 65535 || number == 0) {
      return Optional.empty();
    }
    String shown = standard != null && standard == number ? "" : ":" + number;
    return written.map(h -> scheme + "://" + h + shown);
  }

  /** "Host state": the first colon outside brackets starts the port. */
  private static int portStart(String authority) {
    boolean inside = false;
    for (int i = 0; i < authority.length(); i++) {
      char c = authority.charAt(i);
      inside = c == '[' || inside && c != ']';
      if (c == ':' && !inside) {
        return i;
      }
    }
    return -1;
  }

  /** "Opaque-host parser". */
  private static Optional<String> opaque(String host) {
    if (host.startsWith("[")) {
      return ipv6(host);
    }
    StringBuilder written = new StringBuilder();
    for (int i = 0; i < host.length(); ) {
      int c = host.codePointAt(i);
      if (c == 0 || "\t\n\r #/:<>?@[\\]^|".indexOf(c) >= 0) {
        return Optional.empty();
      }
      if (c <= 0x1f || c > 0x7e) {
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
          written.append("%%%02X".formatted(b));
        }
      } else {
        written.appendCodePoint(c);
      }
      i += Character.charCount(c);
    }
    return written.isEmpty() ? Optional.empty() : Optional.of(written.toString());
  }

  /**
   * "Host parser" for special schemes; domains in ASCII only, as all are by the time they go out.
   */
  private static Optional<String> domain(String host) {
    if (host.startsWith("[")) {
      return ipv6(host);
    }
    StringBuilder decoded = new StringBuilder();
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == '%') {
        if (i + 2 >= host.length() || !isHex(host.substring(i + 1, i + 3))) {
          return Optional.empty();
        }
        c = (char) Integer.parseInt(host.substring(i + 1, i + 3), 16);
        i += 2;
      }
      boolean forbidden = c <= 0x20 || c >= 0x7f || "#/:<>?@[\\]^|%".indexOf(c) >= 0;
      if (forbidden) {
        return Optional.empty();
      }
      decoded.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    }
    String name = decoded.toString();
    List<String> labels = new ArrayList<>(List.of(name.split("\\.", -1)));
    if (labels.get(labels.size() - 1).isEmpty() && labels.size() > 1) {
      labels.remove(labels.size() - 1);
    }
    String last = labels.get(labels.size() - 1);
    boolean number =
        !last.isEmpty() && last.chars().allMatch(UrlReader::isDigit)
            || last.startsWith("0x") && (last.length() == 2 || isHex(last.substring(2)));
    if (number) {
      return ipv4(labels);
    }
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }

  /** "IPv4 parser": decimal, octal and hexadecimal, and fewer than four numbers. */
  private static Optional<String> ipv4(List<String> parts) {
    if (parts.size() > 4) {
      return Optional.empty();
    }
    long address = 0;
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      int radix = part.startsWith("0x") ? 16 : part.length() > 1 && part.startsWith("0") ? 8 : 10;
      String digits = radix == 16 ? part.substring(2) : part;
      if (part.isEmpty()) {
        return Optional.empty();
      }
      BigInteger value;
      try {
        value = digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits, radix);
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
      boolean last = i == parts.size() - 1;
      int bits = last ? 8 * (5 - parts.size()) : 8;
      if (value.signum() < 0 || value.bitLength() > bits) {
        return Optional.empty();
      }
      address += value.longValue() << (last ? 0 : 8 * (3 - i));
    }
    return Optional.of(
        "%d.%d.%d.%d"
            .formatted(
                address >> 24 & 0xff, address >> 16 & 0xff, address >> 8 & 0xff, address & 0xff));
  }

  private static Optional<String> ipv6(String host) {
    if (!host.endsWith("]")) {
      return Optional.empty();
    }
    return SlowIpv6.read(host.substring(1, host.length() - 1)).map(text -> "[" + text + "]");
  }

  private static boolean isHex(String text) {
    return text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
  }

  private static boolean isLetter(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
