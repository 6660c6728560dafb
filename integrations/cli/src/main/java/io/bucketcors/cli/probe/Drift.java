package io.bucketcors.cli.probe;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsRequest;
import io.bucketcors.CorsRule;
import io.bucketcors.cli.probe.Finding.Code;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whether a server does what a set of rules says: asked about each origin and method of them. */
public final class Drift {
  private static final int MOST = 200;

  private final Asker asker;
  private final URI url;
  private final CorsPolicy policy;

  public Drift(Asker asker, URI url, CorsPolicies policies) {
    this.asker = asker;
    this.url = url;
    policy = policy(policies, url);
  }

  private static CorsPolicy policy(CorsPolicies policies, URI url) {
    String path = url.getRawPath();
    return policies.forRequest(path == null || path.isEmpty() ? "/" : path, "");
  }

  /** Origins that the rules list as they are. */
  public static List<String> origins(CorsPolicies policies, URI url) {
    Set<String> origins = new LinkedHashSet<>();
    for (CorsRule rule : policy(policies, url).rules()) {
      rule.allowedOrigins().stream()
          .filter(origin -> origin.contains("://") && origin.indexOf('*') < 0)
          .forEach(origins::add);
    }
    return List.copyOf(origins).subList(0, Math.min(origins.size(), 5));
  }

  /**
   * Asks about all origins and methods of the rules, patterns by one example each.
   *
   * @return at most one finding, with the first preflight that is judged otherwise
   */
  public List<Finding> run() throws IOException {
    Set<String> origins = new LinkedHashSet<>();
    Set<String> methods = new LinkedHashSet<>();
    for (CorsRule rule : policy.rules()) {
      rule.allowedOrigins().stream()
          .filter(origin -> !origin.equals("*"))
          .map(Drift::example)
          .forEach(origins::add);
      rule.allowedMethods().stream()
          .map(method -> method.equals("*") ? "PATCH" : method)
          .forEach(methods::add);
    }
    origins.add("https://bucketcors-probe.example");
    int asked = 0;
    for (String origin : origins) {
      for (String method : methods) {
        if (asked++ == MOST) {
          return List.of();
        }
        boolean rules = policy.decide(CorsRequest.preflight(origin, method)).isAllowed();
        Answer answer = asker.ask(Ask.preflight(url, origin, method, List.of()));
        boolean server =
            new PreflightChecks(origin, method, List.of(), (code, why, answers) -> {})
                .isAllowed(answer);
        if (rules != server) {
          String why =
              rules
                  ? "the rules allow this preflight, the server does not"
                  : "the server allows this preflight, the rules do not";
          return List.of(Finding.of(Code.DRIFT, why, answer));
        }
      }
    }
    return List.of();
  }

  /** One origin that a pattern matches. */
  private static String example(String pattern) {
    return pattern.replace(":*", ":64999").replace("://*", "://bucketcors-probe").replace("*", "x");
  }
}
