package io.bucketcors.jaxrs;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsLocation;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsProblemType;
import io.bucketcors.CorsProblems;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the mistakes that can be made with {@link CorsBucket}. */
final class AnnotationCheck {
  private final Supplier<CorsPolicies> policies;

  /** The first method for each HTTP method and path template, to find contradictions. */
  private final Map<String, Bound> byTemplate = new ConcurrentHashMap<>();

  /** Classes whose misplaced annotations have been looked for. */
  private final Set<Class<?>> checked = ConcurrentHashMap.newKeySet();

  private record Bound(@Nullable String bucket, String method) {}

  /**
   * @param policies the rules now in force
   */
  AnnotationCheck(Supplier<CorsPolicies> policies) {
    this.policies = policies;
  }

  /** Refuses whatever is wrong in resource classes, and in those behind their locators. */
  void refuseAll(Set<Class<?>> classes) {
    // By message, once each.
    Map<String, CorsProblem> problems = new LinkedHashMap<>();
    Set<Class<?>> seen = new LinkedHashSet<>();
    classes.stream()
        .filter(type -> ResourceAnnotations.onClass(type, Path.class) != null)
        .sorted(java.util.Comparator.comparing(Class::getName))
        .forEach(type -> collect(type, seen, problems));
    refuse(problems.values());
  }

  private void collect(Class<?> type, Set<Class<?>> seen, Map<String, CorsProblem> problems) {
    if (!seen.add(type)) {
      return;
    }
    misplaced(type).forEach(problem -> problems.putIfAbsent(problem.message(), problem));
    Method[] methods = type.getMethods();
    java.util.Arrays.sort(methods, java.util.Comparator.comparing(Method::getName));
    for (Method method : methods) {
      if (method.isBridge()) {
        continue;
      }
      if (ResourceAnnotations.isLocator(type, method)) {
        collect(ResourceAnnotations.subResource(type, method), seen, problems);
      } else {
        problems(type, method).forEach(problem -> problems.putIfAbsent(problem.message(), problem));
      }
    }
  }

  /** Refuses what is wrong with one resource method; it may be met late, as sub-resources are. */
  void refuse(Class<?> type, Method method) {
    List<CorsProblem> problems = problems(type, method);
    if (checked.add(type)) {
      problems.addAll(misplaced(type));
    }
    refuse(problems);
  }

  private static List<CorsProblem> misplaced(Class<?> type) {
    List<CorsProblem> problems = new ArrayList<>();
    for (Method method : ResourceAnnotations.misplaced(type)) {
      problems.add(
          problem(
              CorsProblemType.BUCKET_ON_NO_RESOURCE_METHOD,
              method.getAnnotation(CorsBucket.class).value(),
              where(method.getDeclaringClass(), method),
              "the method answers no HTTP method in " + type.getName() + ", so nothing is bound",
              "put it on a public method with @GET or another HTTP method, or on the class; for a"
                  + " sub-resource locator, put it on the class that is returned"));
    }
    return problems;
  }

  private static void refuse(java.util.Collection<CorsProblem> problems) {
    if (!problems.isEmpty()) {
      throw new CorsConfigurationException(List.copyOf(problems));
    }
  }

  private List<CorsProblem> problems(Class<?> type, Method method) {
    List<CorsProblem> problems = new ArrayList<>(2);
    String http = ResourceAnnotations.httpMethod(type, method);
    if (http == null) {
      return problems;
    }
    String bucket = ResourceAnnotations.bucket(type, method);
    String where = where(type, method);
    if (bucket != null && !isKnown(bucket)) {
      problems.add(
          problem(
              CorsProblemType.BUCKET_UNKNOWN,
              bucket,
              where,
              "no bucket has that name",
              "add bucketcors.buckets." + bucket + ".rules[0], or name one of: " + knownBuckets()));
    }
    Bound bound = new Bound(bucket, where);
    String template = http + " " + ResourceAnnotations.template(type, method);
    Bound other = byTemplate.putIfAbsent(template, bound);
    if (other != null && !Objects.equals(other.bucket(), bucket)) {
      problems.add(
          problem(
              CorsProblemType.BUCKET_CONTRADICTED,
              bucket == null ? "" : bucket,
              where,
              "a preflight cannot choose between this method and "
                  + other.method()
                  + ", which answers the same path and HTTP method in another bucket",
              "put both in one bucket"));
    }
    return problems;
  }

  private boolean isKnown(String bucket) {
    CorsPolicies known = policies.get();
    return !known.enabled() || known.named(bucket) != null;
  }

  private String knownBuckets() {
    CorsPolicies known = policies.get();
    return Stream.concat(Stream.of(known.defaultBucket()), known.namedBuckets().stream())
        .map(policy -> policy.bucket())
        .collect(Collectors.joining(", "));
  }

  static String where(Class<?> type, Method method) {
    return type.getName() + "." + method.getName();
  }

  static CorsProblem problem(
      CorsProblemType type, String bucket, String where, String explanation, String fix) {
    CorsProblems problems = new CorsProblems();
    problems
        .at(CorsLocation.inCode(bucket).under("@CorsBucket on " + where, null))
        .error(type, bucket, explanation, fix);
    return problems.list().get(0);
  }
}
