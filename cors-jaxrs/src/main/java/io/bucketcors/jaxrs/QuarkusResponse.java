package io.bucketcors.jaxrs;

import io.bucketcors.CorsDecision;
import io.bucketcors.adapter.CorsHeaders;
import io.bucketcors.adapter.CorsResponseWriter;
import io.bucketcors.adapter.CorsVary;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Quarkus REST calls no response filter for what it streams: a {@code Multi} of anything, and
 * server-sent events. What stands on its response before goes out with the first part, so the
 * decision is written there on the way in. Reached through the public interfaces of its SPI by
 * reflection, since this project depends on no implementation.
 */
final class QuarkusResponse implements CorsResponseWriter<Object> {
  private static final System.Logger LOG = System.getLogger("io.bucketcors.jaxrs");
  private static final String IMPLEMENTATION = "org.jboss.resteasy.reactive.";
  private static final String SPI = IMPLEMENTATION + "server.spi.";

  /** Where there is nothing of the kind. */
  private static final QuarkusResponse NONE = new QuarkusResponse(null, null, null, null, null);

  private static volatile QuarkusResponse last = NONE;

  private final @Nullable Method context;
  private final @Nullable Method response;
  private final @Nullable Method get;
  private final @Nullable Method set;
  private final @Nullable Method remove;

  private QuarkusResponse(
      @Nullable Method context,
      @Nullable Method response,
      @Nullable Method get,
      @Nullable Method set,
      @Nullable Method remove) {
    this.context = context;
    this.response = response;
    this.get = get;
    this.set = set;
    this.remove = remove;
  }

  /** Whether requests are those of Quarkus REST. */
  static boolean isOf(ContainerRequestContext request) {
    return request.getClass().getName().startsWith(IMPLEMENTATION);
  }

  /** Writes a decision to the response itself; nothing where it cannot be reached. */
  static void write(CorsDecision decision, RequestState state, ContainerRequestContext request) {
    QuarkusResponse here = of(request);
    Object sink = here.sink(request);
    if (sink != null) {
      decision.writeHeaders(state, RequestState.READER, sink, here);
      state.onServer = true;
    }
  }

  /** Takes it back where a response filter is called all the same: headers would be doubled. */
  static void takeBack(ContainerRequestContext request) {
    QuarkusResponse here = of(request);
    Object sink = here.sink(request);
    if (sink != null) {
      CorsHeaders.POLICY_HEADERS.forEach(name -> call(here.remove, sink, name));
      Object vary = call(here.get, sink, CorsHeaders.VARY);
      // What others have put there stays.
      if (vary != null && String.valueOf(vary).matches("Origin(, Access-Control-Request-.*)?")) {
        call(here.remove, sink, CorsHeaders.VARY);
      }
    }
  }

  private static QuarkusResponse of(ContainerRequestContext request) {
    QuarkusResponse here = last;
    if (here.context == null || !here.context.getDeclaringClass().isInstance(request)) {
      here = find(request.getClass());
      last = here;
    }
    return here;
  }

  private @Nullable Object sink(ContainerRequestContext request) {
    Object behind = call(context, request);
    return behind == null ? null : call(response, behind);
  }

  private static QuarkusResponse find(Class<?> request) {
    try {
      ClassLoader loader = request.getClassLoader();
      Class<?> spi = Class.forName(SPI + "ServerRequestContext", false, loader);
      Class<?> sink = Class.forName(SPI + "ServerHttpResponse", false, loader);
      return new QuarkusResponse(
          context(request, spi),
          spi.getMethod("serverResponse"),
          sink.getMethod("getResponseHeader", String.class),
          sink.getMethod("setResponseHeader", CharSequence.class, CharSequence.class),
          sink.getMethod("removeResponseHeader", String.class));
    } catch (ReflectiveOperationException otherVersion) {
      LOG.log(Level.DEBUG, "Streamed responses get no CORS headers", otherVersion);
      return NONE;
    }
  }

  /** The method of a public interface or class that returns the context behind the filters'. */
  private static Method context(Class<?> request, Class<?> spi) throws NoSuchMethodException {
    for (Class<?> type : List.of(request.getInterfaces())) {
      for (Method method : type.getMethods()) {
        if (method.getParameterCount() == 0 && spi.isAssignableFrom(method.getReturnType())) {
          return method;
        }
      }
    }
    return request.getMethod("getServerRequestContext");
  }

  @Override
  public void set(Object sink, String name, String value) {
    call(set, sink, name, value);
  }

  @Override
  public void vary(Object sink, String fieldNames) {
    Object there = call(get, sink, CorsHeaders.VARY);
    String merged =
        there == null ? fieldNames : CorsVary.merge(List.of(String.valueOf(there)), fieldNames);
    if (merged != null) {
      call(set, sink, CorsHeaders.VARY, merged);
    }
  }

  private static @Nullable Object call(@Nullable Method method, Object target, Object... values) {
    try {
      return method == null ? null : method.invoke(target, values);
    } catch (ReflectiveOperationException | RuntimeException unreachable) {
      LOG.log(Level.DEBUG, "Streamed responses get no CORS headers", unreachable);
      return null;
    }
  }
}
