package io.bucketcors.examples.bucket.console;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsDialect;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsRule;
import io.bucketcors.config.CorsPolicySources;
import io.bucketcors.config.Reload;
import io.bucketcors.document.CorsDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Rules as a person has them at hand: lines of properties, or the document of a bucket. Text in
 * which something cannot be read is refused whole.
 */
final class RuleText {
  /** The key of the dialect. */
  static final String DIALECT = "bucketcors.dialect";

  private static final String SOURCE = "the text";

  private RuleText() {}

  /**
   * Rules, to be edited further.
   *
   * @param kind the kind of document, such as {@code S3 JSON}, or {@code properties}
   * @param problems what is wrong with the rules, or odd, each with its place in the text
   */
  record Read(List<CorsRule> rules, String kind, List<CorsProblem> problems) {}

  /**
   * Reads rules.
   *
   * @throws CorsConfigurationException with every problem of the text
   * @throws Unreadable if the text is none
   */
  static Read read(String written, CorsDialect dialect) throws Unreadable {
    String text = written.startsWith("\uFEFF") ? written.substring(1) : written;
    Read read =
        text.isBlank()
            ? new Read(List.of(), "", List.of())
            : switch (text.stripLeading().charAt(0)) {
              case '[', '{', '<' -> document(text, dialect);
              default -> properties(new KeyLines(text).read(), dialect);
            };
    if (read.rules().isEmpty()) {
      throw new Unreadable(
          422,
          List.of(
              Unreadable.problem(
                  1,
                  "console-no-rules",
                  "nothing in this text is a rule of the bucket",
                  "to remove all rules, use the button")));
    }
    return read;
  }

  /** Keys as they would stand in a file, judged like those of any other source. */
  private static Read properties(Map<String, String> keys, CorsDialect dialect) {
    keys.putIfAbsent(DIALECT, dialect.key());
    try (CorsPolicySource source =
        CorsPolicySources.builder()
            .settings(keys, SOURCE)
            .microProfile(false)
            .reload(Reload.NEVER)
            .build()) {
      CorsPolicy policy = source.current().defaultBucket();
      return new Read(policy.rules(), "properties", source.current().warnings());
    }
  }

  private static Read document(String text, CorsDialect dialect) {
    CorsDocument document =
        CorsDocument.read(text.getBytes(StandardCharsets.UTF_8), SOURCE, CorsPolicy.DEFAULT_BUCKET);
    List<CorsProblem> problems = new ArrayList<>(document.problems());
    if (document.isRefused()) {
      throw new CorsConfigurationException(problems);
    }
    problems.addAll(
        CorsPolicy.builder()
            .dialect(dialect)
            .locatedBy(document.locations())
            .rules(document.rules())
            .check());
    String kind = String.valueOf(document.kind()).replace('_', ' ');
    return new Read(document.rules(), kind, problems);
  }
}
