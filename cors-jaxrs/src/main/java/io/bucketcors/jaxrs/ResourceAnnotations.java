package io.bucketcors.jaxrs;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads annotations where JAX-RS allows them: on overridden methods and on interfaces too, generic
 * or not.
 */
final class ResourceAnnotations {
  private ResourceAnnotations() {}

  /** The bucket of a resource method, or null. */
  static @Nullable String bucket(Class<?> resource, Method method) {
    CorsBucket found = onMethod(resource, method, CorsBucket.class);
    if (found == null) {
      found = onClass(resource, CorsBucket.class);
    }
    return found == null ? null : found.value();
  }

  /** Whether a method returns a sub-resource. */
  static boolean isLocator(Class<?> resource, Method method) {
    return onMethod(resource, method, Path.class) != null && httpMethod(resource, method) == null;
  }

  /** The HTTP method that a method answers, or null. */
  static @Nullable String httpMethod(Class<?> resource, Method method) {
    for (Method here : overridden(resource, method)) {
      for (Annotation annotation : here.getAnnotations()) {
        HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
        if (http != null) {
          return http.value();
        }
      }
    }
    return null;
  }

  /** Methods of a class, its superclasses and interfaces that name a bucket for no HTTP method. */
  static List<Method> misplaced(Class<?> resource) {
    TypeArguments arguments = new TypeArguments(resource);
    List<Method> misplaced = new ArrayList<>();
    for (Class<?> type : lineage(resource)) {
      for (Method named : type.getDeclaredMethods()) {
        if (named.isAnnotationPresent(CorsBucket.class)
            && !named.isBridge()
            && Stream.of(resource.getMethods())
                .noneMatch(
                    method ->
                        arguments.overrides(method, named)
                            && httpMethod(resource, method) != null)) {
          misplaced.add(named);
        }
      }
    }
    return misplaced;
  }

  /**
   * What a path has to match to reach a method, the same text for two methods that no path can tell
   * apart. A class without a path is a sub-resource, and its own name stands for its path.
   */
  static String template(Class<?> resource, Method method) {
    Path onClass = onClass(resource, Path.class);
    Path onMethod = onMethod(resource, method, Path.class);
    String first = onClass == null ? resource.getName() : onClass.value();
    String path = onMethod == null ? first : first + "/" + onMethod.value();
    return path.replaceAll("\\{\\s*[\\w.-]+\\s*(:?)\\s*", "{$1")
        .replaceAll("/{2,}", "/")
        .replaceAll("^/|/$", "");
  }

  /** Whether a class behind a locator, or one that its own locators return, names a bucket. */
  static boolean namesBucket(Class<?> resource) {
    return namesBucket(resource, new HashSet<>());
  }

  private static boolean namesBucket(Class<?> resource, Set<Class<?>> seen) {
    if (!seen.add(resource)) {
      return false;
    }
    for (Method method : resource.getMethods()) {
      if (bucket(resource, method) != null
          || isLocator(resource, method) && namesBucket(subResource(resource, method), seen)) {
        return true;
      }
    }
    return false;
  }

  /** The class that a locator returns, as far as is known. */
  static Class<?> subResource(Class<?> resource, Method locator) {
    return new TypeArguments(resource).subResource(locator);
  }

  /** Whether objects of a declared type can be of a resource class that only the object tells. */
  static boolean isOpen(Class<?> type) {
    return type == Object.class || type == Class.class || Modifier.isAbstract(type.getModifiers());
  }

  /** The annotation of a class, its superclasses or interfaces, or null. */
  static <A extends Annotation> @Nullable A onClass(Class<?> resource, Class<A> kind) {
    for (Class<?> type : lineage(resource)) {
      A found = type.getAnnotation(kind);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static <A extends Annotation> @Nullable A onMethod(
      Class<?> resource, Method method, Class<A> kind) {
    for (Method here : overridden(resource, method)) {
      A found = here.getAnnotation(kind);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /**
   * The method itself and those that it overrides or implements, also where their parameters are of
   * another type until a type argument is put in: {@code put(T)} by {@code put(String)}.
   */
  private static List<Method> overridden(Class<?> resource, Method method) {
    TypeArguments arguments = new TypeArguments(resource);
    List<Method> methods = new ArrayList<>();
    methods.add(method);
    for (Class<?> type : lineage(resource)) {
      for (Method here : type.getDeclaredMethods()) {
        if (arguments.overrides(method, here)) {
          methods.add(here);
        }
      }
    }
    return methods;
  }

  /** The class, its superclasses, then all interfaces. */
  private static Set<Class<?>> lineage(Class<?> resource) {
    Set<Class<?>> types = new LinkedHashSet<>();
    for (Class<?> type = resource; type != null; type = type.getSuperclass()) {
      types.add(type);
    }
    for (Class<?> type : List.copyOf(types)) {
      addInterfaces(type, types);
    }
    return types;
  }

  private static void addInterfaces(Class<?> type, Set<Class<?>> types) {
    for (Class<?> one : type.getInterfaces()) {
      if (types.add(one)) {
        addInterfaces(one, types);
      }
    }
  }
}
