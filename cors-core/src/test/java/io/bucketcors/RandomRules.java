package io.bucketcors;

import io.bucketcors.oracle.SlowRequest;
import io.bucketcors.oracle.SlowRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Rule lists in which rules get in each other's way, and requests that only just miss them. */
final class RandomRules {
  private static final String[] METHODS = {
    "GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "get", "PUTT", "*", "PURGE"
  };
  private static final String[][] HEADERS = {
    {},
    {"x-a"},
    {"x-a,x-b"},
    {" X-A ,, x-b\t,"},
    {"x-b", "x-a"},
    {"x-amz-date"},
    {"x-amz-"},
    {"x-amzdate,x-a"},
    {"authorization"},
    {""},
    {"x a"},
    {"x-a;x-b"},
    {"x-\u00e9"},
  };

  private RandomRules() {}

  static Arbitrary<List<SlowRule>> standard() {
    return related(rule(origin()).list().ofMinSize(1).ofMaxSize(6));
  }

  static Arbitrary<List<SlowRule>> raw() {
    return related(rule(rawOrigin()).list().ofMaxSize(6));
  }

  /** Every rule lists any origin, so that answers are static. */
  static Arbitrary<List<SlowRule>> forEverybody() {
    return related(rule(Arbitraries.just("*")).list().ofMinSize(1).ofMaxSize(4));
  }

  /**
   * Lists in which most rules are an earlier one with one field changed: rules that share nothing
   * cannot show that something is shared which must not be.
   */
  private static Arbitrary<List<SlowRule>> related(Arbitrary<List<SlowRule>> unrelated) {
    return Combinators.combine(unrelated, Arbitraries.longs())
        .as(
            (rules, seed) -> {
              SplittableRandom random = new SplittableRandom(seed);
              List<SlowRule> related = new ArrayList<>(rules);
              for (int i = 1; i < related.size(); i++) {
                if (random.nextInt(4) > 0) {
                  SlowRule earlier = related.get(random.nextInt(i));
                  related.set(i, withOneFieldOf(earlier, rules.get(i), random.nextInt(7)));
                }
              }
              return related;
            });
  }

  private static SlowRule withOneFieldOf(SlowRule rule, SlowRule other, int field) {
    return new SlowRule(
        field == 0 ? other.origins() : rule.origins(),
        field == 1 ? other.methods() : rule.methods(),
        field == 2 ? other.headers() : rule.headers(),
        field == 3 ? other.expose() : rule.expose(),
        field == 4 ? other.maxAge() : rule.maxAge(),
        field == 5 ? !rule.credentials() : rule.credentials());
  }

  private static Arbitrary<SlowRule> rule(Arbitrary<String> origin) {
    Arbitrary<List<String>> methods =
        Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.of("GET", "HEAD", "PUT", "POST", "DELETE", "PURGE")),
                Tuple.of(1, Arbitraries.of("*", "PATCH", "OPTIONS")))
            .list()
            .ofMinSize(1)
            .ofMaxSize(3);
    Arbitrary<List<String>> headers =
        Arbitraries.of("x-a", "X-B", "x-amz-*", "*-date", "x-*-e", "authorization", "*", "x*")
            .list()
            .ofMaxSize(3);
    Arbitrary<List<String>> expose = Arbitraries.of("ETag", "x-e").list().ofMaxSize(2);
    return Combinators.combine(
            origin.list().ofMinSize(1).ofMaxSize(3),
            methods,
            headers,
            expose,
            Arbitraries.of(-1L, 0L, 600L),
            Arbitraries.of(false, false, true))
        .as(SlowRule::new);
  }

  private static Arbitrary<String> host() {
    Arbitrary<String> label = Arbitraries.of("a", "b", "a-b", "example", "x_y");
    return Arbitraries.frequencyOf(
        Tuple.of(
            8,
            Combinators.combine(label.list().ofMaxSize(2), Arbitraries.of("example", "a", "b"))
                .as((labels, last) -> String.join(".", append(labels, last)))),
        Tuple.of(
            1, Arbitraries.of("localhost", "127.0.0.1", "[::1]", "[2001:db8::a]", "a.example.")));
  }

  private static List<String> append(List<String> labels, String last) {
    List<String> all = new ArrayList<>(labels);
    all.add(last);
    return all;
  }

  private static Arbitrary<String> origin() {
    Arbitrary<String> scheme = Arbitraries.of("https", "https", "http", "capacitor");
    Arbitrary<String> port = Arbitraries.of("", "", ":8443", ":*", ":81");
    Arbitrary<String> exact =
        Combinators.combine(scheme, host(), port).as((s, h, p) -> s + "://" + h + p);
    Arbitrary<String> bounded =
        Combinators.combine(scheme, host(), port).as((s, h, p) -> s + "://*." + h + p);
    Arbitrary<String> unbounded =
        Combinators.combine(scheme, host(), host(), port, Arbitraries.of(0, 1, 2, 3))
            .as(
                (s, h, g, p, shape) ->
                    switch (shape) {
                      case 0 -> s + "://*" + h + p;
                      case 1 -> s + "://" + h + "*" + p;
                      case 2 -> s + "://" + h + ".*." + g + p;
                      default -> (s.equals("http") ? "*" : "http*") + "://" + h + p;
                    });
    return Arbitraries.frequencyOf(
        Tuple.of(6, exact),
        Tuple.of(5, bounded),
        Tuple.of(2, unbounded),
        Tuple.of(3, inLabel(scheme, port)),
        Tuple.of(3, opaque()),
        Tuple.of(1, Arbitraries.of("*", "null", "https://*")));
  }

  /** A star with text around it in its label, before domains with an owner and without. */
  private static Arbitrary<String> inLabel(Arbitrary<String> scheme, Arbitrary<String> port) {
    Arbitrary<String> label =
        Arbitraries.of("pr-*", "*-pr", "pr-*-web", "a*b", "a.pr-*", "app.*", "b.*-a", "a.*.b");
    Arbitrary<String> domain =
        Arbitraries.of(
            "a.example",
            "b.a.example",
            "example",
            "github.io",
            "a.github.io",
            "co.uk",
            "a.example.",
            "localhost");
    return Combinators.combine(scheme, label, domain, port)
        .as((s, l, d, p) -> s + "://" + l + "." + d + p);
  }

  /** Hosts of web views, extensions and programs, which keep their case. */
  private static Arbitrary<String> opaque() {
    Arbitrary<String> scheme =
        Arbitraries.of("app", "capacitor", "moz-extension", "safari-web-extension");
    Arbitrary<String> host =
        Arbitraries.of(
            ".",
            "MyApp",
            "2AB3-852",
            "a%2fb",
            "a..b",
            "1.2.3",
            "[::1]",
            "!$",
            "*",
            "*App",
            "My*",
            "a.*.b",
            "*.x");
    return Combinators.combine(scheme, host, Arbitraries.of("", "", ":80", ":*"))
        .as((s, h, p) -> s + "://" + h + p);
  }

  private static Arbitrary<String> rawOrigin() {
    return Arbitraries.frequencyOf(
        Tuple.of(4, origin().filter(o -> o.indexOf('*') == o.lastIndexOf('*'))),
        Tuple.of(1, Arbitraries.of("*.example", "https", "a*", "Https://A.example")));
  }

  /** So many requests, spread over everything that is near the rules. */
  static List<SlowRequest> near(List<SlowRule> rules, int count, long seed) {
    Set<String> origins = new LinkedHashSet<>(List.of("null", "", "*", "https://other.example"));
    for (SlowRule rule : rules) {
      rule.origins().forEach(pattern -> origins.addAll(nearMisses(pattern)));
    }
    List<String> pool = List.copyOf(origins);
    SplittableRandom random = new SplittableRandom(seed);
    List<SlowRequest> requests = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String origin = pool.get(random.nextInt(pool.size()));
      List<String> lines =
          switch (random.nextInt(40)) {
            case 0 -> List.of();
            case 1 -> List.of(origin, origin);
            case 2 -> List.of(origin, "https://a.example");
            default -> List.of(origin);
          };
      String method = METHODS[random.nextInt(METHODS.length)];
      List<String> asked = Arrays.asList(HEADERS[random.nextInt(HEADERS.length)]);
      requests.add(
          switch (random.nextInt(8)) {
            case 0, 1 -> new SlowRequest(method, lines, List.of(), List.of());
            case 2 -> new SlowRequest(method, lines, List.of(), asked);
            case 3 -> new SlowRequest(method, lines, List.of("GET"), asked);
            case 4 -> new SlowRequest("OPTIONS", lines, List.of(method, method), asked);
            case 5 -> new SlowRequest("OPTIONS", lines, List.of(method + " "), asked);
            default -> new SlowRequest("OPTIONS", lines, List.of(method), asked);
          });
    }
    return requests;
  }

  /** Origins that match the pattern, and others that a careless reader takes for them. */
  static List<String> nearMisses(String pattern) {
    String sample =
        pattern
            .replace(":*", ":8443")
            .replace("http*://", "https://")
            .replace("*://", "http://")
            .replace("*", "a");
    List<String> near = new ArrayList<>();
    near.add(sample);
    near.add(pattern);
    int star = pattern.indexOf('*');
    if (star > 0 && star > pattern.indexOf("://") && pattern.charAt(star - 1) != ':') {
      for (String text :
          List.of("", ".", "x.y", "a.example", "A", "a.", ".a", "1.2", "-", "a:80")) {
        String origin = pattern.substring(0, star) + text + pattern.substring(star + 1);
        near.add(origin.replace(":*", ""));
      }
    }
    int separator = sample.indexOf("://");
    if (separator < 0) {
      return near;
    }
    String scheme = sample.substring(0, separator);
    String rest = sample.substring(separator + 3);
    int colon = rest.lastIndexOf(':') > rest.lastIndexOf(']') ? rest.lastIndexOf(':') : -1;
    String host = colon < 0 ? rest : rest.substring(0, colon);
    String port = colon < 0 ? "" : rest.substring(colon);
    String start = scheme + "://";
    near.add(start + host);
    near.add(start + host + ":8443");
    near.add(start + host + ":81");
    near.add(start + host + ":443");
    near.add(start + host + ":08443");
    near.add(start + host + ":0");
    near.add(start + host + ":");
    near.add("http://" + rest);
    near.add("https://" + rest);
    near.add("x" + start + rest);
    near.add(start + rest.toLowerCase(Locale.ROOT));
    near.add(start + rest.toUpperCase(Locale.ROOT));
    near.add("app" + start + rest);
    near.add("capacitor://" + rest);
    near.add(start + host + "]" + port);
    near.add(start + host + ":1:2");
    near.add(start + host + "^" + port);
    near.add(start + host + "\"" + port);
    near.add(start + "x" + rest);
    near.add(start + "x." + rest);
    near.add(start + "b.x." + rest);
    near.add(start + "." + rest);
    near.add(start + "x.." + rest);
    near.add(start + "-" + rest);
    near.add(start + host.substring(host.indexOf('.') + 1) + port);
    near.add(start + host + ".x" + port);
    near.add(start + host + "x" + port);
    near.add(start + host + "." + port);
    near.add(start + host.replace('.', 'x') + port);
    near.add(start + host.toUpperCase(Locale.ROOT) + port);
    near.add(start + host.replace(".", "%2e") + port);
    near.add(start + "x@" + rest);
    near.add(start + "x/." + rest);
    near.add(start + rest + "/");
    near.add(start + rest + " ");
    near.add(start + "1.2.3." + rest);
    near.add(start + host + ".1" + port);
    near.add(sample.substring(0, sample.length() - 1));
    near.add(start + "\u0430" + rest);
    near.add(start + "a".repeat(64) + "." + rest);
    near.add(start + ("a".repeat(60) + ".").repeat(4) + rest);
    return near;
  }
}
