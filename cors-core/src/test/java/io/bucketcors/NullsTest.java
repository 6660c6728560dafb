package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.adapter.CorsHeaders;
import io.bucketcors.adapter.CorsPreflight;
import io.bucketcors.adapter.CorsRequestReader;
import io.bucketcors.adapter.CorsResponseWriter;
import io.bucketcors.adapter.CorsVary;
import io.bucketcors.config.CorsPolicySources;
import io.bucketcors.config.CorsProperties;
import io.bucketcors.config.Reload;
import io.bucketcors.config.ReloadableCorsPolicies;
import io.bucketcors.document.BucketStore;
import io.bucketcors.document.CorsDocument;
import io.bucketcors.document.DocumentKind;
import io.bucketcors.monitor.CorsDeployment;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every public entry names the null that it refuses. */
class NullsTest {
  private static final CorsRule RULE =
      CorsRule.allow("https://a.example").methods("GET", "PUT").build();
  private static final CorsPolicy POLICY = CorsPolicy.of(RULE);
  private static final CorsRequest REQUEST = CorsRequest.actual("GET", "https://a.example");
  private static final CorsLocation LOCATION = CorsLocation.inCode("default");
  private static final CorsResponseWriter<Object> WRITER =
      new CorsResponseWriter<>() {
        @Override
        public void set(Object response, String name, String value) {}

        @Override
        public void vary(Object response, String fieldNames) {}
      };

  /** What is called, with an instance where there are any. */
  private static final Map<Class<?>, Object> INSTANCES =
      Map.ofEntries(
          Map.entry(CorsDecision.class, POLICY.decide(REQUEST)),
          Map.entry(CorsField.class, CorsField.ID),
          Map.entry(CorsLocation.class, LOCATION),
          Map.entry(CorsPolicies.class, CorsPolicies.of(POLICY)),
          Map.entry(CorsPolicies.Builder.class, CorsPolicies.builder()),
          Map.entry(CorsPolicy.class, POLICY),
          Map.entry(CorsPolicy.Builder.class, CorsPolicy.builder()),
          Map.entry(CorsPolicySource.class, CorsPolicySource.of(RULE)),
          Map.entry(CorsProblems.class, new CorsProblems()),
          Map.entry(CorsCounts.class, new CorsCounts(CorsPolicies.of(POLICY))),
          Map.entry(CorsStatus.class, CorsStatus.builder().build()),
          Map.entry(CorsStatus.Builder.class, CorsStatus.builder()),
          Map.entry(CorsDeployment.class, Object.class),
          Map.entry(CorsRequest.class, REQUEST),
          Map.entry(CorsRule.class, RULE),
          Map.entry(CorsRule.Builder.class, CorsRule.allow()),
          Map.entry(CorsConfigurationException.class, new CorsConfigurationException(List.of())),
          Map.entry(CorsHeaders.class, Object.class),
          Map.entry(CorsPreflight.class, Object.class),
          Map.entry(CorsVary.class, Object.class),
          Map.entry(CorsPolicySources.class, Object.class),
          Map.entry(CorsPolicySources.Builder.class, CorsPolicySources.builder()),
          Map.entry(CorsProperties.class, Object.class),
          Map.entry(
              ReloadableCorsPolicies.class, ReloadableCorsPolicies.of(CorsPolicies.of(POLICY))),
          Map.entry(BucketStore.class, BucketStore.S3),
          Map.entry(CorsDocument.class, CorsDocument.read(new byte[0], "x", "default")));

  private static final Map<Class<?>, Object> ARGUMENTS = new HashMap<>();

  static {
    ARGUMENTS.put(String.class, "x");
    ARGUMENTS.put(String[].class, new String[0]);
    ARGUMENTS.put(int.class, 1);
    ARGUMENTS.put(long.class, 1L);
    ARGUMENTS.put(boolean.class, false);
    ARGUMENTS.put(byte[].class, new byte[0]);
    ARGUMENTS.put(List.class, List.of());
    ARGUMENTS.put(Iterable.class, List.of());
    ARGUMENTS.put(Collection.class, List.of());
    ARGUMENTS.put(Map.class, Map.of());
    ARGUMENTS.put(Path.class, Path.of("x"));
    ARGUMENTS.put(Supplier.class, (Supplier<CorsPolicies>) () -> CorsPolicies.of(POLICY));
    ARGUMENTS.put(Object.class, REQUEST);
    ARGUMENTS.put(ClassLoader.class, NullsTest.class.getClassLoader());
    ARGUMENTS.put(CorsDecision.class, POLICY.decide(REQUEST));
    ARGUMENTS.put(CorsPolicySource.class, CorsPolicySource.of(RULE));
    ARGUMENTS.put(CorsComparison.Change.class, CorsComparison.Change.SAME);
    ARGUMENTS.put(CorsStatus.Outcome.class, CorsStatus.Outcome.STARTED);
    ARGUMENTS.put(Instant.class, Instant.EPOCH);
    ARGUMENTS.put(CorsDialect.class, CorsDialect.STANDARD);
    ARGUMENTS.put(CorsField.class, CorsField.ID);
    ARGUMENTS.put(CorsHazard[].class, new CorsHazard[0]);
    ARGUMENTS.put(CorsListener.class, new CorsListener() {});
    ARGUMENTS.put(CorsLocation.class, LOCATION);
    ARGUMENTS.put(CorsLocation.Finder.class, (CorsLocation.Finder) CorsLocation::inCode);
    ARGUMENTS.put(CorsPolicies.class, CorsPolicies.of(POLICY));
    ARGUMENTS.put(CorsPolicy.class, POLICY);
    ARGUMENTS.put(CorsProblemType.class, CorsProblemType.MAX_AGE);
    ARGUMENTS.put(CorsProblems.class, new CorsProblems());
    ARGUMENTS.put(CorsRequest.class, REQUEST);
    ARGUMENTS.put(CorsRequestReader.class, CorsRequest.READER);
    ARGUMENTS.put(CorsResponseWriter.class, WRITER);
    ARGUMENTS.put(CorsRule.class, RULE);
    ARGUMENTS.put(CorsRule[].class, new CorsRule[] {RULE});
    ARGUMENTS.put(DocumentKind.class, DocumentKind.S3_XML);
    ARGUMENTS.put(Reload.class, Reload.NEVER);
  }

  @Test
  void everyPublicEntryNamesTheNullThatItRefuses() throws Exception {
    List<String> wrong = new ArrayList<>();
    int calls = 0;
    for (Map.Entry<Class<?>, Object> type : INSTANCES.entrySet()) {
      List<Executable> entries = new ArrayList<>(List.of(type.getKey().getDeclaredMethods()));
      entries.addAll(List.of(type.getKey().getDeclaredConstructors()));
      for (Executable entry : entries) {
        boolean called =
            Modifier.isPublic(entry.getModifiers())
                && !entry.isSynthetic()
                && !entry.getName().equals("equals")
                && !entry.getName().equals("valueOf");
        for (int i = 0; called && i < entry.getParameterCount(); i++) {
          Parameter parameter = entry.getParameters()[i];
          if (!parameter.getType().isPrimitive() && !isNullable(parameter)) {
            calls++;
            String said = said(entry, type.getValue(), i);
            if (!parameter.getName().equals(said)) {
              wrong.add(
                  type.getKey().getSimpleName()
                      + "."
                      + entry.getName()
                      + ": "
                      + parameter.getName()
                      + " → "
                      + said);
            }
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(calls).isGreaterThan(90);
  }

  private static boolean isNullable(Parameter parameter) {
    return Stream.of(parameter.getAnnotatedType().getAnnotations())
        .anyMatch(annotation -> annotation.annotationType().equals(Nullable.class));
  }

  /** The message of the NullPointerException, or what came in its place. */
  private static String said(Executable entry, Object instance, int nullAt) throws Exception {
    @Nullable Object[] arguments = new @Nullable Object[entry.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      Class<?> type = entry.getParameterTypes()[i];
      assertThat(ARGUMENTS).as(entry.toString()).containsKey(type);
      arguments[i] = i == nullAt ? null : ARGUMENTS.get(type);
    }
    try {
      Object result =
          entry instanceof Method method
              ? method.invoke(instance, arguments)
              : ((java.lang.reflect.Constructor<?>) entry).newInstance(arguments);
      return "taken: " + result;
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      return cause instanceof NullPointerException && cause.getMessage() != null
          ? cause.getMessage()
          : String.valueOf(cause);
    }
  }
}
