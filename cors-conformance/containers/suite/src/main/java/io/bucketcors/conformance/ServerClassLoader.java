package io.bucketcors.conformance;

/**
 * The class path of the tests as a server has it: without the library and MicroProfile Config,
 * which come in the WAR. For a WAR that wants the server's classes before its own.
 */
public final class ServerClassLoader extends ClassLoader {
  public ServerClassLoader() {
    super(ServerClassLoader.class.getClassLoader());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith("io.bucketcors.") || name.startsWith("org.eclipse.microprofile.")) {
      throw new ClassNotFoundException(name);
    }
    return super.loadClass(name, resolve);
  }
}
