package io.bucketcors.examples.fleet;

import static io.bucketcors.examples.fleet.Documents.A;
import static io.bucketcors.examples.fleet.Documents.EVIL;

import io.bucketcors.conformance.harness.RawResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of nodes, and what is wrong with an answer: by a document that is neither the last
 * nor the one before, by parts of two, or wider than any.
 */
record Judge(AtomicInteger written) {
  private static final String LOCAL = "http://localhost:3000";

  /**
   * A request, and what is wrong with an answer, or null.
   *
   * @param headers whole lines
   */
  record Ask(String method, List<String> headers, Function<RawResponse, @Nullable String> judge) {
    /** Sends it, and says what is wrong with the answer; null where nothing is. */
    @Nullable String fault(Client client) {
      try {
        RawResponse answer = client.send(method, "/objects/a.txt", headers.toArray(String[]::new));
        String fault = judge.apply(answer);
        return fault == null
            ? null
            : method + headers + ": " + fault + " in " + answer.status() + answer.headers();
      } catch (IOException | RuntimeException e) {
        return method + headers + ": failed with " + e;
      }
    }
  }

  List<Ask> asks() {
    return List.of(
        new Ask("GET", List.of("Origin: " + A), status(200, this::actual)),
        new Ask("OPTIONS", preflight(A, "GET", "x-any"), status(204, this::preflight)),
        new Ask("GET", List.of("Origin: " + EVIL), status(200, Judge::refusal)),
        new Ask("GET", List.of("Origin: " + LOCAL), status(200, Judge::refusal)),
        new Ask("OPTIONS", preflight(A, "GET", "x-wide"), status(403, Judge::refusal)),
        new Ask("OPTIONS", preflight(A, "PATCH", "x-any"), status(403, Judge::refusal)),
        new Ask("OPTIONS", preflight(LOCAL, "GET", "x-any"), status(403, Judge::refusal)));
  }

  /** Asks a port everything once. */
  List<String> faultsOf(int port) throws IOException {
    List<String> faults = new ArrayList<>();
    try (Client client = new Client(port)) {
      for (Ask ask : asks()) {
        String fault = ask.fault(client);
        if (fault != null) {
          faults.add(fault);
        }
      }
    }
    return faults;
  }

  private static List<String> preflight(String origin, String method, String header) {
    return List.of(
        "Origin: " + origin,
        "Access-Control-Request-Method: " + method,
        "Access-Control-Request-Headers: " + header);
  }

  private static Function<RawResponse, @Nullable String> status(
      int status, Function<RawResponse, @Nullable String> judge) {
    return answer -> answer.status() == status ? judge.apply(answer) : "failed";
  }

  private static @Nullable String refusal(RawResponse answer) {
    return answer.grants().isEmpty() ? null : "wider";
  }

  private @Nullable String actual(RawResponse answer) {
    String header = "Access-Control-Expose-Headers";
    String wrong = granted(answer, header, List.of());
    return wrong == null ? outdated(number(answer, header)) : wrong;
  }

  private @Nullable String preflight(RawResponse answer) {
    String header = "Access-Control-Max-Age";
    String wrong =
        granted(
            answer,
            header,
            List.of("access-control-allow-methods", "access-control-allow-headers"));
    if (wrong != null) {
      return wrong;
    }
    int which = number(answer, header);
    String methods = String.join(", ", Documents.methodsOf(which));
    return methods.equals(answer.header("Access-Control-Allow-Methods"))
            && "x-any".equals(answer.header("Access-Control-Allow-Headers"))
        ? outdated(which)
        : "mixed";
  }

  /** Which document an answer is by. */
  private static int number(RawResponse answer, String header) {
    return Integer.parseInt(String.valueOf(answer.header(header)).replaceFirst("^x-", ""));
  }

  private @Nullable String outdated(int which) {
    int last = written.get();
    return which == last || which == last - 1
        ? null
        : "by document " + which + " while the last is " + last;
  }

  /**
   * What is wrong with a grant, whatever document it is by.
   *
   * @param numbered the header whose value tells the document
   * @param others all others but the origin, in lower case
   */
  private static @Nullable String granted(
      RawResponse answer, String numbered, List<String> others) {
    if (!A.equals(answer.header("Access-Control-Allow-Origin"))) {
      return "no grant";
    }
    List<String> expected = new ArrayList<>(others);
    expected.add("access-control-allow-origin");
    expected.add(numbered.toLowerCase(Locale.ROOT));
    return answer.grants().equals(expected.stream().sorted().toList()) ? null : "wider";
  }
}
