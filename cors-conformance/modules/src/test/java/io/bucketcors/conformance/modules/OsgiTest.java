package io.bucketcors.conformance.modules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** The published jars as bundles in a real framework, Felix. */
class OsgiTest {
  private static final long STOP_MILLIS = 10_000;

  private Framework framework;

  @BeforeEach
  void start(@TempDir Path cache) throws BundleException {
    framework =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow()
            .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, cache.toString()));
    framework.start();
  }

  @AfterEach
  void stop() throws Exception {
    framework.stop();
    framework.waitForStop(STOP_MILLIS);
  }

  private Bundle install(String artifact) throws BundleException {
    return framework.getBundleContext().installBundle(Jars.named(artifact).toUri().toString());
  }

  private List<Bundle> startAll(String... artifacts) throws BundleException {
    List<Bundle> bundles = new ArrayList<>();
    for (String artifact : artifacts) {
      bundles.add(install(artifact));
    }
    for (Bundle bundle : bundles) {
      bundle.start();
      assertThat(bundle.getState()).as("%s", bundle).isEqualTo(Bundle.ACTIVE);
    }
    return bundles;
  }

  /** Makes a policy inside of the bundle; a wildcard needs the list of suffixes in its jar. */
  private static void decides(Bundle core) throws Exception {
    Class<?> sources = core.loadClass("io.bucketcors.config.CorsPolicySources");
    assertThat(sources.getClassLoader()).isNotSameAs(OsgiTest.class.getClassLoader());
    Object source = sources.getMethod("of", Map.class).invoke(null, rules("https://*.a.example"));
    assertThat(source).isNotNull();
    try {
      sources.getMethod("of", Map.class).invoke(null, rules("https://*.github.io"));
      throw new AssertionError("a wildcard over a public suffix was accepted");
    } catch (InvocationTargetException refused) {
      assertThat(refused.getCause()).hasMessageContaining("hazard-public-suffix");
    }
  }

  private static Map<String, String> rules(String origin) {
    return Map.of(
        "bucketcors.rules[0].allowed-origins",
        origin,
        "bucketcors.rules[0].allowed-methods",
        "GET",
        "bucketcors.reload-interval",
        "PT0S");
  }

  @Test
  void startsWithTheTwoApisAlone() throws Exception {
    List<Bundle> bundles =
        startAll(
            "jakarta.servlet-api", "jakarta.ws.rs-api", "cors-core", "cors-servlet", "cors-jaxrs");
    decides(bundles.get(2));
    Class<?> filter = bundles.get(3).loadClass("io.bucketcors.servlet.CorsFilter");
    assertThat(filter.getInterfaces()[0].getName()).isEqualTo("jakarta.servlet.Filter");
    // With the core of the other bundle, not one of its own.
    Class<?> source = bundles.get(2).loadClass("io.bucketcors.CorsPolicySource");
    assertThat(filter.getConstructor(source)).isNotNull();
    Class<?> feature = bundles.get(4).loadClass("io.bucketcors.jaxrs.CorsFeature");
    assertThat(feature.getConstructor(source)).isNotNull();
    assertThat(feature.getConstructor().newInstance()).isNotNull();
  }

  @Test
  void coreStartsAlone() throws Exception {
    decides(startAll("cors-core").get(0));
  }

  @Test
  void theFeatureStartsWithoutServlets() throws Exception {
    Bundle feature = startAll("jakarta.ws.rs-api", "cors-core", "cors-jaxrs").get(2);
    Class<?> type = feature.loadClass("io.bucketcors.jaxrs.CorsFeature");
    assertThat(type.getConstructor().newInstance()).isNotNull();
  }

  @Test
  void micrometerStartsBesideCore() throws Exception {
    Bundle metrics =
        startAll(
                "jspecify",
                "micrometer-commons",
                "micrometer-observation",
                "micrometer-core",
                "cors-core",
                "cors-micrometer")
            .get(5);
    Class<?> type = metrics.loadClass("io.bucketcors.micrometer.MicrometerCorsListener");
    assertThat(type.getConstructor().newInstance()).isNotNull();
  }

  @Test
  void openTelemetryStartsBesideCore() throws Exception {
    Bundle metrics =
        startAll(
                "opentelemetry-common",
                "opentelemetry-context",
                "opentelemetry-api",
                "cors-core",
                "cors-opentelemetry")
            .get(4);
    Class<?> type = metrics.loadClass("io.bucketcors.opentelemetry.OpenTelemetryCorsListener");
    assertThat(type.getConstructor().newInstance()).isNotNull();
  }

  @Test
  void theFilterDoesNotStartWithoutItsApi() throws Exception {
    install("cors-core");
    Bundle filter = install("cors-servlet");
    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(filter::start)
        .withMessageContaining("jakarta.servlet");
  }
}
