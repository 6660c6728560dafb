package io.bucketcors;

import io.bucketcors.CorsProblem.InvalidHeader;
import io.bucketcors.CorsProblem.InvalidMethod;
import io.bucketcors.CorsProblem.Questionable;
import io.bucketcors.header.Token;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Judges the methods and header names of rules. Lists that many rules share are judged once. */
final class NameCheck {
  /** Methods that Fetch turns into upper case, and OPTIONS, which means nothing in another one. */
  private static final Set<String> UPPER_CASE =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS");

  /** https://fetch.spec.whatwg.org/#forbidden-method. */
  private static final Set<String> FORBIDDEN_METHODS = Set.of("CONNECT", "TRACE", "TRACK");

  /** https://fetch.spec.whatwg.org/#forbidden-request-header. */
  private static final Set<String> FORBIDDEN_HEADERS =
      Set.of(
          "accept-charset",
          "accept-encoding",
          "access-control-request-headers",
          "access-control-request-method",
          "connection",
          "content-length",
          "cookie",
          "cookie2",
          "date",
          "dnt",
          "expect",
          "host",
          "keep-alive",
          "origin",
          "referer",
          "set-cookie",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "via");

  private final PolicySettings settings;
  private final CorsLocation.Finder finder;
  private final List<CorsProblem> problems;
  private final Set<List<String>> soundMethods = new HashSet<>();
  private final Set<List<String>> soundHeaders = new HashSet<>();

  NameCheck(PolicySettings settings, CorsLocation.Finder finder, List<CorsProblem> problems) {
    this.settings = settings;
    this.finder = finder;
    this.problems = problems;
  }

  void check(int index, CorsRule rule) {
    List<String> methods = rule.allowedMethods();
    List<String> headers = rule.allowedHeaders();
    int before = problems.size();
    if (!soundMethods.contains(methods)) {
      checkMethods(index, methods);
      if (problems.size() == before) {
        soundMethods.add(methods);
      }
    }
    before = problems.size();
    if (!soundHeaders.contains(headers)) {
      checkAllowedHeaders(index, headers);
      if (problems.size() == before) {
        soundHeaders.add(headers);
      }
    }
    checkExposeHeaders(index, rule);
  }

  private void checkMethods(int index, List<String> methods) {
    for (int element = 0; element < methods.size(); element++) {
      String method = methods.get(element);
      String upper = method.toUpperCase(Locale.ROOT);
      if (!Token.isToken(method)) {
        method(
            at(index, "allowed-methods", element),
            method,
            "method-not-a-token",
            "no browser can send such a method",
            "write one such as PUT");
      } else if (method.length() > StandardAnswers.MAX_METHOD) {
        method(
            at(index, "allowed-methods", element),
            method,
            "method-too-long",
            "a method has at most 64 characters",
            "");
      } else if (method.length() > 1 && method.indexOf('*') >= 0) {
        method(
            at(index, "allowed-methods", element),
            method,
            "method-wildcard",
            "a * stands alone, for any method",
            "write *");
      } else if (FORBIDDEN_METHODS.contains(upper)) {
        method(
            at(index, "allowed-methods", element),
            method,
            "method-forbidden",
            "scripts cannot send this method",
            "remove it");
      } else if (UPPER_CASE.contains(upper) && !method.equals(upper)) {
        method(
            at(index, "allowed-methods", element),
            method,
            "method-case",
            "methods are case-sensitive",
            "write " + upper);
      } else if (upper.equals("PATCH") && !method.equals(upper)) {
        problems.add(
            new Questionable(
                "method-patch-case",
                at(index, "allowed-methods", element),
                method,
                method,
                "browsers send PATCH as the script writes it, and hardly any writes it so",
                "write PATCH"));
      }
    }
  }

  private void checkAllowedHeaders(int index, List<String> headers) {
    for (int element = 0; element < headers.size(); element++) {
      String header = headers.get(element);
      String lower = header.toLowerCase(Locale.ROOT);
      if (!Token.isToken(header)) {
        header(
            at(index, "allowed-headers", element),
            header,
            "header-not-a-token",
            "no header has such a name",
            "write the name alone, such as Content-Type, without a colon or a blank");
      } else if (header.indexOf('*') != header.lastIndexOf('*')) {
        header(
            at(index, "allowed-headers", element),
            header,
            "header-several-wildcards",
            "a header name may hold one *",
            "list the names one by one");
      } else if (FORBIDDEN_HEADERS.contains(lower)
          || lower.startsWith("proxy-")
          || lower.startsWith("sec-")) {
        problems.add(
            new Questionable(
                "header-not-settable",
                at(index, "allowed-headers", element),
                header,
                header,
                "no script can set this header, so no browser asks for it",
                "remove it"));
      }
    }
  }

  private void checkExposeHeaders(int index, CorsRule rule) {
    List<String> headers = rule.exposeHeaders();
    for (int element = 0; element < headers.size(); element++) {
      String header = headers.get(element);
      boolean star = header.indexOf('*') >= 0;
      if (!Token.isToken(header)) {
        header(
            at(index, "expose-headers", element),
            header,
            "header-not-a-token",
            "no header has such a name",
            "write the name alone, such as Content-Type, without a colon or a blank");
      } else if (star && settings.dialect() != CorsDialect.STANDARD) {
        header(
            at(index, "expose-headers", element),
            header,
            "expose-wildcard-dialect",
            "dialect " + settings.dialect().key() + " has no wildcard here",
            "list the names one by one");
      } else if (star && (!header.equals("*") || headers.size() > 1)) {
        header(
            at(index, "expose-headers", element),
            header,
            "expose-wildcard-mixed",
            "a * stands alone, for every header",
            "write * alone, or the names");
      } else if (star && rule.allowCredentials()) {
        header(
            at(index, "expose-headers", element),
            header,
            "expose-wildcard-credentials",
            "with credentials browsers take * for a header of that name",
            "list the names one by one");
      }
    }
  }

  private void method(
      CorsLocation location, String method, String code, String explanation, String fix) {
    problems.add(new InvalidMethod(code, location, method, method, explanation, fix));
  }

  private void header(
      CorsLocation location, String header, String code, String explanation, String fix) {
    problems.add(new InvalidHeader(code, location, header, header, explanation, fix));
  }

  private CorsLocation at(int index, String field, int element) {
    return finder.find(settings.bucket(), index, field, element);
  }
}
