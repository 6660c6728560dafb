package io.bucketcors;

import io.bucketcors.RuleMatcher.OriginKind;
import io.bucketcors.match.RuleIndex;
import io.bucketcors.origin.OriginPattern;
import io.bucketcors.origin.SerializedOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * An origin that a pattern matches, and that hardly any other pattern matches unless it covers the
 * whole pattern. For questions about rules, not about requests.
 */
final class SampleOrigin {
  /** A method that no rule lists by name. */
  static final String UNLISTED_METHOD = "x-sample-method";

  private static final String LABEL = "x-sample-x";

  /** What the reader of patterns puts in place of a wildcard: always well formed. */
  private static final String LETTER = "a";

  private static final String PORT = ":64999";

  private final OriginKind kind;
  private final String text;
  private final long parts;

  private SampleOrigin(OriginKind kind, String text) {
    this.kind = kind;
    this.text = text;
    this.parts = SerializedOrigin.read(text);
  }

  /**
   * One sample for each scheme of the pattern.
   *
   * @param raw whether the dialect takes origins for raw text
   */
  static List<SampleOrigin> of(OriginPattern pattern, boolean raw) {
    String text = pattern.text();
    return switch (pattern.kind()) {
      case ANY -> List.of(new SampleOrigin(OriginKind.MALFORMED, text));
      case NULL -> List.of(new SampleOrigin(OriginKind.UNREAD, text));
      case EXACT -> List.of(new SampleOrigin(raw ? OriginKind.RAW : OriginKind.UNREAD, text));
      case RAW -> List.of(new SampleOrigin(OriginKind.RAW, text.replaceFirst("\\*", LABEL)));
      case BOUNDED, LABEL, UNBOUNDED -> {
        List<SampleOrigin> samples = new ArrayList<>();
        for (String scheme : pattern.schemes()) {
          String port =
              switch (pattern.port()) {
                case 0 -> "";
                case OriginPattern.ANY_PORT -> PORT;
                default -> ":" + pattern.port();
              };
          SampleOrigin sample = serialized(scheme, pattern, LABEL, port);
          // Beside a long label, or in a long host, there may be room for one letter only.
          samples.add(
              sample.parts == SerializedOrigin.MALFORMED
                  ? serialized(scheme, pattern, LETTER, port)
                  : sample);
        }
        yield samples;
      }
    };
  }

  private static SampleOrigin serialized(
      String scheme, OriginPattern pattern, String wild, String port) {
    String suffix = pattern.suffix();
    String host = suffix == null ? pattern.prefix() : pattern.prefix() + wild + suffix;
    return new SampleOrigin(OriginKind.UNREAD, scheme + "://" + host + port);
  }

  /**
   * The first rule for this origin and a method; {@link RuleIndex#NONE} or more if there is none.
   *
   * @param only what else has to be true of the rule, or null
   */
  int first(RuleIndex index, int method, @Nullable IntPredicate only) {
    return switch (kind) {
      case MALFORMED -> index.firstForAnyOrigin(method, only);
      case RAW -> index.firstForRaw(text, method, only);
      case UNREAD -> index.first(text, method, only);
    };
  }
}
