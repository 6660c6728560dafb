package io.bucketcors.conformance.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsPolicies;
import io.bucketcors.config.CorsPolicySources;
import io.bucketcors.config.Reload;
import io.bucketcors.config.ReloadableCorsPolicies;
import io.bucketcors.testing.CorsExpectations;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigProviderResolver;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What pages show in YAML is judged as the library judges it where it is used: properties as keys,
 * manifests by what a container would find in its environment and in its volumes.
 */
class YamlInPagesTest {
  private static final String PREFIX = "BUCKETCORS_";

  @TempDir private Path node;

  private static List<Page.Block> blocks(Page page) {
    return page.blocks().stream().filter(block -> block.language().matches("ya?ml")).toList();
  }

  private static List<Map<String, Object>> documents(String yaml) {
    List<Map<String, Object>> documents = new ArrayList<>();
    for (Object one : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(yaml)) {
      documents.add(map(one));
    }
    return documents;
  }

  @Test
  void propertiesInYamlAreGoodOnes() {
    int seen = 0;
    for (Page page : Page.all()) {
      for (Page.Block block : blocks(page)) {
        for (Map<String, Object> document : documents(block.code())) {
          if (document.containsKey("bucketcors")) {
            Map<String, String> settings = new TreeMap<>();
            flatten("bucketcors", document.get("bucketcors"), settings);
            check(settings, policies -> governs(page.name(), policies));
            seen++;
          }
        }
      }
    }
    assertThat(seen).isPositive();
  }

  private static void governs(String page, CorsPolicies policies) {
    assertThat(policies.defaultBucket().rules()).as(page).isNotEmpty();
    assertThat(policies.warnings()).as(page).isEmpty();
  }

  private static void check(Map<String, String> settings, Consumer<CorsPolicies> expected) {
    try (ReloadableCorsPolicies source =
        CorsPolicySources.builder()
            .settings(settings, "the page")
            .microProfile(false)
            .reload(Reload.NEVER)
            .build()) {
      expected.accept(source.current());
    }
  }

  /** Every block is one or the other, so that none is skipped in silence. */
  @Test
  void allYamlIsPropertiesOrManifests() {
    for (Page page : Page.all()) {
      for (Page.Block block : blocks(page)) {
        for (Map<String, Object> document : documents(block.code())) {
          Set<String> keys = document.keySet();
          assertThat(
                  keys.equals(Set.of("bucketcors"))
                      || keys.containsAll(Set.of("apiVersion", "kind", "metadata")))
              .as("%s: %s", page.name(), keys)
              .isTrue();
        }
      }
    }
  }

  @Test
  void aContainerOfTheManifestsFindsItsRules() throws Exception {
    int containers = 0;
    for (Page page : Page.all()) {
      for (Page.Block block : blocks(page)) {
        List<Map<String, Object>> manifests = documents(block.code());
        for (Map<String, Object> manifest : manifests) {
          if ("Deployment".equals(manifest.get("kind"))) {
            start(page.name(), manifest, manifests);
            containers++;
          }
        }
      }
    }
    assertThat(containers).isPositive();
  }

  /** As Kubernetes does: volumes first, then the container with its environment. */
  private void start(
      String page, Map<String, Object> deployment, List<Map<String, Object>> manifests)
      throws IOException {
    Map<String, Object> spec = map(map(deployment.get("spec")).get("template"));
    Map<String, Object> pod = map(spec.get("spec"));
    assertThat(map(map(map(deployment.get("spec")).get("selector")).get("matchLabels")))
        .as("%s: the selector", page)
        .isEqualTo(map(spec.get("metadata")).get("labels"));
    Map<String, Path> volumes = new LinkedHashMap<>();
    for (Object volume : list(pod.get("volumes"))) {
      Map<String, Object> about = map(volume);
      volumes.put((String) about.get("name"), mounted(page, about, manifests));
    }
    for (Object container : list(pod.get("containers"))) {
      Map<String, String> mounts = new LinkedHashMap<>();
      for (Object mount : list(map(container).get("volumeMounts"))) {
        Path volume = volumes.get((String) map(mount).get("name"));
        assertThat(volume).as("%s: the volume of %s", page, mount).isNotNull();
        mounts.put(map(mount).get("mountPath") + "/", volume + "/");
      }
      Map<String, String> environment = new LinkedHashMap<>();
      for (Object variable : list(map(container).get("env"))) {
        String value = (String) map(variable).get("value");
        for (Map.Entry<String, String> mount : mounts.entrySet()) {
          value = value.replace(mount.getKey(), mount.getValue());
        }
        environment.put((String) map(variable).get("name"), value);
      }
      run(page, environment);
    }
  }

  private Path mounted(String page, Map<String, Object> volume, List<Map<String, Object>> manifests)
      throws IOException {
    Path folder = Files.createDirectories(node.resolve((String) volume.get("name")));
    if (volume.containsKey("configMap")) {
      Object name = map(volume.get("configMap")).get("name");
      Map<String, Object> configMap =
          manifests.stream()
              .filter(one -> "ConfigMap".equals(one.get("kind")))
              .filter(one -> map(one.get("metadata")).get("name").equals(name))
              .findFirst()
              .orElseThrow(() -> new AssertionError(page + ": no ConfigMap " + name));
      for (Map.Entry<String, Object> file : map(configMap.get("data")).entrySet()) {
        Files.writeString(folder.resolve(file.getKey()), (String) file.getValue());
      }
    }
    return folder;
  }

  /** With an environment of its own, by MicroProfile's mapping of names. */
  private static void run(String page, Map<String, String> environment) throws IOException {
    String keys = Page.of(Readme.root().resolve("docs/reference/keys.md")).text();
    for (String name : environment.keySet()) {
      if (name.startsWith(PREFIX)) {
        // An unknown one is but a warning, since Kubernetes injects some.
        assertThat(keys).as("%s: %s", page, name).contains("| `" + name + "` |");
      }
    }
    SmallRyeConfigProviderResolver resolver =
        (SmallRyeConfigProviderResolver) ConfigProviderResolver.instance();
    SmallRyeConfig config =
        new SmallRyeConfigBuilder().withSources(new EnvConfigSource(environment, 300)).build();
    try (URLClassLoader container =
        new URLClassLoader(new URL[0], YamlInPagesTest.class.getClassLoader())) {
      resolver.registerConfig(config, container);
      try (ReloadableCorsPolicies source =
          CorsPolicySources.builder().classLoader(container).reload(Reload.NEVER).build()) {
        governs(page, source.current());
        CorsExpectations.of(source).origin("https://app.example").may("GET").may("PUT");
        CorsExpectations.of(source).origin("https://other.example").mayNot("GET");
      } finally {
        resolver.releaseConfig(config);
      }
    }
  }

  private static void flatten(String key, Object value, Map<String, String> settings) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, inner) -> flatten(key + "." + name, inner, settings));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        flatten(key + "[" + i + "]", list.get(i), settings);
      }
    } else {
      settings.put(key, String.valueOf(value));
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    assertThat(value).isInstanceOf(Map.class);
    return (Map<String, Object>) value;
  }

  private static List<?> list(Object value) {
    assertThat(value).isInstanceOf(List.class);
    return (List<?>) value;
  }
}
