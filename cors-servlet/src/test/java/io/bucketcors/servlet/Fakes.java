package io.bucketcors.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
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
  String serverInfo = "jetty/12";
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
    return fake(
        HttpServletRequest.class,
        (proxy, call, args) ->
            switch (call.getName()) {
              case "getMethod" -> method;
              case "getServletPath" -> servletPath;
              case "getPathInfo" -> pathInfo;
              case "getHeader" -> first(requestHeaders.get((String) args[0]));
              case "getHeaders" -> Collections.enumeration(lines(requestHeaders, args[0]));
              case "getAttribute" -> attributes.get((String) args[0]);
              case "setAttribute" -> attributes.put((String) args[0], args[1]);
              case "getDispatcherType" -> dispatcher;
              case "isAsyncSupported" -> asyncSupported;
              case "isAsyncStarted" -> asyncStarted;
              case "getServletContext" -> context();
              default -> throw new UnsupportedOperationException(call.getName());
            });
  }

  HttpServletResponse response() {
    return fake(
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
            case "setIntHeader", "addIntHeader" -> {
              responseHeaders.put((String) args[0], List.of(args[1].toString()));
              return null;
            }
            case "getHeaders" -> {
              return lines(responseHeaders, args[0]);
            }
            case "containsHeader" -> {
              return responseHeaders.containsKey((String) args[0]);
            }
            case "setStatus", "sendError" -> {
              status = (Integer) args[0];
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
    return fake(
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
    return fake(
        AsyncContext.class,
        (proxy, call, args) -> {
          throw new UnsupportedOperationException(call.getName());
        });
  }

  private ServletContext context() {
    return fake(
        ServletContext.class,
        (proxy, call, args) ->
            switch (call.getName()) {
              case "getServerInfo" -> serverInfo;
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

  private static <T> T fake(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(Fakes.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
