package io.bucketcors;

import io.bucketcors.adapter.CorsHeaders;
import io.bucketcors.adapter.CorsPreflight;
import io.bucketcors.header.Token;
import io.bucketcors.origin.OriginReading.Refusal;
import io.bucketcors.text.Explanations;
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

  /** The methods that a rule of a bucket may list. */
  private static final Set<String> BUCKET_METHODS = Set.of("GET", "HEAD", "PUT", "POST", "DELETE");

  private final CorsDialect dialect;
  private final CorsRule rule;
  private final CorsProblems problems;

  /**
   * @param problems at the rule
   */
  NameCheck(CorsDialect dialect, CorsRule rule, CorsProblems problems) {
    this.dialect = dialect;
    this.rule = rule;
    this.problems = problems;
  }

  void checkMethods() {
    List<String> methods = rule.allowedMethods();
    CorsProblems here = problems.field(CorsField.ALLOWED_METHODS);
    for (int element = 0; element < methods.size(); element++) {
      checkMethod(methods.get(element), here.element(element));
    }
  }

  private void checkMethod(String method, CorsProblems here) {
    String upper = method.toUpperCase(Locale.ROOT);
    Refusal mistake = mistake("method", method);
    if (mistake != null) {
      here.error(
          CorsProblemType.ofCode(mistake.code()), method, mistake.explanation(), mistake.fix());
    } else if (!Token.isToken(method)) {
      here.error(
          CorsProblemType.METHOD_NOT_A_TOKEN,
          method,
          "no browser can send such a method",
          "write one such as PUT");
    } else if (method.length() > CorsPreflight.MAX_METHOD_LENGTH) {
      here.error(
          CorsProblemType.METHOD_TOO_LONG,
          method,
          "a method has at most 64 characters",
          "remove it");
    } else if (method.length() > 1 && method.indexOf('*') >= 0) {
      here.error(
          CorsProblemType.METHOD_WILDCARD, method, "a * stands alone, for any method", "write *");
    } else if (FORBIDDEN_METHODS.contains(upper)) {
      here.error(
          CorsProblemType.METHOD_FORBIDDEN, method, "scripts cannot send this method", "remove it");
    } else if (UPPER_CASE.contains(upper) && !method.equals(upper)) {
      here.error(
          CorsProblemType.METHOD_CASE, method, "methods are case-sensitive", "write " + upper);
    } else if (upper.equals("PATCH") && !method.equals(upper)) {
      here.warn(
          CorsProblemType.METHOD_PATCH_CASE,
          method,
          "browsers send PATCH as the script writes it, and hardly any writes it so",
          "write PATCH");
    } else if (dialect != CorsDialect.STANDARD && !BUCKET_METHODS.contains(method)) {
      // A store has no rule with such a method, and answers no preflight for it.
      here.warn(
          CorsProblemType.METHOD_DIALECT,
          method,
          (dialect == CorsDialect.S3
                  ? "S3 refuses a rule with this method"
                  : "COS documents no rule with this method")
              + ", and dialect "
              + dialect.key()
              + " refuses preflights for any but GET, HEAD, PUT, POST and DELETE",
          "list those of the five that you mean");
    }
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
    CorsProblems list = problems.field(CorsField.ALLOWED_HEADERS);
    for (int element = 0; element < headers.size(); element++) {
      String header = headers.get(element);
      String lower = header.toLowerCase(Locale.ROOT);
      CorsProblems here = list.element(element);
      if (refuseNoName(header, here)) {
        continue;
      }
      if (header.indexOf('*') != header.lastIndexOf('*')) {
        here.error(
            CorsProblemType.HEADER_SEVERAL_WILDCARDS,
            header,
            "a header name may hold one *",
            Explanations.ONE_BY_ONE);
      } else if (FORBIDDEN_HEADERS.contains(lower)
          || lower.startsWith("proxy-")
          || lower.startsWith("sec-")) {
        here.warn(
            CorsProblemType.HEADER_NOT_SETTABLE,
            header,
            "no script can set this header, so no browser asks for it",
            "remove it");
      } else if (CorsHeaders.isPolicyHeader(lower)) {
        here.warn(
            CorsProblemType.HEADER_OF_RESPONSES,
            header,
            "this is a header of responses, which the rules write; no browser asks for it",
            "remove it");
      }
    }
  }

  void checkExposeHeaders() {
    List<String> headers = rule.exposeHeaders();
    CorsProblems list = problems.field(CorsField.EXPOSE_HEADERS);
    for (int element = 0; element < headers.size(); element++) {
      String header = headers.get(element);
      boolean star = header.indexOf('*') >= 0;
      String lower = header.toLowerCase(Locale.ROOT);
      CorsProblems here = list.element(element);
      if (refuseNoName(header, here)) {
        continue;
      }
      if (star && dialect != CorsDialect.STANDARD) {
        here.error(
            CorsProblemType.EXPOSE_WILDCARD_DIALECT,
            header,
            "dialect " + dialect.key() + " has no wildcard here",
            Explanations.ONE_BY_ONE);
      } else if (star && (!header.equals("*") || headers.size() > 1)) {
        here.error(
            CorsProblemType.EXPOSE_WILDCARD_MIXED,
            header,
            "a * stands alone, for every header",
            "write * alone, or the names");
      } else if (star && rule.allowCredentials()) {
        here.error(
            CorsProblemType.EXPOSE_WILDCARD_CREDENTIALS,
            header,
            "with credentials browsers take * for a header of that name",
            Explanations.ONE_BY_ONE);
      } else if (HIDDEN_HEADERS.contains(lower)) {
        here.warn(
            CorsProblemType.HEADER_NOT_READABLE,
            header,
            "no script can read this header, exposed or not",
            "remove it");
      }
    }
  }

  /** Refuses what is no name of a header, or more than one; says whether it is. */
  private static boolean refuseNoName(String header, CorsProblems here) {
    Refusal mistake = mistake("header", header);
    if (mistake != null) {
      here.error(
          CorsProblemType.ofCode(mistake.code()), header, mistake.explanation(), mistake.fix());
    } else if (!Token.isToken(header)) {
      here.error(
          CorsProblemType.HEADER_NOT_A_TOKEN, header, "no header has such a name", nameFix(header));
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
}
