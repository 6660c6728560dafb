package io.bucketcors.jaxrs;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the types of generic superclasses and interfaces are in one class that extends them. */
final class TypeArguments {
  private final Map<TypeVariable<?>, Type> known = new HashMap<>();

  TypeArguments(Class<?> type) {
    learn(type);
  }

  private void learn(@Nullable Class<?> type) {
    if (type == null) {
      return;
    }
    learn(type.getGenericSuperclass());
    for (Type one : type.getGenericInterfaces()) {
      learn(one);
    }
  }

  private void learn(@Nullable Type type) {
    if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
      Type[] given = generic.getActualTypeArguments();
      for (int i = 0; i < given.length; i++) {
        known.putIfAbsent(raw.getTypeParameters()[i], given[i]);
      }
      learn(raw);
    } else if (type instanceof Class<?> raw) {
      learn(raw);
    }
  }

  /** The class that values of a type have at run time, as far as is known. */
  Class<?> erase(Type type) {
    if (type instanceof Class<?> itself) {
      return itself;
    }
    if (type instanceof ParameterizedType generic) {
      return erase(generic.getRawType());
    }
    if (type instanceof GenericArrayType array) {
      return Array.newInstance(erase(array.getGenericComponentType()), 0).getClass();
    }
    if (type instanceof WildcardType wildcard) {
      return erase(wildcard.getUpperBounds()[0]);
    }
    TypeVariable<?> variable = (TypeVariable<?>) type;
    Type given = known.get(variable);
    return erase(given == null || given == type ? variable.getBounds()[0] : given);
  }

  /** What a locator returns: an object, or the class of one. */
  Class<?> subResource(Method locator) {
    Type returned = locator.getGenericReturnType();
    Class<?> type = erase(returned);
    return type == Class.class && returned instanceof ParameterizedType generic
        ? erase(generic.getActualTypeArguments()[0])
        : type;
  }

  /**
   * Whether a method overrides or implements another, or is it: by its parameters in this class, or
   * as they are erased, which is what a bridge method has.
   */
  boolean overrides(Method method, Method other) {
    if (method.equals(other)) {
      return true;
    }
    int modifiers = other.getModifiers();
    if (!method.getName().equals(other.getName())
        || method.getParameterCount() != other.getParameterCount()
        || Modifier.isStatic(modifiers)
        || Modifier.isPrivate(modifiers)) {
      return false;
    }
    Type[] mine = method.getGenericParameterTypes();
    Type[] theirs = other.getGenericParameterTypes();
    boolean same = true;
    boolean erased = true;
    for (int i = 0; i < mine.length; i++) {
      same &= erase(mine[i]) == erase(theirs[i]);
      erased &= method.getParameterTypes()[i] == other.getParameterTypes()[i];
    }
    return same || erased;
  }
}
