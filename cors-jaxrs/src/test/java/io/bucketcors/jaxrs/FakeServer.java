package io.bucketcors.jaxrs;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A servlet container's own request, response and context, as far as the feature uses them. */
final class FakeServer {
  final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  final Map<String, String> initParameters = new LinkedHashMap<>();
  final Map<String, String> servletParameters = new LinkedHashMap<>();
  final List<String> filterClasses = new ArrayList<>();
  final ByteArrayOutputStream body = new ByteArrayOutputStream();
  String method = "OPTIONS";
  String uri = "/shop/api/items/1";
  @Nullable RuntimeException failure;
  @Nullable RuntimeException contextFailure;
  @Nullable IOException gone;
  boolean removesHeaders = true;
  boolean committed;
  boolean hasContext = true;
  boolean flushed;
  int status = 200;

  /** Whose class the context is of. */
  @Nullable Class<?> packageMember;

  HttpServletRequest request() {
    return new Stub()
        .on("getMethod", arguments -> orFail(method))
        .on("getRequestURI", arguments -> orFail(uri))
        .on("getServletContext", arguments -> hasContext ? context() : null)
        .as(HttpServletRequest.class);
  }

  private <T> T orFail(T value) {
    if (failure != null) {
      throw failure;
    }
    return value;
  }

  HttpServletResponse response() {
    return new Stub()
        .on("containsHeader", arguments -> orFail(headers.containsKey((String) arguments[0])))
        .on("getHeaders", arguments -> headers.getOrDefault((String) arguments[0], List.of()))
        .on("setHeader", arguments -> set((String) arguments[0], (String) arguments[1]))
        .on("isCommitted", arguments -> orFail(committed))
        .on(
            "setStatus",
            arguments -> {
              status = (Integer) arguments[0];
              return null;
            })
        .on("setContentType", arguments -> set("Content-Type", (String) arguments[0]))
        .on("setContentLength", arguments -> set("Content-Length", "" + arguments[0]))
        .on("getOutputStream", arguments -> new Body(body))
        .on(
            "flushBuffer",
            arguments -> {
              if (gone != null) {
                throw gone;
              }
              flushed = true;
              return null;
            })
        .as(HttpServletResponse.class);
  }

  private @Nullable Object set(@Nullable String name, @Nullable String value) {
    if (name == null) {
      throw new IllegalArgumentException();
    }
    if (value != null) {
      headers.put(name, new ArrayList<>(List.of(value)));
    } else if (removesHeaders) {
      headers.remove(name);
    }
    return null;
  }

  ServletContext context() {
    Stub context =
        new Stub()
            .on("getContextPath", arguments -> orFailInContext("/shop"))
            .on("getClassLoader", arguments -> FakeServer.class.getClassLoader())
            .on("getInitParameter", arguments -> initParameters.get((String) arguments[0]))
            .on("getServletRegistrations", arguments -> orFailInContext(servlets()))
            .on("getFilterRegistrations", arguments -> orFailInContext(filters()));
    return packageMember == null
        ? context.as(ServletContext.class)
        : context.as(ServletContext.class, packageMember);
  }

  private <T> T orFailInContext(T value) {
    if (contextFailure != null) {
      throw contextFailure;
    }
    return value;
  }

  private Map<String, ServletRegistration> servlets() {
    return Map.of(
        "rest",
        new Stub()
            .on("getInitParameter", arguments -> servletParameters.get((String) arguments[0]))
            .as(ServletRegistration.class));
  }

  private Map<String, FilterRegistration> filters() {
    Map<String, FilterRegistration> filters = new LinkedHashMap<>();
    for (String name : filterClasses) {
      filters.put(name, new Stub().returns("getClassName", name).as(FilterRegistration.class));
    }
    return filters;
  }

  /** Bytes that are written at once. */
  private static final class Body extends ServletOutputStream {
    private final ByteArrayOutputStream bytes;

    Body(ByteArrayOutputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public void write(int octet) {
      bytes.write(octet);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
