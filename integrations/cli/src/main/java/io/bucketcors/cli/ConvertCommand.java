package io.bucketcors.cli;

import io.bucketcors.CorsComparison.Change;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsRule;
import io.bucketcors.config.CorsProperties;
import io.bucketcors.document.BucketStore;
import io.bucketcors.document.DocumentConversion;
import io.bucketcors.document.DocumentKind;
import io.bucketcors.document.StoreRefusal;
import io.bucketcors.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bucketcors convert}. */
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    description =
        "Writes rules in another form, on standard output; what is lost is told on standard error."
            + " What is written never grants more than what was read.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:nothing is lost, and the store takes it as far as its limits are known",
      "1:something is lost, or the store would refuse it",
      "2:rules that cannot be used or not be written without granting more, or wrong usage"
    })
final class ConvertCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // By picocli, before anything is called.
  @Spec
  CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A file of rules.")
  String file = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FORM",
      description = "One of ${COMPLETION-CANDIDATES}.",
      converter = Target.Converter.class,
      completionCandidates = Target.Candidates.class)
  Target target = Target.S3;

  @Option(
      names = "--bucket",
      paramLabel = "NAME",
      description = "The bucket whose rules are written; by default that of the whole app.")
  String bucket = CorsPolicy.DEFAULT_BUCKET;

  @Mixin final DocumentOptions options = new DocumentOptions();

  private final List<String> losses = new ArrayList<>();

  @Override
  public Integer call() throws UnusableException {
    RulesFile read = RulesFile.read(file, options);
    CorsPolicies policies = read.usable();
    DocumentKind kind = target.kind();
    String text = kind == null ? properties(policies) : document(policies, read, kind);
    spec.commandLine().getOut().print(text.endsWith("\n") ? text : text + "\n");
    spec.commandLine().getOut().flush();
    losses.forEach(loss -> spec.commandLine().getErr().println(loss));
    return losses.isEmpty() ? Status.FINE : Status.NOT_WELL;
  }

  private String properties(CorsPolicies policies) throws UnusableException {
    try {
      return CorsProperties.write(policies);
    } catch (IllegalArgumentException e) {
      throw new UnusableException(
          Quoted.bare(file) + ": " + Quoted.bare(String.valueOf(e.getMessage())));
    }
  }

  private String document(CorsPolicies policies, RulesFile read, DocumentKind kind)
      throws UnusableException {
    if (!policies.enabled()) {
      throw new UnusableException(Quoted.bare(file) + ": CORS is switched off there");
    }
    CorsPolicy policy = policies.named(bucket);
    if (policy == null) {
      throw new UnusableException(Quoted.bare(file) + ": there is no bucket " + Quoted.of(bucket));
    }
    otherBuckets(policies);
    List<CorsRule> rules = policy.rules();
    DocumentConversion converted = DocumentConversion.of(policy, kind, read.responseVary());
    for (CorsProblem problem : converted.losses()) {
      losses.add("lost: " + problem.message());
    }
    for (int index : converted.droppedRules()) {
      losses.add("lost: " + Words.rule(index, rules.get(index)) + " as a whole");
    }
    if (!converted.isWritable()) {
      losses.forEach(loss -> spec.commandLine().getErr().println(loss));
      throw new UnusableException(
          "not written: without what is lost, a later rule would decide and grant more: "
              + converted.comparison().text());
    }
    if (converted.comparison().change() == Change.NARROWER) {
      losses.add("what pages lose by that: " + converted.comparison().text());
    }
    refusal(converted).ifPresent(losses::add);
    return converted.text();
  }

  private void otherBuckets(CorsPolicies policies) {
    String others =
        policies.namedBuckets().stream()
            .map(CorsPolicy::bucket)
            .filter(name -> !name.equals(bucket))
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      losses.add("lost: a document holds one bucket; there are others, for --bucket: " + others);
    }
  }

  private Optional<String> refusal(DocumentConversion converted) {
    BucketStore store = target.store();
    Optional<StoreRefusal> refusal = store == null ? Optional.empty() : converted.refusal(store);
    return refusal.map(
        refused ->
            "the store would refuse it: "
                + refused.status()
                + " "
                + refused.code()
                + ": "
                + Quoted.bare(refused.message()));
  }
}
