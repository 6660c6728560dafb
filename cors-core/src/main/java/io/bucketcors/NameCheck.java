package io.bucketcors;

import io.bucketcors.CorsProblem.InvalidHeader;
import io.bucketcors.CorsProblem.InvalidMethod;
import io.bucketcors.CorsProblem.Questionable;
import io.bucketcors.adapter.CorsPreflight;
import io.bucketcors.header.Token;
import io.bucketcors.origin.OriginReading.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges the methods and header names of one rule. */
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

  /** https://fetch.spec.whatwg.org/#forbidden-response-header-name. */
  private static final Set<String> HIDDEN_HEADERS = Set.of("set-cookie", "set-cookie2");

  private static final Set<String> RESPONSE_HEADERS =
      Set.of(
          "access-control-allow-credentials",
          "access-control-allow-headers",
          "access-control-allow-methods",
          "access-control-allow-origin",
          "access-control-expose-headers",
          "access-control-max-age");

  /** The methods that a rule of a bucket may list. */
  private static final Set<String> BUCKET_METHODS = Set.of("GET", "HEAD", "PUT", "POST", "DELETE");

  private final PolicySettings settings;
  private final int index;
  private final CorsRule rule;
  private final CorsLocation.Finder finder;
  private final List<CorsProblem> problems;

  NameCheck(
      PolicySettings settings,
      int index,
      CorsRule rule,
      CorsLocation.Finder finder,
      List<CorsProblem> problems) {
    this.settings = settings;
    this.index = index;
    this.rule = rule;
    this.finder = finder;
    this.problems = problems;
  }

  void checkMethods() {
    List<String> methods = rule.allowedMethods();
    for (int element = 0; element < methods.size(); element++) {
      String method = methods.get(element);
      String upper = method.toUpperCase(Locale.ROOT);
      Refusal mistake = mistake("method", method);
      if (mistake != null) {
        method(element, mistake.code(), mistake.explanation(), mistake.fix());
      } else if (!Token.isToken(method)) {
        method(
            element,
            "method-not-a-token",
            "no browser can send such a method",
            "write one such as PUT");
      } else if (method.length() > CorsPreflight.MAX_METHOD_LENGTH) {
        method(element, "method-too-long", "a method has at most 64 characters", "remove it");
      } else if (method.length() > 1 && method.indexOf('*') >= 0) {
        method(element, "method-wildcard", "a * stands alone, for any method", "write *");
      } else if (FORBIDDEN_METHODS.contains(upper)) {
        method(element, "method-forbidden", "scripts cannot send this method", "remove it");
      } else if (UPPER_CASE.contains(upper) && !method.equals(upper)) {
        method(element, "method-case", "methods are case-sensitive", "write " + upper);
      } else if (upper.equals("PATCH") && !method.equals(upper)) {
        problems.add(
            new Questionable(
                "method-patch-case",
                at("allowed-methods", element),
                method,
                method,
                "browsers send PATCH as the script writes it, and hardly any writes it so",
                "write PATCH"));
      } else if (settings.dialect() != CorsDialect.STANDARD && !BUCKET_METHODS.contains(method)) {
        problems.add(notOfBucket(element, method));
      }
    }
  }

  /** A store has no rule with such a method, and answers no preflight for it. */
  private CorsProblem notOfBucket(int element, String method) {
    boolean s3 = settings.dialect() == CorsDialect.S3;
    return new Questionable(
        "method-dialect",
        at("allowed-methods", element),
        method,
        method,
        (s3 ? "S3 refuses a rule with this method" : "COS documents no rule with this method")
            + ", and dialect "
            + settings.dialect().key()
            + " refuses preflights for any but GET, HEAD, PUT, POST and DELETE",
        "list those of the five that you mean");
  }

  /**
   * A bar is a character of tokens, so only methods that all browsers know are told apart by it.
   */
  private static @Nullable Refusal mistake(String what, String name) {
    boolean methods =
        what.equals("method")
            && name.indexOf('|') >= 0
            && Stream.of(name.split("\\|", -1))
                .allMatch(part -> UPPER_CASE.contains(part.toUpperCase(Locale.ROOT)));
    return methods || !Token.isToken(name) ? ValueMistakes.ofName(what, name) : null;
  }

  void checkAllowedHeaders() {
    List<String> headers = rule.allowedHeaders();
    for (int element = 0; element < headers.size(); element++) {
      String header = headers.get(element);
      String lower = header.toLowerCase(Locale.ROOT);
      if (refuseNoName("allowed-headers", element, header)) {
        continue;
      }
      if (header.indexOf('*') != header.lastIndexOf('*')) {
        header(
            "allowed-headers",
            element,
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
                at("allowed-headers", element),
                header,
                header,
                "no script can set this header, so no browser asks for it",
                "remove it"));
      } else if (RESPONSE_HEADERS.contains(lower)) {
        problems.add(
            new Questionable(
                "header-of-responses",
                at("allowed-headers", element),
                header,
                header,
                "this is a header of responses, which the rules write; no browser asks for it",
                "remove it"));
      }
    }
  }

  void checkExposeHeaders() {
    List<String> headers = rule.exposeHeaders();
    for (int element = 0; element < headers.size(); element++) {
      String header = headers.get(element);
      boolean star = header.indexOf('*') >= 0;
      String lower = header.toLowerCase(Locale.ROOT);
      if (refuseNoName("expose-headers", element, header)) {
        continue;
      }
      if (star && settings.dialect() != CorsDialect.STANDARD) {
        header(
            "expose-headers",
            element,
            header,
            "expose-wildcard-dialect",
            "dialect " + settings.dialect().key() + " has no wildcard here",
            "list the names one by one");
      } else if (star && (!header.equals("*") || headers.size() > 1)) {
        header(
            "expose-headers",
            element,
            header,
            "expose-wildcard-mixed",
            "a * stands alone, for every header",
            "write * alone, or the names");
      } else if (star && rule.allowCredentials()) {
        header(
            "expose-headers",
            element,
            header,
            "expose-wildcard-credentials",
            "with credentials browsers take * for a header of that name",
            "list the names one by one");
      } else if (HIDDEN_HEADERS.contains(lower)) {
        problems.add(
            new Questionable(
                "header-not-readable",
                at("expose-headers", element),
                header,
                header,
                "no script can read this header, exposed or not",
                "remove it"));
      }
    }
  }

  /** Refuses what is no name of a header, or more than one; says whether it is. */
  private boolean refuseNoName(String field, int element, String header) {
    Refusal mistake = mistake("header", header);
    if (mistake != null) {
      header(field, element, header, mistake.code(), mistake.explanation(), mistake.fix());
    } else if (!Token.isToken(header)) {
      String explanation = "no header has such a name";
      header(field, element, header, "header-not-a-token", explanation, nameFix(header));
    } else {
      return false;
    }
    return true;
  }

  private static String nameFix(String header) {
    if (header.isBlank()) {
      return "remove it, or write a name such as Content-Type";
    }
    String name = header.replaceFirst(":.*$", "");
    return Token.isToken(name)
        ? "write " + name
        : "write the name alone, such as Content-Type, without a colon or a blank";
  }

  private void method(int element, String code, String explanation, String fix) {
    String method = rule.allowedMethods().get(element);
    problems.add(
        new InvalidMethod(code, at("allowed-methods", element), method, method, explanation, fix));
  }

  private void header(
      String field, int element, String header, String code, String explanation, String fix) {
    problems.add(new InvalidHeader(code, at(field, element), header, header, explanation, fix));
  }

  private CorsLocation at(String field, int element) {
    return finder.find(settings.bucket(), index, field, element);
  }
}
