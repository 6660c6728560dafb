package io.bucketcors.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Core and all that it needs in a class loader of their own, as in the WEB-INF/lib of an app that
 * is undeployed.
 *
 * <p>JDK 17 keeps the class of the record whose generated {@code equals} or {@code hashCode} was
 * the last to be linked, in {@code java.lang.runtime.ObjectMethods}; JDK 25 by a soft reference. So
 * each way to read rules has a loader of its own here, and in none may a record of ours be compared
 * like that.
 */
class RedeployTest {
  private static final int PATIENCE = 50;
  private static final long PAUSE_MILLIS = 20;

  @TempDir private Path folder;

  @Test
  void leavesNothingBehindOfRulesInMicroProfileConfig() throws Exception {
    Path file = Files.createDirectories(folder.resolve("META-INF"));
    Files.writeString(
        file.resolve("microprofile-config.properties"),
        """
        bucketcors.rules[0].allowed-origins=https://shop.example
        bucketcors.rules[0].allowed-methods=GET
        bucketcors.buckets.logs.rules[0].allowed-origins[0]=https://logs.example
        bucketcors.buckets.logs.rules[0].allowed-methods[0]=GET
        bucketcors.buckets.logs.paths=/logs
        """);

    leavesNothingBehind("config", Map.of(), "https://shop.example");
  }

  @Test
  void leavesNothingBehindOfSettings() throws Exception {
    leavesNothingBehind(
        "settings",
        Map.of(
            "bucketcors.rules[0].allowed-origins", "https://shop.example",
            "bucketcors.rules[0].allowed-methods", "GET"),
        "https://shop.example");
  }

  @Test
  void leavesNothingBehindOfAnXmlDocument() throws Exception {
    leavesNothingBehindOf(
        "cors.xml",
        """
        <CORSConfiguration>
          <CORSRule>
            <AllowedOrigin>https://shop.example</AllowedOrigin>
            <AllowedMethod>GET</AllowedMethod>
            <AllowedHeader>x-token</AllowedHeader>
            <ExposeHeader>etag</ExposeHeader>
          </CORSRule>
        </CORSConfiguration>
        """);
  }

  @Test
  void leavesNothingBehindOfAJsonDocument() throws Exception {
    leavesNothingBehindOf(
        "cors.json",
        """
        [{"origin": ["https://shop.example"], "method": ["GET"], "responseHeader": ["etag"],
          "maxAgeSeconds": 60}]
        """);
  }

  @Test
  void leavesNothingBehindOfRefusedRules() throws Exception {
    leavesNothingBehind(
        "mistakes",
        Map.of(
            "bucketcors.rules[0].allowed-origins", "https://shop.example/, null, *",
            "bucketcors.rules[0].allowed-methods", "get, CONNECT",
            "bucketcors.rules[0].allowed-header", "x",
            "bucketcors.rules[0].allow-credentials", "true",
            "bucketcors.nonsense", "1",
            "bucketcors.nonsense-too", "1"),
        "https://shop.example/");
  }

  @Test
  void leavesNothingBehindOfADocumentThatIsMissing() throws Exception {
    Path file = folder.resolve("cors.xml");
    leavesNothingBehind(
        "mistakes",
        Map.of("bucketcors.rules-location", file.toString(), "bucketcors.nonsense", "1"),
        "cors.xml");
  }

  @Test
  void leavesNothingBehindOfRulesThatCodeSupplies() throws Exception {
    leavesNothingBehind("supplied", Map.of(), "https://shop.example");
  }

  private void leavesNothingBehindOf(String name, String document) throws Exception {
    Path file = Files.writeString(folder.resolve(name), document);
    leavesNothingBehind(
        "settings", Map.of("bucketcors.rules-location", file.toString()), "https://shop.example");
  }

  private void leavesNothingBehind(String kind, Map<String, String> keys, String expected)
      throws Exception {
    WeakReference<ClassLoader> app = new WeakReference<>(deployed(kind, keys, expected));
    for (int i = 0; i < PATIENCE && app.get() != null; i++) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    assertThat(app.get()).isNull();
  }

  /** Runs the app to its end and returns what was its loader. */
  @SuppressWarnings("unchecked")
  private ClassLoader deployed(String kind, Map<String, String> keys, String expected)
      throws Exception {
    try (URLClassLoader loader = loader()) {
      Class<?> probe = loader.loadClass(RedeployProbe.class.getName());
      assertThat(probe.getClassLoader()).isSameAs(loader);
      var app =
          (BiFunction<String, Map<String, String>, String>)
              probe.getDeclaredConstructor().newInstance();
      assertThat(app.apply(kind, keys)).contains(expected);
      return loader;
    }
  }

  private URLClassLoader loader() throws IOException {
    List<URL> urls = new ArrayList<>();
    urls.add(folder.toUri().toURL());
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(Path.of(path).toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }
}
