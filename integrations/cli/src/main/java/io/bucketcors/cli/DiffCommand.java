package io.bucketcors.cli;

import io.bucketcors.CorsComparison;
import io.bucketcors.CorsComparison.Change;
import io.bucketcors.CorsComparison.Difference;
import io.bucketcors.CorsComparison.Verdict;
import io.bucketcors.CorsComparison.Witness;
import io.bucketcors.CorsPolicies;
import io.bucketcors.text.Quoted;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bucketcors diff}. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description =
        "Tells what a change of rules grants and what it withdraws, over all requests that a"
            + " browser can send.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:the same, or narrower; with --allow-wider anything",
      "1:wider, or incomparable: something is granted that was not",
      "2:rules that cannot be used, or wrong usage"
    })
final class DiffCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // By picocli, before anything is called.
  @Spec
  CommandSpec spec;

  @Parameters(index = "0", paramLabel = "BEFORE", description = "The rules before the change.")
  String before = "";

  @Parameters(index = "1", paramLabel = "AFTER", description = "The rules after it.")
  String after = "";

  @Option(names = "--allow-wider", description = "End with status 0 whatever the change grants.")
  boolean allowWider;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Mixin final DocumentOptions options = new DocumentOptions();

  @Override
  public Integer call() throws UnusableException {
    CorsPolicies old = RulesFile.read(before, options).usable();
    CorsPolicies changed = RulesFile.read(after, options).usable();
    CorsComparison comparison = CorsPolicies.compare(old, changed);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.write(json(comparison)));
    } else {
      out.println(Quoted.bare(before) + " → " + Quoted.bare(after) + ": " + comparison.text());
    }
    Change change = comparison.change();
    return allowWider || change == Change.SAME || change == Change.NARROWER
        ? Status.FINE
        : Status.NOT_WELL;
  }

  private Map<String, Object> json(CorsComparison comparison) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("before", before);
    object.put("after", after);
    object.put("change", comparison.change().word());
    object.put("complete", comparison.complete());
    object.put("scope", comparison.scope());
    object.put("differences", comparison.differences().stream().map(DiffCommand::json).toList());
    return object;
  }

  private static Map<String, Object> json(Difference difference) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("kind", difference.kind().name().toLowerCase(Locale.ROOT));
    object.put("bucket", difference.bucket());
    object.put("region", difference.region());
    object.put("what", difference.what());
    object.put("witnesses", difference.witnesses().stream().map(DiffCommand::json).toList());
    object.put("before", json(difference.before()));
    object.put("after", json(difference.after()));
    return object;
  }

  private static Map<String, Object> json(Witness witness) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("path", witness.path());
    object.put("method", witness.request().method());
    object.put("headers", new TreeMap<>(witness.request().headers()));
    return object;
  }

  private static Map<String, @Nullable Object> json(Verdict verdict) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("allowed", verdict.allowed());
    object.put("rule", verdict.ruleIndex() < 0 ? null : verdict.ruleIndex());
    object.put("ruleId", verdict.ruleId());
    object.put("reason", verdict.reason());
    object.put("status", verdict.status() == 0 ? null : verdict.status());
    object.put("credentials", verdict.credentials());
    object.put("anyOrigin", verdict.anyOrigin());
    object.put("exposedHeaders", verdict.exposedHeaders());
    object.put(
        "maxAgeSeconds",
        verdict.maxAgeSeconds().isPresent() ? verdict.maxAgeSeconds().getAsLong() : null);
    return object;
  }
}
