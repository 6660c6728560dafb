package io.bucketcors.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsPolicySource;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The environment of a real process, with an implementation of MicroProfile Config and without. */
class EnvironmentTest {

  /** Prints the rules that a process finds. */
  public static void main(String[] arguments) {
    try (CorsPolicySource source = CorsPolicySources.builder().reload(Reload.NEVER).build()) {
      System.out.println("RULES " + source.current().defaultBucket().rules());
    } catch (CorsConfigurationException e) {
      System.out.println("REFUSED " + e.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rulesMayComeFromVariablesAlone(boolean implementation) throws Exception {
    assertThat(
            output(
                implementation,
                Map.of(
                    "BUCKETCORS_RULES_0__ALLOWED_ORIGINS", "https://a.example,https://b.example",
                    "BUCKETCORS_RULES_0__ALLOWED_METHODS_0_", "PUT",
                    "BUCKETCORS_RULES_0__EXPOSE_HEADERS_0_", "ETag",
                    "BUCKETCORS_SERVICE_HOST", "10.0.0.1"),
                List.of()))
        .contains(
            "RULES [CorsRule[origins=[https://a.example, https://b.example], methods=[PUT],"
                + " headers=[], expose=[ETag]");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void systemPropertiesCountMoreThanVariables(boolean implementation) throws Exception {
    assertThat(
            output(
                implementation,
                Map.of(
                    "BUCKETCORS_RULES_0__ALLOWED_ORIGINS_0_", "https://a.example",
                    "BUCKETCORS_RULES_0__ALLOWED_ORIGINS_1_", "http://localhost:4200",
                    "BUCKETCORS_RULES_0__ALLOWED_METHODS", "PUT"),
                List.of("-Dbucketcors.rules[0].allowed-origins[0]=https://system.example")))
        .contains("RULES [CorsRule[origins=[https://system.example], methods=[PUT]");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void mistakesNameTheVariablesSource(boolean implementation) throws Exception {
    assertThat(
            output(
                implementation,
                Map.of("BUCKETCORS_RULES_0__ALLOWED_ORIGINS", "https://a.example/"),
                List.of()))
        .containsIgnoringCase("REFUSED")
        .contains("[origin-trailing-slash]", "[allowed-methods-missing]")
        .containsPattern("(?i)env[a-z]*, ordinal 300");
  }

  private static String output(
      boolean implementation, Map<String, String> variables, List<String> options)
      throws IOException, InterruptedException {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    String classes =
        Stream.of(path.split(File.pathSeparator))
            .filter(each -> implementation || !each.contains("smallrye"))
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classes, EnvironmentTest.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("BUCKETCORS"));
    builder.environment().putAll(variables);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return output;
  }
}
