package io.bucketcors.conformance.modules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the published jars say of themselves, to the module system and to OSGi. */
class PackagesTest {

  private static ModuleDescriptor module(String artifact) {
    Path jar = Jars.named(artifact);
    return ModuleFinder.of(jar).findAll().iterator().next().descriptor();
  }

  private static Set<String> packagesIn(String artifact) throws IOException {
    try (JarFile jar = new JarFile(Jars.named(artifact).toFile())) {
      return jar.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.endsWith(".class") && name.contains("/"))
          .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void noPackageIsInTwoJars() throws IOException {
    Map<String, String> owners = new HashMap<>();
    for (String artifact : Jars.PUBLISHED) {
      Set<String> packages = packagesIn(artifact);
      assertThat(packages).as(artifact).isNotEmpty();
      for (String name : packages) {
        assertThat(owners.put(name, artifact)).as("%s, also in %s", name, artifact).isNull();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "servlet", "jaxrs", "micrometer", "opentelemetry"})
  void tellsOsgiWhatItTellsTheModuleSystem(String part) throws IOException {
    ModuleDescriptor module = module("cors-" + part);
    assertThat(module.isAutomatic()).isFalse();
    assertThat(module.name()).isEqualTo("io.bucketcors." + part);
    assertThat(module.packages()).isEqualTo(packagesIn("cors-" + part));
    Set<String> exported =
        module.exports().stream()
            .filter(exports -> !exports.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toCollection(TreeSet::new));
    try (JarFile jar = new JarFile(Jars.named("cors-" + part).toFile())) {
      Attributes main = jar.getManifest().getMainAttributes();
      assertThat(main.getValue("Bundle-ManifestVersion")).isEqualTo("2");
      assertThat(main.getValue("Bundle-SymbolicName")).isEqualTo("io.bucketcors." + part);
      assertThat(main.getValue("Bundle-Version")).matches("\\d+\\.\\d+\\.\\d+(\\.SNAPSHOT)?");
      assertThat(names(main.getValue("Export-Package"))).isEqualTo(exported);
      assertThat(main.getValue("Require-Capability")).contains("osgi.ee=JavaSE)(version=17)");
    }
  }

  /** Servlets are optional for the feature; both adapters run on the newest API as well. */
  @Test
  void importsEveryVersionThatTheSuitesRunOn() throws IOException {
    String servlet = imports("cors-servlet");
    assertThat(servlet).contains("jakarta.servlet;version=\"[6.0,7)\"");
    String jaxrs = imports("cors-jaxrs");
    assertThat(jaxrs).contains("jakarta.ws.rs.core;version=\"[3.1,5)\"");
    assertThat(jaxrs).contains("jakarta.servlet;version=\"[6.0,7)\";resolution:=optional");
  }

  /** Any application with these on its module path has the metrics: core asks for listeners. */
  @Test
  void metricsAreFoundOnTheModulePath() {
    List<Path> path = new ArrayList<>(Jars.OF_METRICS.stream().map(Jars::named).toList());
    path.add(Jars.named("cors-core"));
    Configuration modules =
        ModuleLayer.boot()
            .configuration()
            .resolveAndBind(
                ModuleFinder.of(path.toArray(Path[]::new)),
                ModuleFinder.of(),
                Set.of("io.bucketcors.core"));
    ModuleLayer layer =
        ModuleLayer.boot()
            .defineModulesWithOneLoader(modules, ClassLoader.getPlatformClassLoader());
    assertThat(listeners(layer))
        .containsExactlyInAnyOrder(
            "io.bucketcors.micrometer.MicrometerCorsListener",
            "io.bucketcors.opentelemetry.OpenTelemetryCorsListener");
  }

  private static List<String> listeners(ModuleLayer layer) {
    try {
      Class<?> type =
          layer.findLoader("io.bucketcors.core").loadClass("io.bucketcors.CorsListener");
      return ServiceLoader.load(layer, type).stream()
          .map(provider -> provider.get().getClass().getName())
          .toList();
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static String imports(String artifact) throws IOException {
    try (JarFile jar = new JarFile(Jars.named(artifact).toFile())) {
      return jar.getManifest().getMainAttributes().getValue("Import-Package");
    }
  }

  /** The names of an OSGi header: quoted parts hold commas of their own. */
  private static Set<String> names(String header) {
    return Arrays.stream(header.replaceAll("\"[^\"]*\"", "").split(","))
        .map(clause -> clause.split(";", 2)[0].strip())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
