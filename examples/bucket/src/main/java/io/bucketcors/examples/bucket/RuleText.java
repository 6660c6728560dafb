package io.bucketcors.examples.bucket;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsDialect;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsProblems;
import io.bucketcors.config.CorsPolicySources;
import io.bucketcors.config.CorsProperties;
import io.bucketcors.config.Reload;
import io.bucketcors.document.CorsDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Rules as a person writes them into the page: lines of properties, or the document that a bucket
 * has. Text in which something cannot be read is refused whole; only an empty one means no rules.
 */
final class RuleText {
  private static final String SOURCE = "the page";

  private RuleText() {}

  /**
   * Rules that can be put in force.
   *
   * @param warnings what is odd about them
   * @param kind the kind of document, such as {@code S3_JSON}; empty for properties
   */
  record Read(CorsPolicies policies, List<CorsProblem> warnings, String kind) {}

  /**
   * Reads rules.
   *
   * @throws CorsConfigurationException with every problem of the rules
   * @throws UnreadableRules if the text is none
   */
  static Read read(String written) throws UnreadableRules {
    String text = written.startsWith("\uFEFF") ? written.substring(1) : written;
    if (text.isBlank()) {
      return new Read(CorsPolicies.of(CorsPolicy.of()), List.of(), "");
    }
    Read read =
        switch (text.stripLeading().charAt(0)) {
          case '[', '{', '<' -> document(text);
          default -> properties(new KeyLines(text).read());
        };
    if (read.policies().defaultBucket().rules().isEmpty()) {
      throw new UnreadableRules(
          List.of(
              UnreadableRules.Complaint.at(
                  1,
                  "page-no-rules",
                  "",
                  "nothing in this text is a rule of the bucket, and it would lose those it has",
                  "to remove all rules, empty the box or use the button")));
    }
    return read;
  }

  /** Keys as they would stand in a file, judged like those of any other source. */
  static Read properties(Map<String, String> keys) {
    try (CorsPolicySource source =
        CorsPolicySources.builder()
            .settings(keys, SOURCE)
            .microProfile(false)
            .reload(Reload.NEVER)
            .build()) {
      return new Read(source.current(), source.current().warnings(), "");
    }
  }

  private static Read document(String text) {
    CorsDocument document =
        CorsDocument.read(text.getBytes(StandardCharsets.UTF_8), SOURCE, CorsPolicy.DEFAULT_BUCKET);
    CorsProblems problems = new CorsProblems();
    problems.addAll(document.problems());
    CorsPolicy policy =
        document.isRefused()
            ? null
            : CorsPolicy.builder()
                .locatedBy(document.locations())
                .rules(document.rules())
                .compile(problems);
    if (policy == null) {
      throw new CorsConfigurationException(problems.list());
    }
    return new Read(CorsPolicies.of(policy), problems.list(), String.valueOf(document.kind()));
  }

  /** The lines that give the dialect and the rules of a bucket; none without rules. */
  static String write(CorsPolicy policy) {
    CorsDialect dialect = policy.dialect();
    try {
      return (dialect == CorsDialect.STANDARD ? "" : "bucketcors.dialect = " + dialect.key() + "\n")
          + CorsProperties.write(policy.rules());
    } catch (IllegalArgumentException inexpressible) {
      return "# Not to be written as properties.\n";
    }
  }
}
