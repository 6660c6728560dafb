package io.bucketcors.cli.probe;

import io.bucketcors.adapter.CorsPreflight;
import io.bucketcors.cli.probe.Finding.Code;
import java.util.List;
import java.util.Locale;

/**
 * Judges the answer to a preflight.
 *
 * @param origin who asked
 * @see <a href="https://fetch.spec.whatwg.org/#cors-preflight-fetch">Fetch, CORS-preflight
 *     fetch</a>
 */
record PreflightChecks(String origin, String method, List<String> names, Probe.Findings findings) {
  /** What browsers cut a max age to: Chromium, Firefox. */
  private static final long[] CAPS = {7_200, 86_400};

  void check(Answer answer) {
    if (answer.status() == 401) {
      findings.found(
          Code.PREFLIGHT_NEEDS_LOGIN,
          "a preflight never carries credentials, so it has to be answered before authentication",
          answer);
    } else if (answer.status() >= 300 && answer.status() <= 399) {
      findings.found(
          Code.PREFLIGHT_REDIRECTED, "browsers follow no redirect of a preflight", answer);
    } else if (!isAllowed(answer)) {
      findings.found(Code.PREFLIGHT_REFUSED, why(answer), answer);
    }
    checkWildcards(answer);
    checkMaxAge(answer);
  }

  /** Whether a browser goes on to the request that the preflight asks for. */
  boolean isAllowed(Answer answer) {
    return answer.isOk()
        && answer.passes(origin, false)
        && allowsMethod(answer)
        && allowsNames(answer);
  }

  private String why(Answer answer) {
    String what;
    if (!answer.isOk()) {
      what = "its status is not 200 to 299";
    } else if (!answer.passes(origin, false)) {
      what = "its Access-Control-Allow-Origin is not the origin";
    } else if (!allowsMethod(answer)) {
      what = "its Access-Control-Allow-Methods lacks " + Masked.text(method);
    } else {
      what = "its Access-Control-Allow-Headers lacks some of what was asked for";
    }
    return "a GET of this origin is granted, and the preflight for it is not: " + what;
  }

  private boolean allowsMethod(Answer answer) {
    List<String> methods = answer.elements("Access-Control-Allow-Methods");
    return CorsPreflight.isSafelisted(method)
        || methods.contains(method)
        || methods.contains("*") && !answer.allowsCredentials();
  }

  private boolean allowsNames(Answer answer) {
    List<String> allowed =
        answer.elements("Access-Control-Allow-Headers").stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .toList();
    boolean any = allowed.contains("*") && !answer.allowsCredentials();
    return names.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .allMatch(name -> allowed.contains(name) || any && !name.equals("authorization"));
  }

  private void checkWildcards(Answer answer) {
    boolean any =
        answer.elements("Access-Control-Allow-Methods").contains("*")
            || answer.elements("Access-Control-Allow-Headers").contains("*");
    if (any && answer.allowsCredentials()) {
      findings.found(
          Code.WILDCARD_WITH_CREDENTIALS,
          "with credentials a * is a method or header of that name, and allows nothing else",
          answer);
    } else if (answer.elements("Access-Control-Allow-Headers").equals(List.of("*"))) {
      findings.found(
          Code.WILDCARD_LEAVES_AUTHORIZATION,
          "by the standard * does not cover Authorization, which has to be listed; browsers are"
              + " about to follow",
          answer);
    }
  }

  private void checkMaxAge(Answer answer) {
    String text = answer.first("Access-Control-Max-Age");
    if (text == null || !text.matches("[0-9]{1,18}")) {
      return;
    }
    long seconds = Long.parseLong(text);
    if (seconds > CAPS[0]) {
      findings.found(
          Code.MAX_AGE_CAPPED,
          seconds > CAPS[1]
              ? "Chromium keeps a preflight for at most 7200 seconds, Firefox for at most 86400"
              : "Chromium keeps a preflight for at most 7200 seconds",
          answer);
    }
  }
}
