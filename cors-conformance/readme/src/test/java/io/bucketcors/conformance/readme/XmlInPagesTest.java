package io.bucketcors.conformance.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.config.CorsPolicySources;
import io.bucketcors.config.Reload;
import io.bucketcors.config.ReloadableCorsPolicies;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * What pages show in XML can be copied: it is well formed, its filter exists, its parameters are
 * rules that are in force, and its coordinates are those of a module. Most of it is run as well, by
 * newcomers.
 */
class XmlInPagesTest {
  /** In lists too, where blocks are indented. */
  private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```xml\\n(.*?)^ *```$");

  private record Shown(String page, String xml) {
    @Override
    public String toString() {
      return page + ": " + xml.lines().findFirst().orElse("").strip();
    }
  }

  private static List<Shown> all() {
    List<Shown> all = new ArrayList<>();
    for (Page page : Page.all()) {
      BLOCK
          .matcher(page.text())
          .results()
          .forEach(block -> all.add(new Shown(page.name(), block.group(1))));
    }
    return all;
  }

  @TestFactory
  Stream<DynamicTest> whatPagesShowCanBeCopied() {
    return all().stream()
        .map(shown -> DynamicTest.dynamicTest(shown.toString(), () -> check(shown.xml())));
  }

  @Test
  void thereAreSome() {
    assertThat(all()).hasSizeGreaterThan(10);
  }

  private static void check(String xml) throws Exception {
    byte[] whole = ("<all>" + xml + "</all>").getBytes(StandardCharsets.UTF_8);
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(whole))
            .getDocumentElement();
    for (Element filter : elements(root, "filter-class")) {
      assertThat(Class.forName(filter.getTextContent())).isNotNull();
    }
    for (Element dependency : elements(root, "dependency")) {
      hasAModule(dependency);
    }
    inForce(parameters(root));
  }

  private static void hasAModule(Element dependency) throws Exception {
    if (!text(dependency, "groupId").equals("io.bucketcors")) {
      return;
    }
    String artifact = text(dependency, "artifactId");
    Path root = Readme.root();
    Path integration = root.resolve("integrations").resolve(artifact.replaceFirst("^cors-", ""));
    assertThat(List.of(root.resolve(artifact), integration))
        .as(artifact)
        .anyMatch(folder -> Files.exists(folder.resolve("pom.xml")));
    assertThat(Files.readString(root.resolve("pom.xml")))
        .contains("<artifactId>bucketcors</artifactId>\n  <version>" + text(dependency, "version"));
  }

  /** Of filters and contexts. */
  private static Map<String, String> parameters(Element root) {
    Map<String, String> parameters = new TreeMap<>();
    for (String kind : List.of("init-param", "context-param")) {
      for (Element one : elements(root, kind)) {
        parameters.put(text(one, "param-name"), text(one, "param-value"));
      }
    }
    for (Element one : elements(root, "Parameter")) {
      parameters.put(one.getAttribute("name"), one.getAttribute("value"));
    }
    return parameters;
  }

  private static void inForce(Map<String, String> parameters) {
    if (parameters.isEmpty()) {
      return;
    }
    assertThat(parameters.keySet()).allMatch(name -> name.startsWith("bucketcors."));
    try (ReloadableCorsPolicies source =
        CorsPolicySources.builder()
            .settings(parameters, "the page")
            .microProfile(false)
            .reload(Reload.NEVER)
            .build()) {
      assertThat(source.current().defaultBucket().rules()).isNotEmpty();
      assertThat(source.current().warnings()).isEmpty();
    }
  }

  private static List<Element> elements(Element within, String name) {
    List<Element> elements = new ArrayList<>();
    NodeList found = within.getElementsByTagName(name);
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static String text(Element within, String name) {
    Node found = within.getElementsByTagName(name).item(0);
    assertThat(found).as(name).isNotNull();
    return found.getTextContent().strip();
  }
}
