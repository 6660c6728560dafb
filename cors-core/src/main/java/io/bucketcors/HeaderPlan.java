package io.bucketcors;

import io.bucketcors.adapter.CorsHeaders;
import io.bucketcors.adapter.CorsRequestReader;
import io.bucketcors.adapter.CorsResponseWriter;
import io.bucketcors.header.Token;
import io.bucketcors.text.TextLists;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The headers of one outcome, rendered once: constant pairs, and the few values that depend on the
 * request. Immutable.
 */
final class HeaderPlan {
  private final @Nullable String vary;
  private final boolean echoOrigin;
  private final boolean grant;
  private final String[] constants;
  private final String[] overKept;
  private final @Nullable MethodList methods;
  private final @Nullable String requestedSeparator;
  private final @Nullable String headersWhenAsked;
  private final boolean headersAsSent;

  private HeaderPlan(Builder builder) {
    vary = builder.vary;
    echoOrigin = builder.echoOrigin;
    constants = builder.constants.toArray(String[]::new);
    overKept = builder.overKept.toArray(String[]::new);
    grant = echoOrigin || builder.constants.contains(CorsHeaders.ALLOW_ORIGIN);
    methods = builder.methods;
    requestedSeparator = builder.requestedSeparator;
    headersWhenAsked = builder.headersWhenAsked;
    headersAsSent = builder.headersAsSent;
  }

  /**
   * All of a rule that its headers depend on, as a key: rules that agree in it can share what is
   * rendered, and of thousands of rules most do.
   */
  static String dependsOn(CorsRule rule, @Nullable String diagnostics) {
    StringBuilder key = new StringBuilder();
    key.append(rule.allowedOrigins().contains("*") ? '*' : '-');
    key.append(rule.allowCredentials() ? '+' : '-');
    key.append(rule.maxAgeSeconds().isPresent() ? rule.maxAgeSeconds().getAsLong() : "");
    for (List<String> list :
        List.of(rule.allowedMethods(), rule.allowedHeaders(), rule.exposeHeaders())) {
      key.append(' ').append(TextLists.key(list));
    }
    return key.append(' ').append(diagnostics == null ? "" : diagnostics).toString();
  }

  /** Whether {@code Access-Control-Allow-Origin} is among the headers. */
  boolean isGrant() {
    return grant;
  }

  <R, W> void write(
      R request,
      CorsRequestReader<? super R> reader,
      W response,
      CorsResponseWriter<? super W> writer) {
    if (vary != null) {
      writer.vary(response, vary);
    }
    if (echoOrigin) {
      String origin = reader.header(request, CorsHeaders.ORIGIN, 0);
      if (origin != null) {
        writer.set(response, CorsHeaders.ALLOW_ORIGIN, origin);
      }
    }
    set(constants, response, writer);
    if (overKept.length > 0 && isConditional(request, reader)) {
      set(overKept, response, writer);
    }
    if (methods != null) {
      String method = reader.header(request, CorsHeaders.REQUEST_METHOD, 0);
      String value = methods.with(method == null ? reader.method(request) : method);
      writer.set(response, CorsHeaders.ALLOW_METHODS, value);
    }
    if (headersAsSent) {
      String list = reader.header(request, CorsHeaders.REQUEST_HEADERS, 0);
      if (list != null) {
        writer.set(response, CorsHeaders.ALLOW_HEADERS, list);
      }
    } else if (requestedSeparator != null || headersWhenAsked != null) {
      writeAllowHeaders(request, reader, response, writer);
    }
  }

  private static <W> void set(String[] pairs, W response, CorsResponseWriter<? super W> writer) {
    for (int i = 0; i < pairs.length; i += 2) {
      writer.set(response, pairs[i], pairs[i + 1]);
    }
  }

  /** Whether it may be answered 304: RFC 9110, section 15.4.5. */
  private static <R> boolean isConditional(R request, CorsRequestReader<? super R> reader) {
    return reader.header(request, CorsHeaders.IF_NONE_MATCH, 0) != null
        || reader.header(request, CorsHeaders.IF_MODIFIED_SINCE, 0) != null;
  }

  private <R, W> void writeAllowHeaders(
      R request,
      CorsRequestReader<? super R> reader,
      W response,
      CorsResponseWriter<? super W> writer) {
    String first = reader.header(request, CorsHeaders.REQUEST_HEADERS, 0);
    if (first == null) {
      return;
    }
    String value;
    if (headersWhenAsked != null) {
      value = headersWhenAsked;
    } else {
      String separator = requestedSeparator == null ? "" : requestedSeparator;
      StringBuilder names = new StringBuilder(first.length() + 16);
      Token.appendList(names, first, separator);
      if (reader.header(request, CorsHeaders.REQUEST_HEADERS, 1) != null) {
        Enumeration<String> lines = reader.headers(request, CorsHeaders.REQUEST_HEADERS);
        if (lines.hasMoreElements()) {
          lines.nextElement();
        }
        while (lines.hasMoreElements()) {
          Token.appendList(names, lines.nextElement(), separator);
        }
      }
      value = names.toString();
    }
    if (!value.isEmpty()) {
      writer.set(response, CorsHeaders.ALLOW_HEADERS, value);
    }
  }

  /** Collects the headers of one outcome. */
  static final class Builder {
    private @Nullable String vary;
    private boolean echoOrigin;
    private final List<String> constants = new ArrayList<>();
    private final List<String> overKept = new ArrayList<>();
    private @Nullable MethodList methods;
    private @Nullable String requestedSeparator;
    private @Nullable String headersWhenAsked;
    private boolean headersAsSent;

    Builder vary(@Nullable String fieldNames) {
      vary = fieldNames;
      return this;
    }

    /** Access-Control-Allow-Origin is the request's origin. */
    Builder echoOrigin() {
      echoOrigin = true;
      return this;
    }

    Builder constant(String name, @Nullable String value) {
      if (value != null && !value.isEmpty()) {
        constants.add(name);
        constants.add(value);
      }
      return this;
    }

    /**
     * Only on what may be a 304, whose headers are joined to those that a browser has kept, be it
     * of an answer to another origin: what the other one has, and this one does not, has to be said
     * to be taken away.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9111.html#section-4.3.4">RFC 9111, Freshening
     *     Stored Responses upon Validation</a>
     */
    Builder overKept(String name, String value) {
      overKept.add(name);
      overKept.add(value);
      return this;
    }

    /** Access-Control-Allow-Methods of a rule that lists {@code *}. */
    Builder methods(MethodList list) {
      methods = list;
      return this;
    }

    /** Access-Control-Allow-Headers is the requested names in lower case. */
    Builder requestedHeaders(String separator) {
      requestedSeparator = separator;
      return this;
    }

    /** Access-Control-Allow-Headers is what was asked for, as it was sent in one line. */
    Builder requestedHeadersAsSent() {
      headersAsSent = true;
      return this;
    }

    /** Access-Control-Allow-Headers is a fixed list, sent only to those who asked. */
    Builder headersWhenAsked(String list) {
      headersWhenAsked = list;
      return this;
    }

    HeaderPlan build() {
      return new HeaderPlan(this);
    }
  }

  /** The methods of a rule that lists {@code *}, which stands for the requested one. */
  static final class MethodList {
    private final List<String> methods;
    private final String separator;
    private final String withoutStar;

    MethodList(List<String> methods, String separator) {
      this.methods = methods.stream().distinct().toList();
      this.separator = separator;
      this.withoutStar =
          String.join(separator, this.methods.stream().filter(m -> !m.equals("*")).toList());
    }

    String with(String requested) {
      // A * that a script asks for by name is a method like any other; it must not vanish.
      if (!requested.equals("*") && methods.contains(requested)) {
        return withoutStar;
      }
      if (methods.size() == 1) {
        return requested;
      }
      StringBuilder list = new StringBuilder();
      for (String method : methods) {
        list.append(list.length() == 0 ? "" : separator)
            .append(method.equals("*") ? requested : method);
      }
      return list.toString();
    }
  }
}
