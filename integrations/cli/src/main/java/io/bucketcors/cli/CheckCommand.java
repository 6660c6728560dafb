package io.bucketcors.cli;

import io.bucketcors.CorsLocation;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsProblem;
import io.bucketcors.text.Quoted;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bucketcors check}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Tells everything that is wrong or odd with rules, all at once.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:no errors, and every expectation is met; warnings do not count",
      "1:errors, or expectations that are not met",
      "2:a file that cannot be read, or wrong usage"
    },
    footerHeading = "%nExpectations:%n",
    footer = {
      "allow ORIGIN METHOD [HEADERS] [PATH], or deny …: one a line, headers separated by commas,"
          + " '#' starts a comment. Example:",
      "  allow https://app.example PUT content-type,x-part",
      "  deny  https://evil.example GET"
    })
final class CheckCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // By picocli, before anything is called.
  @Spec
  CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files of rules.")
  List<String> files = List.of();

  @Option(
      names = "--expect",
      paramLabel = "FILE",
      description = "What the rules must allow and deny, one expectation a line.")
  @Nullable String expect;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Mixin final DocumentOptions options = new DocumentOptions();

  @Override
  public Integer call() throws UnusableException {
    List<Expectation> expectations = expect == null ? List.of() : Expectation.read(expect);
    List<Map<String, Object>> all = new ArrayList<>();
    boolean fine = true;
    // All are read before anything is printed, so that a wrong name spoils no output.
    List<RulesFile> read = new ArrayList<>();
    for (String file : files) {
      read.add(RulesFile.read(file, options));
    }
    for (RulesFile file : read) {
      List<Expectation.Outcome> outcomes = new ArrayList<>();
      CorsPolicies policies = file.policies();
      if (policies != null) {
        expectations.forEach(each -> outcomes.add(each.judge(policies)));
      }
      fine &= policies != null && outcomes.stream().allMatch(Expectation.Outcome::met);
      if (json) {
        all.add(json(file, outcomes));
      } else {
        print(file, outcomes, expectations.size());
      }
    }
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("ok", fine);
      object.put("files", all);
      out().println(Json.write(object));
    }
    return fine ? Status.FINE : Status.NOT_WELL;
  }

  private void print(RulesFile file, List<Expectation.Outcome> outcomes, int expected) {
    file.problems().forEach(problem -> out().println(RulesFile.line(problem)));
    for (Expectation.Outcome outcome : outcomes) {
      if (!outcome.met()) {
        out().println("not met: " + outcome.explanation());
      }
    }
    long errors = file.problems().stream().filter(CorsProblem::isError).count();
    long warnings = file.problems().size() - errors;
    StringBuilder line = new StringBuilder(Quoted.bare(file.name())).append(": ");
    line.append(count(errors, "error")).append(", ").append(count(warnings, "warning"));
    if (expected > 0) {
      long met = outcomes.stream().filter(Expectation.Outcome::met).count();
      line.append(", ");
      line.append(
          file.policies() == null
              ? "expectations not looked at"
              : met + " of " + count(expected, "expectation") + " met");
    }
    out().println(line);
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private static Map<String, Object> json(RulesFile file, List<Expectation.Outcome> outcomes) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("file", file.name());
    object.put("usable", file.policies() != null);
    object.put("problems", file.problems().stream().map(CheckCommand::json).toList());
    object.put("expectations", outcomes.stream().map(Expectation.Outcome::json).toList());
    return object;
  }

  private static Map<String, @Nullable Object> json(CorsProblem problem) {
    CorsLocation location = problem.location();
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("severity", problem.isError() ? "error" : "warning");
    object.put("code", problem.code());
    object.put("bucket", location.bucket());
    object.put("rule", location.rule() < 0 ? null : location.rule());
    object.put("field", location.field() == null ? null : location.field().key());
    object.put("element", location.element() < 0 ? null : location.element());
    object.put("property", location.property());
    object.put("source", location.source());
    object.put("line", location.line() == 0 ? null : location.line());
    object.put("column", location.column() == 0 ? null : location.column());
    object.put("value", problem.value());
    object.put("part", problem.part());
    object.put("explanation", problem.explanation());
    object.put("fix", problem.fix());
    object.put("message", problem.message());
    return object;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
