package io.bucketcors.servlet;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Whose classes the fakes are of: a proxy is in the package of an interface that is not public. */
enum FakeContainer {
  UNKNOWN(null),
  JETTY("org.eclipse.jetty.OfJetty"),
  TOMCAT("org.apache.catalina.OfCatalina"),
  PAYARA("org.apache.catalina.OfCatalina"),
  LIBERTY("com.ibm.ws.OfLiberty"),
  OPEN_LIBERTY("io.openliberty.OfOpenLiberty"),
  UNDERTOW("io.undertow.OfUndertow");

  private final @Nullable String packageMember;

  FakeContainer(@Nullable String packageMember) {
    this.packageMember = packageMember;
  }

  <T> T make(Class<T> type, InvocationHandler handler) {
    if (packageMember == null) {
      return type.cast(
          Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
    ClassLoader loader =
        this == PAYARA ? WithoutCoyote.LOADER : FakeContainer.class.getClassLoader();
    try {
      Class<?> member = Class.forName(packageMember, false, loader);
      return type.cast(Proxy.newProxyInstance(loader, new Class<?>[] {type, member}, handler));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A Catalina beneath which there is something else. */
  private static final class WithoutCoyote extends ClassLoader {
    static final WithoutCoyote LOADER = new WithoutCoyote();

    private WithoutCoyote() {
      super(FakeContainer.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("org.apache.coyote.")) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith("org.apache.catalina.") || findLoadedClass(name) != null) {
        return super.loadClass(name, resolve);
      }
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
