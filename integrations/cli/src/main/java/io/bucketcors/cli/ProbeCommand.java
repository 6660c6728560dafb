package io.bucketcors.cli;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsRule;
import io.bucketcors.adapter.CorsPreflight;
import io.bucketcors.cli.probe.Asker;
import io.bucketcors.cli.probe.Drift;
import io.bucketcors.cli.probe.Finding;
import io.bucketcors.cli.probe.Finding.Severity;
import io.bucketcors.cli.probe.Probe;
import io.bucketcors.config.CorsProperties;
import io.bucketcors.document.CorsDocument;
import io.bucketcors.document.DocumentKind;
import io.bucketcors.header.Token;
import io.bucketcors.origin.SerializedOrigin;
import io.bucketcors.text.Quoted;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bucketcors probe}. */
@Command(
    name = "probe",
    mixinStandardHelpOptions = true,
    description =
        "Asks a live server as a browser would, and judges its answers by the Fetch standard."
            + " Sends nothing but GET, HEAD and OPTIONS.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:no fault; maybe warnings",
      "1:a fault",
      "2:the server does not answer, rules that cannot be used, or wrong usage"
    })
final class ProbeCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // By picocli, before anything is called.
  @Spec
  CommandSpec spec;

  @Parameters(paramLabel = "URL", description = "What pages of other origins ask for.")
  String url = "";

  @Option(
      names = "--origin",
      paramLabel = "ORIGIN",
      description = "An origin that should be let in; may be repeated.")
  List<String> origins = new ArrayList<>();

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description = "The method that preflights ask for; GET by default.")
  String method = "GET";

  @Option(
      names = "--headers",
      paramLabel = "NAMES",
      split = ",",
      description = "The headers that preflights ask for.")
  List<String> headers = new ArrayList<>();

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "Rules that the server should follow.")
  @Nullable String rules;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Mixin final DocumentOptions options = new DocumentOptions();

  @Override
  public Integer call() throws UnusableException {
    URI target = target();
    CorsPolicies policies = rules == null ? null : RulesFile.read(rules, options).usable();
    List<String> asked = new ArrayList<>(origins);
    if (asked.isEmpty() && policies != null) {
      asked.addAll(Drift.origins(policies, target));
    }
    checkAsked();
    Asker asker = new Asker();
    List<Finding> findings = new ArrayList<>();
    try {
      findings.addAll(new Probe(asker, target, method, headers).run(asked));
      if (policies != null) {
        findings.addAll(new Drift(asker, target, policies).run());
      }
    } catch (IOException e) {
      throw new UnusableException(noAnswer(e));
    }
    PrintWriter out = spec.commandLine().getOut();
    boolean fault = findings.stream().anyMatch(each -> each.code().severity() == Severity.FAULT);
    if (json) {
      out.println(Json.write(findings.stream().map(ProbeCommand::json).toList()));
    } else {
      print(out, findings, fault, asked);
    }
    return fault ? Status.NOT_WELL : Status.FINE;
  }

  private URI target() throws UnusableException {
    try {
      URI target = new URI(url);
      String scheme = target.getScheme();
      boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
      if (web && target.getHost() != null) {
        return target;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw new UnusableException("a URL is http:// or https://, a host and a path");
  }

  /** What a browser would not send is not sent either. */
  private void checkAsked() throws UnusableException {
    for (String origin : origins) {
      if (!origin.equals("null") && !isOrigin(origin)) {
        throw new UnusableException(
            Quoted.of(origin)
                + " is no origin: write scheme, host and port, as in https://a.example");
      }
    }
    if (!isToken(method)) {
      throw new UnusableException(Quoted.of(method) + " is no method");
    }
    for (String name : headers) {
      if (!isToken(name)) {
        throw new UnusableException(Quoted.of(name) + " is no name of a header");
      }
    }
  }

  private static boolean isToken(String text) {
    return text.length() <= CorsPreflight.MAX_METHOD_LENGTH && Token.isToken(text);
  }

  private static boolean isOrigin(String text) {
    return SerializedOrigin.read(text) != SerializedOrigin.MALFORMED;
  }

  private static String noAnswer(IOException e) {
    if (e instanceof ConnectException) {
      return "not CORS: nothing listens there, or the name is not known";
    }
    if (e instanceof SSLException) {
      return "not CORS: TLS failed, so no browser gets an answer: "
          + Quoted.bare(String.valueOf(e.getMessage()));
    }
    if (e instanceof HttpTimeoutException) {
      return "not CORS: the server did not answer within ten seconds";
    }
    return "not CORS: no answer came: " + Quoted.bare(String.valueOf(e.getMessage()));
  }

  private void print(PrintWriter out, List<Finding> findings, boolean fault, List<String> asked) {
    for (Finding finding : findings) {
      out.println(
          finding.code().severity().name().toLowerCase(Locale.ROOT)
              + ": "
              + finding.code().word()
              + ": "
              + finding.why());
      for (String answer : finding.answers()) {
        out.println("    " + answer.replace("\n", "\n    "));
      }
    }
    if (!fault) {
      out.println("no fault found");
    } else if (!asked.isEmpty()) {
      printRules(out, asked);
    }
  }

  /** Rules that let in who should be, and nobody else. */
  private void printRules(PrintWriter out, List<String> asked) {
    CorsRule rule =
        CorsRule.allow(asked.toArray(String[]::new))
            .methods(method.equals("GET") ? List.of("GET", "HEAD") : List.of("GET", "HEAD", method))
            .headers(headers)
            .build();
    try {
      String properties = CorsProperties.write(List.of(rule));
      out.println();
      out.println("Rules that let in these origins and nobody else, as properties:");
      out.println(properties.strip());
      out.println();
      out.println("and as a bucket's document:");
      out.println(CorsDocument.write(DocumentKind.S3_XML, List.of(rule), false).strip());
    } catch (CorsConfigurationException | IllegalArgumentException e) {
      // Such a rule must not be: then there is nothing to advise.
    }
  }

  private static Map<String, Object> json(Finding finding) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("severity", finding.code().severity().name().toLowerCase(Locale.ROOT));
    object.put("code", finding.code().word());
    object.put("why", finding.why());
    object.put(
        "answers",
        finding.answers().stream().map(answer -> Arrays.asList(answer.split("\n→ ", 2))).toList());
    return object;
  }
}
