package io.bucketcors.servlet.auto;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.servlet.CorsFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which apps get a filter; that it works is seen on a real Tomcat, in the newcomers' tests. */
class CorsInitializerTest {
  private static final Map<String, String> RULE =
      Map.of(
          "bucketcors.rules[0].allowed-origins", "https://a.example",
          "bucketcors.rules[0].allowed-methods", "GET,HEAD");

  /** A context of nothing but what the initialiser asks for. */
  private static final class App {
    private final String path;
    private final Map<String, String> parameters;
    private final Map<String, FilterRegistration> filters = new LinkedHashMap<>();
    private final List<String> done = new ArrayList<>();
    private Map<?, ?> given = Map.of();

    App(String path, Map<String, String> parameters) {
      this.path = path;
      this.parameters = parameters;
    }

    App start() {
      new CorsInitializer().onStartup(null, context());
      return this;
    }

    private ServletContext context() {
      return stub(
          ServletContext.class,
          (proxy, method, arguments) ->
              switch (method.getName()) {
                case "getContextPath" -> path;
                case "getClassLoader" -> CorsInitializerTest.class.getClassLoader();
                case "getInitParameter" -> parameters.get(arguments[0]);
                case "getInitParameterNames" -> Collections.enumeration(parameters.keySet());
                case "getFilterRegistrations" -> filters;
                case "addFilter" -> registration((String) arguments[0], arguments[1]);
                default -> throw new UnsupportedOperationException(method.getName());
              });
    }

    private FilterRegistration.Dynamic registration(String name, Object filter) {
      done.add(name + " " + filter.getClass().getName());
      return stub(
          FilterRegistration.Dynamic.class,
          (proxy, method, arguments) -> {
            switch (method.getName()) {
              case "setInitParameters" -> given = (Map<?, ?>) arguments[0];
              case "setAsyncSupported" -> done.add("async " + arguments[0]);
              case "addMappingForUrlPatterns" ->
                  done.add(
                      arguments[0].equals(EnumSet.allOf(DispatcherType.class))
                          + " after "
                          + arguments[1]
                          + " "
                          + ((String[]) arguments[2])[0]);
              default -> throw new UnsupportedOperationException(method.getName());
            }
            return method.getName().equals("setInitParameters") ? java.util.Set.of() : null;
          });
    }
  }

  private static <T> T stub(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Map<String, String> ruleAnd(String name, @Nullable String value) {
    Map<String, String> all = new TreeMap<>(RULE);
    all.put(name, value);
    return all;
  }

  @Test
  void registersTheFilterBeforeAllOthersWithTheContextsParameters() {
    App app = new App("/shop", ruleAnd("other", "x")).start();
    assertThat(app.done)
        .containsExactly(
            "bucketcors-auto " + CorsFilter.class.getName(), "async true", "true after false /*");
    assertThat(app.given).isEqualTo(RULE);
  }

  @Test
  void doesNothingWhereNothingIsConfigured() {
    assertThat(new App("/shop", Map.of("other", "x")).start().done).isEmpty();
    assertThat(new App("/shop", Map.of("bucketcors.auto.contexts", "/shop")).start().done)
        .isEmpty();
  }

  @Test
  void aSystemPropertyConfiguresEveryApp() {
    System.setProperty("bucketcors.rules[0].allowed-origins", "https://a.example");
    try {
      assertThat(new App("/shop", Map.of()).start().done).hasSize(3);
    } finally {
      System.clearProperty("bucketcors.rules[0].allowed-origins");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/shop, /shop, true",
    "/shop, 'shop/ , /other', true",
    "/shop, /other, false",
    "/shop, '', false",
    "'', /, true",
    "'', /shop, false"
  })
  void contextsCanBeLimited(String path, String contexts, boolean included) {
    App app = new App(path, ruleAnd("bucketcors.auto.contexts", contexts)).start();
    assertThat(app.done.isEmpty()).isEqualTo(!included);
    System.setProperty("bucketcors.auto.contexts", contexts);
    try {
      assertThat(new App(path, RULE).start().done.isEmpty()).isEqualTo(!included);
    } finally {
      System.clearProperty("bucketcors.auto.contexts");
    }
  }

  @Test
  void anAppWithAFilterOfItsOwnKeepsThatOne() {
    App app = new App("/shop", RULE);
    app.filters.put(
        "cors",
        stub(
            FilterRegistration.class,
            (proxy, method, arguments) ->
                method.getName().equals("getClassName") ? CorsFilter.class.getName() : "cors"));
    assertThat(app.start().done).isEmpty();
  }
}
