package io.bucketcors.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request and a response that allocate nothing. */
record QuietExchange(Request request, Response response) {

  static QuietExchange actual(@Nullable String origin) {
    return new QuietExchange(new Request("GET", origin, null, null), new Response());
  }

  static QuietExchange preflight(String origin, String method, String headers) {
    return new QuietExchange(new Request("OPTIONS", origin, method, headers), new Response());
  }

  static final class Request extends HttpServletRequestWrapper {
    private final String method;
    private final @Nullable String origin;
    private final @Nullable String requestedMethod;
    private final @Nullable String requestedHeaders;
    private final AsyncContext async = new Fakes().asyncContext();
    private DispatcherType dispatcher = DispatcherType.REQUEST;
    private @Nullable Object decided;

    Request(
        String method,
        @Nullable String origin,
        @Nullable String requestedMethod,
        @Nullable String requestedHeaders) {
      super(new Fakes().request());
      this.method = method;
      this.origin = origin;
      this.requestedMethod = requestedMethod;
      this.requestedHeaders = requestedHeaders;
    }

    void clear() {
      decided = null;
      dispatcher = DispatcherType.REQUEST;
    }

    void dispatched(DispatcherType type) {
      dispatcher = type;
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
      return async;
    }

    @Override
    public String getMethod() {
      return method;
    }

    @Override
    public String getRequestURI() {
      return "/app/files/a";
    }

    @Override
    public String getContextPath() {
      return "/app";
    }

    @Override
    public String getServletPath() {
      return "/files";
    }

    @Override
    public @Nullable String getPathInfo() {
      return "/a";
    }

    @Override
    public @Nullable String getHeader(String name) {
      return switch (name) {
        case "Origin" -> origin;
        case "Access-Control-Request-Method" -> requestedMethod;
        case "Access-Control-Request-Headers" -> requestedHeaders;
        default -> null;
      };
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return Collections.emptyEnumeration();
    }

    @Override
    public @Nullable Object getAttribute(String name) {
      return decided;
    }

    @Override
    public void setAttribute(String name, Object value) {
      decided = value;
    }

    @Override
    public DispatcherType getDispatcherType() {
      return dispatcher;
    }

    @Override
    public boolean isAsyncSupported() {
      return true;
    }
  }

  static final class Response extends HttpServletResponseWrapper {
    Response() {
      super(new Fakes().response());
    }

    @Override
    public void setHeader(String name, String value) {}

    @Override
    public boolean containsHeader(String name) {
      return false;
    }

    @Override
    public @Nullable String getHeader(String name) {
      return null;
    }

    @Override
    public Collection<String> getHeaders(String name) {
      return List.of();
    }

    @Override
    public void setStatus(int status) {}

    @Override
    public void setContentLength(int length) {}
  }
}
