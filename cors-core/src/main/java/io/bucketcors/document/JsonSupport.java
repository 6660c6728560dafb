package io.bucketcors.document;

import jakarta.json.JsonException;
import jakarta.json.spi.JsonProvider;
import java.util.ServiceConfigurationError;

/** Finds the environment's Jakarta JSON Processing. Loaded only when there is JSON to handle. */
final class JsonSupport {
  private JsonSupport() {}

  /**
   * The provider that the context class loader sees, else the one beside this library: threads that
   * containers and timers start often have no useful context class loader.
   *
   * @throws JsonException if there is none
   * @throws ServiceConfigurationError if there is only one that cannot be used
   */
  static JsonProvider provider() {
    try {
      return JsonProvider.provider();
    } catch (JsonException | ServiceConfigurationError none) {
      Thread thread = Thread.currentThread();
      ClassLoader context = thread.getContextClassLoader();
      thread.setContextClassLoader(JsonSupport.class.getClassLoader());
      try {
        return JsonProvider.provider();
      } finally {
        thread.setContextClassLoader(context);
      }
    }
  }
}
