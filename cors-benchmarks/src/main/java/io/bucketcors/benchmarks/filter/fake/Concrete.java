package io.bucketcors.benchmarks.filter.fake;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;

import java.lang.invoke.MethodHandles;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.ExceptionMethod;

/**
 * Makes objects of abstract classes. What they leave unwritten throws; what they do write is called
 * as any method is, so that nothing of this is on the measured path.
 */
final class Concrete {
  private Concrete() {}

  static <T> T of(Class<T> partly) {
    try {
      return new ByteBuddy()
          .subclass(partly)
          .method(isAbstract())
          .intercept(ExceptionMethod.throwing(UnsupportedOperationException.class))
          .make()
          .load(
              partly.getClassLoader(),
              ClassLoadingStrategy.UsingLookup.of(
                  MethodHandles.privateLookupIn(partly, MethodHandles.lookup())))
          .getLoaded()
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("no object of " + partly, impossible);
    }
  }
}
