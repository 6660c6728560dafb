package io.bucketcors.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The obvious loop: rule by rule, first match wins. */
public record SlowPolicy(String dialect, boolean responseVary, List<SlowRule> rules) {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final String ON_OPTIONS =
      "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";

  /** Decides by the dialect. */
  public SlowAnswer decide(SlowRequest request) {
    return dialect.equals("standard") ? decideStandard(request) : decideBucket(request);
  }

  private SlowAnswer decideStandard(SlowRequest request) {
    boolean options = request.method().equals("OPTIONS");
    boolean cors = !request.origins().isEmpty();
    boolean preflight = options && cors && !request.requestMethods().isEmpty();
    boolean everybody = rules.stream().allMatch(rule -> rule.origins().contains("*"));
    Map<String, String> headers = new TreeMap<>();
    if (options || !everybody) {
      headers.put("Vary", options ? ON_OPTIONS : "Origin");
    }
    if (!preflight && everybody) {
      for (int i = 0; i < rules.size(); i++) {
        if (listsMethod(rules.get(i), request.method())) {
          grantActual(headers, rules.get(i), "*");
          return new SlowAnswer(cors ? "ALLOWED" : "NOT_CORS", false, cors ? i : -1, 0, headers);
        }
      }
    }
    if (!cors) {
      return new SlowAnswer("NOT_CORS", false, -1, 0, headers);
    }
    String method = preflight ? request.requestMethods().get(0) : request.method();
    boolean usable =
        !preflight
            || request.requestMethods().size() == 1
                && method.length() <= 64
                && method.matches(TOKEN);
    int furthest = 0;
    for (int i = 0; i < rules.size(); i++) {
      SlowRule rule = rules.get(i);
      if (rule.origins().stream().noneMatch(o -> SlowPattern.matches(o, request.origins()))) {
        continue;
      }
      furthest = Math.max(furthest, 1);
      if (!usable || !listsMethod(rule, method)) {
        continue;
      }
      furthest = Math.max(furthest, 2);
      if (preflight && !coversHeaders(rule, request.requestHeaders())) {
        continue;
      }
      String origin = rule.origins().contains("*") ? "*" : request.origins().get(0);
      if (preflight) {
        grantPreflight(headers, rule, origin, method, request);
      } else {
        grantActual(headers, rule, origin);
      }
      return new SlowAnswer("ALLOWED", preflight, i, preflight ? 204 : 0, headers);
    }
    boolean wellFormed =
        request.origins().size() == 1
            && (request.origins().get(0).equals("null")
                || SlowOrigin.read(request.origins().get(0)).isPresent());
    String reason =
        switch (furthest) {
          case 0 -> wellFormed ? "ORIGIN_NOT_ALLOWED" : "MALFORMED_ORIGIN";
          case 1 -> "METHOD_NOT_ALLOWED";
          default -> "HEADER_NOT_ALLOWED";
        };
    return new SlowAnswer(reason, preflight, -1, preflight ? 403 : 0, headers);
  }

  private static void grantActual(Map<String, String> headers, SlowRule rule, String origin) {
    headers.put("Access-Control-Allow-Origin", origin);
    if (rule.credentials()) {
      headers.put("Access-Control-Allow-Credentials", "true");
    }
    if (!rule.expose().isEmpty()) {
      headers.put("Access-Control-Expose-Headers", String.join(", ", rule.expose()));
    }
  }

  private static void grantPreflight(
      Map<String, String> headers,
      SlowRule rule,
      String origin,
      String method,
      SlowRequest request) {
    headers.put("Access-Control-Allow-Origin", origin);
    if (rule.credentials()) {
      headers.put("Access-Control-Allow-Credentials", "true");
    }
    List<String> methods = new ArrayList<>();
    for (String listed : rule.methods()) {
      String shown = listed.equals("*") ? method : listed;
      boolean again = listed.equals("*") && !method.equals("*") && rule.methods().contains(method);
      if (!again && !methods.contains(shown)) {
        methods.add(shown);
      }
    }
    headers.put("Access-Control-Allow-Methods", String.join(", ", methods));
    List<String> names = names(request.requestHeaders());
    if (!names.isEmpty()) {
      headers.put("Access-Control-Allow-Headers", String.join(",", names));
    }
    if (rule.maxAge() >= 0) {
      headers.put("Access-Control-Max-Age", Long.toString(rule.maxAge()));
    }
  }

  private SlowAnswer decideBucket(SlowRequest request) {
    boolean cos = dialect.equals("cos");
    Map<String, String> headers = new TreeMap<>();
    if (cos && responseVary) {
      headers.put("Vary", "Origin");
    }
    boolean options = request.method().equals("OPTIONS");
    if (request.origins().isEmpty() || request.origins().get(0).isEmpty()) {
      return new SlowAnswer(
          options ? "ORIGIN_MISSING" : "NOT_CORS", options, -1, options ? 400 : 0, headers);
    }
    List<String> asked = request.requestMethods();
    List<String> known = List.of("GET", "PUT", "POST", "DELETE", "HEAD");
    if (options && !asked.isEmpty() && !known.contains(asked.get(0))) {
      return new SlowAnswer("METHOD_INVALID", true, -1, 400, headers);
    }
    if (rules.isEmpty()) {
      return new SlowAnswer("NO_RULES", options, -1, options ? 403 : 0, headers);
    }
    if (options && asked.isEmpty()) {
      return new SlowAnswer("METHOD_INVALID", true, -1, 400, headers);
    }
    String method = asked.isEmpty() ? request.method() : asked.get(0);
    int furthest = 0;
    for (int i = 0; i < rules.size(); i++) {
      SlowRule rule = rules.get(i);
      if (rule.origins().stream().noneMatch(o -> SlowPattern.matchesRaw(o, request.origins()))) {
        continue;
      }
      furthest = Math.max(furthest, 1);
      if (!listsMethod(rule, method)) {
        continue;
      }
      furthest = Math.max(furthest, 2);
      if (coversHeaders(rule, request.requestHeaders())) {
        grantAsBucket(headers, rule, request, cos);
        return new SlowAnswer("ALLOWED", options, i, options ? 200 : 0, headers);
      }
    }
    String reason =
        List.of("ORIGIN_NOT_ALLOWED", "METHOD_NOT_ALLOWED", "HEADER_NOT_ALLOWED").get(furthest);
    return new SlowAnswer(reason, options, -1, options ? 403 : 0, headers);
  }

  private static void grantAsBucket(
      Map<String, String> headers, SlowRule rule, SlowRequest request, boolean cos) {
    String separator = cos ? "," : ", ";
    if (!cos) {
      headers.put("Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
    }
    if (rule.origins().contains("*")) {
      headers.put("Access-Control-Allow-Origin", "*");
    } else {
      headers.put("Access-Control-Allow-Origin", request.origins().get(0));
      headers.put("Access-Control-Allow-Credentials", "true");
    }
    headers.put("Access-Control-Allow-Methods", String.join(separator, rule.methods()));
    boolean explicit = cos && rule.headers().stream().noneMatch(name -> name.contains("*"));
    List<String> allowed = explicit ? rule.headers() : names(request.requestHeaders());
    if (!request.requestHeaders().isEmpty() && !allowed.isEmpty()) {
      headers.put("Access-Control-Allow-Headers", String.join(separator, allowed));
    }
    if (!rule.expose().isEmpty()) {
      headers.put("Access-Control-Expose-Headers", String.join(separator, rule.expose()));
    }
    if (rule.maxAge() >= 0) {
      headers.put("Access-Control-Max-Age", Long.toString(rule.maxAge()));
    }
  }

  private static boolean listsMethod(SlowRule rule, String method) {
    return rule.methods().contains("*") || rule.methods().contains(method);
  }

  private static boolean coversHeaders(SlowRule rule, List<String> lines) {
    int characters = lines.stream().mapToInt(String::length).sum();
    List<String> names = names(lines);
    if (characters > 8192 || names.size() > 256 || lines.size() > 256) {
      return false;
    }
    for (String name : names) {
      boolean covered =
          rule.headers().stream()
              .anyMatch(allowed -> SlowPattern.glob(allowed.toLowerCase(Locale.ROOT), name));
      if (!name.matches(TOKEN) || !covered) {
        return false;
      }
    }
    return true;
  }

  /** The requested names in lower case. */
  private static List<String> names(List<String> lines) {
    List<String> names = new ArrayList<>();
    for (String line : lines) {
      for (String element : line.split(",", -1)) {
        String name = element.replaceAll("^[ \t]+|[ \t]+$", "");
        if (!name.isEmpty()) {
          names.add(name.toLowerCase(Locale.ROOT));
        }
      }
    }
    return names;
  }
}
