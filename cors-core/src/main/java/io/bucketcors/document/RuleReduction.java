package io.bucketcors.document;

import io.bucketcors.CorsField;
import io.bucketcors.CorsLocation;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsRule;
import io.bucketcors.header.ResponseHeaders;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rules with everything taken out that a kind of document cannot say. Nothing is ever put in, so
 * each rule gives less or the same; what that does to the rules after it, whoever reduces has to
 * compare.
 *
 * @param rules what is left
 * @param responseVary what is left of it
 * @param problems what could not be said, about the rules as they were
 * @param dropped the indexes of rules that are left out, as no origin or method of theirs is left
 */
record RuleReduction(
    List<CorsRule> rules, boolean responseVary, List<CorsProblem> problems, List<Integer> dropped) {

  static RuleReduction of(DocumentKind kind, List<CorsRule> rules, boolean responseVary) {
    List<CorsProblem> problems = CorsDocument.check(kind, rules, responseVary);
    boolean vary = responseVary;
    List<CorsRule> left = new ArrayList<>();
    List<Integer> dropped = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      Part part = new Part(kind, rules.get(i));
      for (CorsProblem problem : problems) {
        if (problem.location().rule() == i) {
          part.take(problem.location());
        }
      }
      CorsRule rule = part.rule();
      if (rule.allowedOrigins().isEmpty() || rule.allowedMethods().isEmpty()) {
        dropped.add(i);
      } else {
        left.add(rule);
      }
    }
    for (CorsProblem problem : problems) {
      vary &= problem.location().field() != CorsField.RESPONSE_VARY;
    }
    return new RuleReduction(List.copyOf(left), vary, problems, dropped);
  }

  /** One rule, from which things are taken. */
  private static final class Part {
    private final DocumentKind kind;
    private final CorsRule whole;
    private final Set<Integer> origins = new HashSet<>();
    private final Set<Integer> methods = new HashSet<>();
    private final Set<Integer> headers = new HashSet<>();
    private final Set<Integer> exposed = new HashSet<>();
    private final Set<CorsField> fields = new HashSet<>();

    Part(DocumentKind kind, CorsRule whole) {
      this.kind = kind;
      this.whole = whole;
    }

    void take(CorsLocation location) {
      CorsField field = location.field();
      int element = location.element();
      if (field == CorsField.ALLOWED_ORIGINS) {
        origins.add(element);
      } else if (field == CorsField.ALLOWED_METHODS) {
        methods.add(element);
      } else if (field == CorsField.ALLOWED_HEADERS) {
        headers.add(element);
      } else if (field == CorsField.EXPOSE_HEADERS && element >= 0) {
        exposed.add(element);
      } else if (field != null) {
        fields.add(field);
      }
    }

    CorsRule rule() {
      List<String> allowed = left(whole.allowedHeaders(), headers);
      List<String> expose = left(whole.exposeHeaders(), exposed);
      if (fields.contains(CorsField.EXPOSE_HEADERS)) {
        boolean oneList = kind == DocumentKind.GCS_JSON || kind == DocumentKind.GCS_XML;
        if (oneList) {
          allowed = both(allowed, expose);
        }
        expose = oneList ? allowed : List.of();
      }
      CorsRule.Builder rule =
          CorsRule.allow()
              .id(fields.contains(CorsField.ID) ? null : whole.id())
              .origins(left(whole.allowedOrigins(), origins))
              .methods(left(whole.allowedMethods(), methods))
              .headers(allowed)
              .expose(expose);
      whole.maxAgeSeconds().ifPresent(rule::maxAgeSeconds);
      if (!fields.contains(CorsField.ALLOW_CREDENTIALS)) {
        rule.credentials(whole.allowCredentials());
      }
      if (!fields.contains(CorsField.DANGEROUSLY_ALLOW)) {
        rule.dangerouslyAllow(whole.dangerouslyAllow());
      }
      return rule.build();
    }

    private static List<String> left(List<String> values, Set<Integer> taken) {
      List<String> left = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        if (!taken.contains(i)) {
          left.add(values.get(i));
        }
      }
      return left;
    }

    /** The names that may be sent and be read, in one list for both. */
    private static List<String> both(List<String> allowed, List<String> exposed) {
      Set<String> names = new TreeSet<>();
      for (String name : exposed) {
        if (name.indexOf('*') < 0 && allowed.stream().anyMatch(each -> covers(each, name))) {
          names.add(name.toLowerCase(Locale.ROOT));
        }
      }
      for (String name : allowed) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (ResponseHeaders.SAFELISTED.contains(lower)) {
          names.add(lower);
        }
      }
      return List.copyOf(names);
    }

    /** Whether an allowed header, with one * at most, covers a name. */
    private static boolean covers(String pattern, String name) {
      String lower = name.toLowerCase(Locale.ROOT);
      String mask = pattern.toLowerCase(Locale.ROOT);
      int star = mask.indexOf('*');
      return star < 0
          ? mask.equals(lower)
          : lower.length() >= mask.length() - 1
              && lower.startsWith(mask.substring(0, star))
              && lower.endsWith(mask.substring(star + 1));
    }
  }
}
