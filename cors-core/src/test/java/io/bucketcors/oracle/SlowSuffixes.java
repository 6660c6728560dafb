package io.bucketcors.oracle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The Public Suffix List by its own algorithm: of all rules that match a name, label by label from
 * the right, the exception or the longest prevails. All in ASCII.
 *
 * @see <a href="https://github.com/publicsuffix/list/wiki/Format">Format of the list</a>
 */
public final class SlowSuffixes {
  private static final String PLACE = "/io/bucketcors/origin/";

  private static final Set<String> RULES = new LinkedHashSet<>();

  /** Every parent of a rule, the wildcard's own label aside. */
  private static final Set<String> PARENTS = new TreeSet<>();

  static {
    load("public_suffix_list.dat");
    load("public_suffix_supplement.dat");
  }

  private SlowSuffixes() {}

  /** The rules as they are listed, in ASCII: names, {@code *.} before names, {@code !} as well. */
  public static List<String> rules() {
    return List.copyOf(RULES);
  }

  /** What stands behind a label of a rule, down to single labels. */
  public static Set<String> parents() {
    return Set.copyOf(PARENTS);
  }

  /** Whether a host is a registered name or under one: it has an owner. */
  public static boolean isOwned(String host) {
    String name = withoutRoot(host);
    return !PARENTS.contains(name) && labels(name).size() > Math.max(1, listedLength(labels(name)));
  }

  /**
   * Whether strangers have names under a host, by the list; what it does not know is not shared.
   */
  public static boolean isShared(String host) {
    String name = withoutRoot(host);
    return PARENTS.contains(name) || labels(name).size() == listedLength(labels(name));
  }

  private static String withoutRoot(String host) {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  /** How many labels of the name are a public suffix; 0 where no rule says so. */
  private static int listedLength(List<String> labels) {
    int longest = 0;
    for (int from = 0; from < labels.size(); from++) {
      List<String> tail = labels.subList(from, labels.size());
      if (RULES.contains("!" + String.join(".", tail))) {
        return tail.size() - 1;
      }
      if (longest == 0 && isListed(tail)) {
        longest = tail.size();
      }
    }
    return longest;
  }

  private static boolean isListed(List<String> labels) {
    boolean listed = RULES.contains(String.join(".", labels));
    for (int wild = 1; wild <= Math.min(2, labels.size()); wild++) {
      List<String> rule = new ArrayList<>(labels);
      rule.subList(0, wild).replaceAll(label -> "*");
      listed |= RULES.contains(String.join(".", rule));
    }
    return listed;
  }

  private static List<String> labels(String name) {
    return Arrays.asList(name.split("\\.", -1));
  }

  private static void load(String file) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(SlowSuffixes.class.getResourceAsStream(PLACE + file), file),
                StandardCharsets.UTF_8))) {
      reader
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("//"))
          .map(SlowSuffixes::ascii)
          .forEach(SlowSuffixes::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String ascii(String rule) {
    List<String> labels = new ArrayList<>();
    for (String label : labels(rule.startsWith("!") ? rule.substring(1) : rule)) {
      labels.add(label.equals("*") ? label : IDN.toASCII(label));
    }
    return (rule.startsWith("!") ? "!" : "") + String.join(".", labels);
  }

  private static void add(String rule) {
    RULES.add(rule);
    if (rule.startsWith("!")) {
      return;
    }
    List<String> labels = labels(rule);
    for (int from = 1; from < labels.size(); from++) {
      String parent = String.join(".", labels.subList(from, labels.size()));
      if (!parent.startsWith("*")) {
        PARENTS.add(parent);
      }
    }
  }
}
