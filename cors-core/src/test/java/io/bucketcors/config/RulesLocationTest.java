package io.bucketcors.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsRequest;
import io.bucketcors.CorsRule;
import io.bucketcors.adapter.CorsResponseWriter;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rules from the document that a property names. */
class RulesLocationTest {
  private static final CorsRule RULE =
      CorsRule.allow("https://a.example").methods("GET", "HEAD").build();

  @TempDir Path folder;
  private Path document;

  @BeforeEach
  void writeADocument() throws IOException {
    document = folder.resolve("my cors.xml");
    Files.writeString(document, xml("https://a.example", ""));
  }

  @Test
  void isAPathAFileUriOrAResource() {
    assertThat(rules(document.toString())).containsExactly(RULE);
    assertThat(rules(document.toUri().toString())).containsExactly(RULE);
    assertThat(rules("classpath:my cors.xml")).containsExactly(RULE);
    assertThat(rules("classpath:/my cors.xml")).containsExactly(RULE);
    try (CorsPolicySource source = CorsPolicySources.document(document)) {
      assertThat(source.current().defaultBucket().rules()).containsExactly(RULE);
    }
  }

  /** A pipe would block whoever reads it, and a device may never end. */
  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void isARegularFile() throws Exception {
    List<String> others = new ArrayList<>(List.of(folder.toString()));
    if (Files.exists(Path.of("/dev/zero"))) {
      Path pipe = folder.resolve("pipe");
      assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
      others.addAll(List.of("/dev/zero", pipe.toString()));
    }
    for (String other : others) {
      assertThat(problems(Map.of("bucketcors.rules-location", other)))
          .as(other)
          .extracting(CorsProblem::message)
          .singleElement()
          .asString()
          .contains("is no regular file");
    }
  }

  @Test
  void isNeverFetchedOverANetwork() {
    assertThat(problems(Map.of("bucketcors.rules-location", "http://127.0.0.1:1/cors.xml")))
        .extracting(CorsProblem::message)
        .singleElement()
        .asString()
        .contains("bucketcors.rules-location", "classpath:, file: and paths only");
  }

  @Test
  void mustBeARegularFileThatIsThere() {
    for (String location :
        List.of(
            folder.toString(), document + ".not", "classpath:not.xml", "file:nonsense", "\u0000")) {
      assertThat(problems(Map.of("bucketcors.rules-location", location)))
          .extracting(CorsProblem::code)
          .containsExactly("document-unreadable");
    }
  }

  @Test
  void goesWithCredentialsOfTheBucket() throws IOException {
    CorsPolicies policies =
        policies(
            Map.of(
                "bucketcors.rules-location",
                document.toString(),
                "bucketcors.allow-credentials",
                "true"));
    assertThat(policies.defaultBucket().rules().get(0).allowCredentials()).isTrue();

    Files.writeString(document, xml("*", ""));
    assertThat(
            problems(
                Map.of(
                    "bucketcors.rules-location",
                    document.toString(),
                    "bucketcors.allow-credentials",
                    "true")))
        .extracting(CorsProblem::message)
        .singleElement()
        .asString()
        .contains("my cors.xml, line 1, column", "credentials-any-origin");
  }

  @Test
  void bringsResponseVaryToABucketOfCos() throws IOException {
    Files.writeString(document, xml("*", "<ResponseVary>true</ResponseVary>"));
    Map<String, String> settings = new HashMap<>();
    settings.put("bucketcors.buckets.files.rules-location", document.toString());
    settings.put("bucketcors.buckets.files.dialect", "cos");

    assertThat(varyWithoutOrigin(settings)).containsExactly("Origin");
    settings.put("bucketcors.buckets.files.response-vary", "false");
    assertThat(varyWithoutOrigin(settings)).isEmpty();
    settings.remove("bucketcors.buckets.files.response-vary");
    settings.put("bucketcors.buckets.files.dialect", "s3");
    assertThat(varyWithoutOrigin(settings)).isEmpty();
  }

  private List<String> varyWithoutOrigin(Map<String, String> settings) {
    CorsPolicy policy = requireNonNull(policies(settings).named("files"));
    List<String> vary = new ArrayList<>();
    CorsRequest request = CorsRequest.of("GET");
    policy
        .decide(request)
        .writeHeaders(
            request,
            CorsRequest.READER,
            vary,
            new CorsResponseWriter<List<String>>() {
              @Override
              public void set(List<String> response, String name, String value) {}

              @Override
              public void vary(List<String> response, String fieldNames) {
                response.add(fieldNames);
              }
            });
    return vary;
  }

  private static String xml(String origin, String more) {
    return "<CORSConfiguration><CORSRule><AllowedOrigin>"
        + origin
        + "</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedMethod>HEAD</AllowedMethod>"
        + "</CORSRule>"
        + more
        + "</CORSConfiguration>";
  }

  private List<CorsRule> rules(String location) {
    return policies(Map.of("bucketcors.rules-location", location)).defaultBucket().rules();
  }

  private List<CorsProblem> problems(Map<String, String> settings) {
    return catchThrowableOfType(CorsConfigurationException.class, () -> policies(settings))
        .problems();
  }

  private CorsPolicies policies(Map<String, String> settings) {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
        ReloadableCorsPolicies source =
            CorsPolicySources.builder()
                .settings(settings, "map")
                .microProfile(false)
                .classLoader(loader)
                .reload(Reload.NEVER)
                .build()) {
      return source.current();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
