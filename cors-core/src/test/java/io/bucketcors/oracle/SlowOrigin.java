package io.bucketcors.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An origin, read with regular expressions straight from the grammar's sentence. */
public record SlowOrigin(String scheme, String host, int port, boolean isIp) {
  private static final Map<String, Optional<SlowOrigin>> READ = new ConcurrentHashMap<>();

  private static final Pattern FORM =
      Pattern.compile("([a-z][a-z0-9+.-]{0,63})://(\\[[0-9a-f:]*\\]|[a-z0-9._-]*)(?::([0-9]+))?");
  private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*\\.?");
  private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)\\.?");
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Map<String, Integer> DEFAULTS =
      Map.of("http", 80, "https", 443, "ws", 80, "wss", 443, "ftp", 21);

  /** The origin, or nothing where the text is malformed. */
  public static Optional<SlowOrigin> read(String text) {
    if (READ.size() > 200_000) {
      READ.clear();
    }
    return READ.computeIfAbsent(text, SlowOrigin::parse);
  }

  private static Optional<SlowOrigin> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || form.group(1).equals("file")) {
      return Optional.empty();
    }
    String scheme = form.group(1);
    String host = form.group(2);
    int port = 0;
    if (form.group(3) != null) {
      if (form.group(3).startsWith("0") || form.group(3).length() > 5) {
        return Optional.empty();
      }
      port = Integer.parseInt(form.group(3));
      if (port > 65535 || port == DEFAULTS.getOrDefault(scheme, -1)) {
        return Optional.empty();
      }
    }
    boolean ip;
    if (host.startsWith("[")) {
      ip = true;
      if (!isCanonicalIpv6(host.substring(1, host.length() - 1))) {
        return Optional.empty();
      }
    } else {
      ip = IPV4.matcher(host).matches();
      boolean name = NAME.matcher(host).matches() && host.length() <= 253;
      if (!name || ENDS_IN_NUMBER.matcher(host).matches() && !ip) {
        return Optional.empty();
      }
    }
    return Optional.of(new SlowOrigin(scheme, host, port, ip));
  }

  /** Expands the address to eight numbers, writes it by the book and compares. */
  private static boolean isCanonicalIpv6(String text) {
    List<String> left = new ArrayList<>();
    List<String> right = new ArrayList<>();
    int gap = text.indexOf("::");
    if (gap >= 0) {
      addPieces(left, text.substring(0, gap));
      addPieces(right, text.substring(gap + 2));
    } else {
      addPieces(left, text);
    }
    int missing = 8 - left.size() - right.size();
    if (gap < 0 ? missing != 0 : missing < 1) {
      return false;
    }
    List<String> all = new ArrayList<>(left);
    for (int i = 0; i < missing; i++) {
      all.add("0");
    }
    all.addAll(right);
    int[] numbers = new int[8];
    for (int i = 0; i < 8; i++) {
      if (!all.get(i).matches("[0-9a-f]{1,4}")) {
        return false;
      }
      numbers[i] = Integer.parseInt(all.get(i), 16);
    }
    return written(numbers).equals(text);
  }

  private static void addPieces(List<String> pieces, String text) {
    if (!text.isEmpty()) {
      pieces.addAll(Arrays.asList(text.split(":", -1)));
    }
  }

  /** RFC 5952: the first of the longest runs of two or more zeros becomes a double colon. */
  private static String written(int[] numbers) {
    int bestStart = -1;
    int bestLength = 1;
    for (int start = 0; start < 8; start++) {
      int length = 0;
      while (start + length < 8 && numbers[start + length] == 0) {
        length++;
      }
      if (length > bestLength) {
        bestStart = start;
        bestLength = length;
      }
    }
    if (bestStart < 0) {
      return hex(numbers, 0, 8);
    }
    return hex(numbers, 0, bestStart) + "::" + hex(numbers, bestStart + bestLength, 8);
  }

  private static String hex(int[] numbers, int from, int to) {
    List<String> pieces = new ArrayList<>();
    for (int i = from; i < to; i++) {
      pieces.add(Integer.toHexString(numbers[i]));
    }
    return String.join(":", pieces);
  }
}
