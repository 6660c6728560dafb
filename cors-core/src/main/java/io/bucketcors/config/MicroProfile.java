package io.bucketcors.config;

import org.jspecify.annotations.Nullable;

/** Looks for MicroProfile Config without needing it: core starts where its jar is absent. */
final class MicroProfile {
  private static final String API = "org.eclipse.microprofile.config.ConfigProvider";

  private MicroProfile() {}

  /**
   * The config of the app, or null where the API or an implementation is absent.
   *
   * @param loader the app's, by default the current thread's
   */
  static @Nullable KeySource keys(@Nullable ClassLoader loader) {
    try {
      Class.forName(API, false, MicroProfile.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      return null;
    }
    // Implementations are looked for through the thread's loader.
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    if (loader != null) {
      thread.setContextClassLoader(loader);
    }
    try {
      return MicroProfileKeys.find(loader);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
