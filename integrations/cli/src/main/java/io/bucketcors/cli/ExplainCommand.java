package io.bucketcors.cli;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsRequest;
import io.bucketcors.testing.CorsQuestion;
import io.bucketcors.text.Quoted;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bucketcors explain}. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description =
        "Tells how rules decide on what a script asks for, rule by rule; or what a browser's"
            + " message means.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:explained, whatever the decision is: see 'check --expect' for that",
      "2:rules that cannot be used, a message that is not known, or wrong usage"
    })
final class ExplainCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // By picocli, before anything is called.
  @Spec
  CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "0..1", description = "A file of rules.")
  @Nullable String file;

  @Option(names = "--origin", paramLabel = "ORIGIN", description = "Such as https://app.example.")
  @Nullable String origin;

  @Option(names = "--method", paramLabel = "METHOD", description = "Such as PUT.")
  @Nullable String method;

  @Option(
      names = "--headers",
      paramLabel = "NAMES",
      description = "Request headers that the script sets, separated by commas.")
  String headers = "";

  @Option(
      names = "--path",
      paramLabel = "PATH",
      description = "Below the context path; matters where named buckets have paths.")
  String path = "/";

  @Option(
      names = "--browser-error",
      paramLabel = "MESSAGE",
      description = "What Chromium or Firefox wrote to its console.")
  @Nullable String browserError;

  @Mixin final DocumentOptions options = new DocumentOptions();

  @Override
  public Integer call() throws UnusableException {
    if (file == null && browserError == null) {
      throw usage("name a file of rules, or give --browser-error");
    }
    if (file != null && (origin == null || method == null)) {
      throw usage("with a file of rules give --origin and --method");
    }
    if (file == null && (origin != null || method != null)) {
      throw usage("--origin and --method need a file of rules");
    }
    if (browserError != null) {
      out().println(BrowserError.explain(browserError));
    }
    if (file != null && origin != null && method != null) {
      CorsPolicies policies = RulesFile.read(file, options).usable();
      if (browserError != null) {
        out().println();
      }
      print(policies, CorsQuestion.of(origin, method, List.of(headers.split(",")), path));
    }
    return Status.FINE;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void print(CorsPolicies policies, CorsQuestion question) throws UnusableException {
    if (!policies.enabled()) {
      throw new UnusableException("CORS is switched off there, so nothing is decided");
    }
    List<CorsQuestion.Answer> answers = question.answers(policies);
    boolean allowed = answers.stream().allMatch(answer -> answer.decision().isAllowed());
    StringBuilder head = new StringBuilder();
    head.append(Quoted.bare(question.method())).append(" by a script on ");
    head.append(Quoted.bare(question.origin())).append(": ");
    head.append(allowed ? "allowed" : "refused");
    String bucket = answers.get(0).decision().bucket();
    if (policies.hasPaths()) {
      head.append(", by bucket ").append(bucket);
    }
    out().println(head);
    answers.forEach(this::print);
  }

  private void print(CorsQuestion.Answer answer) {
    CorsRequest request = answer.request();
    out().println();
    out().println(answer.kind() + ": " + Quoted.bare(request.method()));
    for (String name :
        List.of("Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers")) {
      request
          .lines(name)
          .forEach(value -> out().println("    > " + name + ": " + Quoted.bare(value)));
    }
    out().println("  " + Words.decision(answer));
    answer
        .decision()
        .headers(request)
        .forEach((name, value) -> out().println("    < " + name + ": " + Quoted.bare(value)));
    answer.explanation().rules().forEach(rule -> out().println("  " + Words.rule(rule)));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
