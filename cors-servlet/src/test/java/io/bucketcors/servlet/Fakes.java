package io.bucketcors.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request, a response and a filter's configuration, as far as the filter uses them. */
final class Fakes {
  final Map<String, List<String>> requestHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  final Map<String, List<String>> responseHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  final Map<String, Object> attributes = new HashMap<>();
  final Map<String, String> initParameters = new HashMap<>();
  final List<String> contextLog = new ArrayList<>();
  String method = "GET";
  String servletPath = "/x";
  @Nullable String pathInfo;
  FakeContainer container = FakeContainer.UNKNOWN;
  final Map<String, FilterRegistration> filters = new LinkedHashMap<>();
  final ByteArrayOutputStream body = new ByteArrayOutputStream();
  boolean bufferReset;
  int completed;
  @Nullable Object startedWith;
  boolean sentError;
  DispatcherType dispatcher = DispatcherType.REQUEST;
  boolean asyncSupported = true;
  boolean removesHeaders = true;
  boolean asyncStarted;
  boolean committed;
  int status = 200;
  int resets;

  Fakes origin(String origin) {
    requestHeaders.put("Origin", List.of(origin));
    return this;
  }

  HttpServletRequest request() {
    return container.make(
        HttpServletRequest.class,
        (proxy, call, args) ->
            switch (call.getName()) {
              case "getMethod" -> method;
              case "getRequestURI" -> "/app" + servletPath + (pathInfo == null ? "" : pathInfo);
              case "getContextPath" -> "/app";
              case "getServletPath" -> servletPath;
              case "getPathInfo" -> pathInfo;
              case "getHeader" -> first(requestHeaders.get((String) args[0]));
              case "getHeaders" -> Collections.enumeration(lines(requestHeaders, args[0]));
              case "getAttribute" -> attributes.get((String) args[0]);
              case "setAttribute" -> attributes.put((String) args[0], args[1]);
              case "getDispatcherType" -> dispatcher;
              case "isAsyncSupported" -> asyncSupported;
              case "isAsyncStarted" -> asyncStarted;
              case "getAsyncContext" -> asyncContext();
              case "getServletContext" -> context();
              case "getHttpServletMapping" -> mapping();
              case "startAsync" -> {
                if (!asyncSupported) {
                  throw new IllegalStateException("not supported");
                }
                startedWith = args == null ? null : args[1];
                yield asyncContext();
              }
              default -> throw new UnsupportedOperationException(call.getName());
            });
  }

  HttpServletResponse response() {
    return container.make(
        HttpServletResponse.class,
        (proxy, call, args) -> {
          switch (call.getName()) {
            case "setHeader" -> {
              if (args[1] == null) {
                if (removesHeaders) {
                  responseHeaders.remove((String) args[0]);
                }
              } else {
                responseHeaders.put((String) args[0], new ArrayList<>(List.of((String) args[1])));
              }
              return null;
            }
            case "addHeader" -> {
              responseHeaders
                  .computeIfAbsent((String) args[0], name -> new ArrayList<>())
                  .add((String) args[1]);
              return null;
            }
            case "setIntHeader", "addIntHeader", "setDateHeader", "addDateHeader" -> {
              responseHeaders.put((String) args[0], List.of(args[1].toString()));
              return null;
            }
            case "getHeader" -> {
              return first(responseHeaders.get((String) args[0]));
            }
            case "getHeaders" -> {
              return lines(responseHeaders, args[0]);
            }
            case "containsHeader" -> {
              return responseHeaders.containsKey((String) args[0]);
            }
            case "setStatus" -> {
              status = (Integer) args[0];
              return null;
            }
            case "sendError" -> {
              sentError = true;
              status = (Integer) args[0];
              return null;
            }
            case "resetBuffer" -> {
              bufferReset = true;
              return null;
            }
            case "setContentType" -> {
              responseHeaders.put("Content-Type", List.of((String) args[0]));
              return null;
            }
            case "getOutputStream" -> {
              return new Body(body);
            }
            case "flushBuffer" -> {
              committed = true;
              return null;
            }
            case "reset" -> {
              resets++;
              responseHeaders.clear();
              return null;
            }
            case "isCommitted" -> {
              return committed;
            }
            case "setContentLength" -> {
              responseHeaders.put("Content-Length", List.of(args[0].toString()));
              return null;
            }
            default -> throw new UnsupportedOperationException(call.getName());
          }
        });
  }

  FilterConfig filterConfig() {
    return FakeContainer.UNKNOWN.make(
        FilterConfig.class,
        (proxy, call, args) ->
            switch (call.getName()) {
              case "getFilterName" -> "cors";
              case "getInitParameterNames" -> Collections.enumeration(initParameters.keySet());
              case "getInitParameter" -> initParameters.get((String) args[0]);
              case "getServletContext" -> context();
              default -> throw new UnsupportedOperationException(call.getName());
            });
  }

  AsyncContext asyncContext() {
    return FakeContainer.UNKNOWN.make(
        AsyncContext.class,
        (proxy, call, args) -> {
          if (!call.getName().equals("complete")) {
            throw new UnsupportedOperationException(call.getName());
          }
          completed++;
          return null;
        });
  }

  /** A filter with that name and class, for these URL patterns. */
  void filter(String name, String className, String... patterns) {
    filters.put(
        name,
        FakeContainer.UNKNOWN.make(
            FilterRegistration.class,
            (proxy, call, args) ->
                switch (call.getName()) {
                  case "getName" -> name;
                  case "getClassName" -> className;
                  case "getUrlPatternMappings" -> List.of(patterns);
                  case "getServletNameMappings" -> List.of();
                  default -> throw new UnsupportedOperationException(call.getName());
                }));
  }

  private static HttpServletMapping mapping() {
    return FakeContainer.UNKNOWN.make(
        HttpServletMapping.class,
        (proxy, call, args) ->
            switch (call.getName()) {
              case "getServletName" -> "reports";
              default -> throw new UnsupportedOperationException(call.getName());
            });
  }

  private ServletContext context() {
    return container.make(
        ServletContext.class,
        (proxy, call, args) ->
            switch (call.getName()) {
              case "getServerInfo" -> "a name that an administrator made up";
              case "getFilterRegistrations" -> filters;
              case "getClassLoader" -> Fakes.class.getClassLoader();
              case "log" -> contextLog.add(args[0].toString());
              default -> throw new UnsupportedOperationException(call.getName());
            });
  }

  private static List<String> lines(Map<String, List<String>> headers, Object name) {
    return headers.getOrDefault((String) name, List.of());
  }

  private static @Nullable String first(@Nullable List<String> lines) {
    return lines == null || lines.isEmpty() ? null : lines.get(0);
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
