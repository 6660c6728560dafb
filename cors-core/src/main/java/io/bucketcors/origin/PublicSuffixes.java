package io.bucketcors.origin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * The suffixes under which strangers register names, so that a wildcard over one of them allows
 * origins of anybody: the Public Suffix List, its private section included, and a short supplement
 * of shared parents that it lacks.
 *
 * @see <a href="https://publicsuffix.org/">Public Suffix List</a>
 */
public final class PublicSuffixes {
  private static final String LIST = "public_suffix_list.dat";
  private static final String SUPPLEMENT = "public_suffix_supplement.dat";

  /** Listed suffixes, and all their parents. */
  private final Set<String> shared = new HashSet<>();

  /** What stands behind {@code *.} in the list: any one label before it makes a suffix. */
  private final Set<String> wildcards = new HashSet<>();

  /** What stands behind {@code *.*.} in the supplement: any two labels before it make a suffix. */
  private final Set<String> doubleWildcards = new HashSet<>();

  /** Exceptions from wildcards. */
  private final Set<String> exceptions = new HashSet<>();

  private PublicSuffixes() {
    load(LIST);
    load(SUPPLEMENT);
  }

  /** The list, loaded when it is first asked for. */
  public static PublicSuffixes get() {
    return Holder.INSTANCE;
  }

  /** Whether strangers can have names under the host, in lower case, without a trailing dot. */
  public boolean isShared(String host) {
    // The list is in Unicode. Turning the few hosts that are asked for into it takes far less than
    // turning the list into ASCII would.
    String name = host.contains("xn--") ? IDN.toUnicode(host) : host;
    if (shared.contains(name)) {
      return true;
    }
    int first = name.indexOf('.');
    if (first < 0 || exceptions.contains(name)) {
      return false;
    }
    int second = name.indexOf('.', first + 1);
    return wildcards.contains(name.substring(first + 1))
        || second > 0 && doubleWildcards.contains(name.substring(second + 1));
  }

  /**
   * Whether the host, in lower case, is a name that somebody has registered, or is under one. A
   * single label never is, listed or not.
   */
  public boolean isOwned(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return name.indexOf('.') > 0 && !isShared(name);
  }

  private void load(String resource) {
    try (InputStream stream = PublicSuffixes.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("cors-core was packaged without " + resource);
      }
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String rule = line.strip();
        if (!rule.isEmpty() && !rule.startsWith("//")) {
          add(rule);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String rule) {
    if (rule.startsWith("!")) {
      exceptions.add(rule.substring(1));
    } else if (rule.startsWith("*.*.")) {
      String parent = rule.substring(4);
      doubleWildcards.add(parent);
      addWithParents(parent);
    } else if (rule.startsWith("*.")) {
      String parent = rule.substring(2);
      wildcards.add(parent);
      addWithParents(parent);
    } else {
      addWithParents(rule);
    }
  }

  private void addWithParents(String suffix) {
    String host = suffix;
    while (shared.add(host)) {
      int dot = host.indexOf('.');
      if (dot < 0) {
        return;
      }
      host = host.substring(dot + 1);
    }
  }

  private static final class Holder {
    static final PublicSuffixes INSTANCE = new PublicSuffixes();
  }
}
