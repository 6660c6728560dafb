package io.bucketcors.jaxrs;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object of an interface that answers the calls it was told about, and throws on others. */
final class Stub {
  /** What one method does. */
  interface Call {
    @Nullable Object answer(@Nullable Object[] arguments) throws Throwable;
  }

  private final Map<String, Call> calls = new HashMap<>();

  Stub on(String method, Call call) {
    calls.put(method, call);
    return this;
  }

  Stub returns(String method, @Nullable Object value) {
    return on(method, arguments -> value);
  }

  <T> T as(Class<T> type, Class<?>... more) {
    Class<?>[] types = Arrays.copyOf(more, more.length + 1);
    types[more.length] = type;
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          Call call = calls.get(method.getName());
          if (call == null) {
            throw new UnsupportedOperationException(method.getName());
          }
          return call.answer(arguments == null ? new Object[0] : arguments);
        };
    return type.cast(Proxy.newProxyInstance(Stub.class.getClassLoader(), types, handler));
  }
}
