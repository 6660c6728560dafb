package io.bucketcors.document;

import io.bucketcors.CorsComparison;
import io.bucketcors.CorsComparison.Change;
import io.bucketcors.CorsHazard;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsRule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The rules of a policy as a document of another kind, with what is lost on the way. Kinds differ
 * in what they can say: what one cannot is taken out of the rules, and nothing is ever put in. So
 * each rule gives less or the same; whether the rules together do is compared, as a later rule may
 * decide where one is poorer now, and a document that granted more is not written. Immutable and
 * thread-safe.
 *
 * <pre>{@code
 * DocumentConversion converted = DocumentConversion.of(policy, DocumentKind.GCS_JSON, false);
 * converted.losses().forEach(loss -> log.warn(loss.message()));
 * String json = converted.isWritable() ? converted.text() : "";
 * }</pre>
 *
 * @see CorsDocument#write for a document that loses nothing, or none
 */
public final class DocumentConversion {
  private final DocumentKind kind;
  private final RuleReduction reduction;
  private final CorsComparison comparison;

  private DocumentConversion(
      DocumentKind kind, RuleReduction reduction, CorsComparison comparison) {
    this.kind = kind;
    this.reduction = reduction;
    this.comparison = comparison;
  }

  /**
   * Converts rules.
   *
   * @param policy the rules, and the dialect that says what they mean before and after
   * @param responseVary {@code ResponseVary} of a document that the rules were read from; that of
   *     the policy counts too
   */
  public static DocumentConversion of(CorsPolicy policy, DocumentKind kind, boolean responseVary) {
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(kind, "kind");
    RuleReduction reduction =
        RuleReduction.of(kind, policy.rules(), responseVary || policy.responseVary());
    CorsComparison comparison =
        reduction.problems().isEmpty()
            ? CorsPolicy.compare(policy, policy)
            : CorsPolicy.compare(
                compiled(policy, policy.rules()), compiled(policy, reduction.rules()));
    return new DocumentConversion(kind, reduction, comparison);
  }

  /** With every hazard accepted: that a document cannot say so takes no grant away. */
  private static CorsPolicy compiled(CorsPolicy as, List<CorsRule> rules) {
    return CorsPolicy.builder()
        .bucket(as.bucket())
        .dialect(as.dialect())
        .preflightStatus(as.preflightStatus())
        .rules(
            rules.stream()
                .map(rule -> rule.toBuilder().dangerouslyAllow(CorsHazard.values()).build())
                .toList())
        .build();
  }

  /** What of the rules the kind cannot say, one problem for each; empty where nothing is lost. */
  public List<CorsProblem> losses() {
    return reduction.problems();
  }

  /**
   * The rules that are left out, by their places from 0: no origin or no method of theirs is left.
   */
  public List<Integer> droppedRules() {
    return reduction.dropped();
  }

  /** What is lost in terms of what pages may do: same or narrower, unless nothing is written. */
  public CorsComparison comparison() {
    return comparison;
  }

  /** Whether there is a document: one that would grant anything more is not written. */
  public boolean isWritable() {
    return comparison.change() == Change.SAME || comparison.change() == Change.NARROWER;
  }

  /**
   * The document, to be encoded as UTF-8.
   *
   * @throws IllegalStateException unless {@link #isWritable}
   * @throws io.bucketcors.CorsConfigurationException if it is JSON and Jakarta JSON Processing is
   *     not there
   */
  public String text() {
    if (!isWritable()) {
      throw new IllegalStateException("would grant more: " + comparison.text());
    }
    return CorsDocument.write(kind, reduction.rules(), reduction.responseVary());
  }

  /**
   * What the store that is to take the rules would answer, as far as its limits are known; they are
   * known for its XML, whatever this kind is.
   */
  public Optional<StoreRefusal> refusal(BucketStore store) {
    Objects.requireNonNull(store, "store");
    DocumentKind asked = kind.isXml() ? kind : DocumentKind.S3_XML;
    List<CorsRule> rules = reduction.rules();
    boolean vary = reduction.responseVary();
    if (!CorsDocument.check(asked, rules, vary).isEmpty()) {
      return Optional.empty();
    }
    String text = CorsDocument.write(asked, rules, vary);
    return store.check(text.getBytes(StandardCharsets.UTF_8));
  }

  /** For people; not to be parsed. */
  @Override
  public String toString() {
    return "DocumentConversion[kind="
        + kind
        + ", losses="
        + losses()
        + ", change="
        + comparison.change()
        + "]";
  }
}
