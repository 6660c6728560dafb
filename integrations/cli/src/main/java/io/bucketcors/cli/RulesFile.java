package io.bucketcors.cli;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsDialect;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsProblemType;
import io.bucketcors.CorsProblems;
import io.bucketcors.CorsRule;
import io.bucketcors.config.CorsPolicySources;
import io.bucketcors.config.Reload;
import io.bucketcors.document.CorsDocument;
import io.bucketcors.text.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A file of rules, as read.
 *
 * @param name as the user wrote it
 * @param policies the rules, or null where a problem is an error
 * @param problems all problems, warnings included
 * @param responseVary what a document says of it, which rules of another dialect do not keep
 */
record RulesFile(
    String name,
    @Nullable CorsPolicies policies,
    List<CorsProblem> problems,
    boolean responseVary) {
  private static final Set<CorsProblemType> MISSING =
      Set.of(CorsProblemType.ALLOWED_ORIGINS_MISSING, CorsProblemType.ALLOWED_METHODS_MISSING);

  /**
   * Reads a file, whatever is in it.
   *
   * @throws UnusableException if there is no file to read
   */
  static RulesFile read(String name, DocumentOptions options) throws UnusableException {
    byte[] bytes = bytes(name);
    return name.toLowerCase(Locale.ROOT).endsWith(".properties")
        ? properties(name, bytes)
        : document(name, bytes, options);
  }

  /**
   * The rules.
   *
   * @throws UnusableException with every problem, if there is an error among them
   */
  CorsPolicies usable() throws UnusableException {
    if (policies == null) {
      throw new UnusableException(
          problems.stream().map(RulesFile::line).collect(Collectors.joining("\n")));
    }
    return policies;
  }

  /** A problem as commands print it. */
  static String line(CorsProblem problem) {
    return (problem.isError() ? "error: " : "warning: ") + problem.message();
  }

  /**
   * The bytes of a file, of more than a megabyte as many as show that it is too large.
   *
   * @throws UnusableException if there is no file to read
   */
  static byte[] bytes(String name) throws UnusableException {
    String shown = Quoted.bare(name);
    try {
      Path path = Path.of(name);
      if (!Files.exists(path)) {
        throw new UnusableException(shown + ": there is no such file");
      }
      if (Files.isDirectory(path)) {
        throw new UnusableException(shown + ": this is a folder");
      }
      try (InputStream in = Files.newInputStream(path)) {
        return in.readNBytes(CorsDocument.MAX_BYTES + 1);
      }
    } catch (InvalidPathException e) {
      throw new UnusableException(shown + ": this is no path");
    } catch (IOException e) {
      throw new UnusableException(
          shown + ": reading it failed with " + e.getClass().getSimpleName());
    }
  }

  private static RulesFile document(String name, byte[] bytes, DocumentOptions options) {
    CorsDocument document = CorsDocument.read(bytes, name, CorsPolicy.DEFAULT_BUCKET);
    CorsProblems problems = new CorsProblems();
    problems.addAll(document.problems());
    List<CorsRule> rules =
        document.rules().stream()
            .map(
                rule ->
                    rule.toBuilder()
                        .credentials(options.credentials)
                        .dangerouslyAllow(options.hazards)
                        .build())
            .toList();
    boolean vary = document.responseVary() && options.dialect == CorsDialect.COS;
    CorsProblems ofRules = new CorsProblems();
    CorsPolicy policy =
        CorsPolicy.builder()
            .dialect(options.dialect)
            .locatedBy(document.locations())
            .rules(rules)
            .responseVary(vary)
            .compile(ofRules);
    // A list that could not be read is told already, not that the rule has none.
    problems.addAll(
        ofRules.list().stream()
            .filter(problem -> !document.isRefused() || !MISSING.contains(problem.type()))
            .toList());
    CorsPolicies policies = policy == null || problems.hasErrors() ? null : CorsPolicies.of(policy);
    return new RulesFile(name, policies, problems.list(), document.responseVary());
  }

  private static RulesFile properties(String name, byte[] bytes) throws UnusableException {
    try (CorsPolicySource source =
        CorsPolicySources.builder()
            .settings(settings(name, bytes), name)
            .microProfile(false)
            .reload(Reload.NEVER)
            .build()) {
      return new RulesFile(name, source.current(), source.status().problems(), false);
    } catch (CorsConfigurationException e) {
      return new RulesFile(name, null, e.problems(), false);
    }
  }

  private static Map<String, String> settings(String name, byte[] bytes) throws UnusableException {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
    } catch (IOException | IllegalArgumentException e) {
      throw new UnusableException(
          Quoted.bare(name)
              + ": this is no properties file: "
              + Quoted.bare(String.valueOf(e.getMessage())));
    }
    Map<String, String> settings = new HashMap<>();
    for (String key : properties.stringPropertyNames()) {
      // Looking at rules must not write them over those that a server was last in force with.
      if (!key.replaceAll("[._-]", "").equalsIgnoreCase("bucketcorslastgood")) {
        settings.put(key, properties.getProperty(key));
      }
    }
    return settings;
  }
}
