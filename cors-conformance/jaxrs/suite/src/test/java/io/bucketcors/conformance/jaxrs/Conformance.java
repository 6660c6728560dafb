package io.bucketcors.conformance.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.RawResponse;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.ExtendWith;

/** One stack, asked over raw HTTP about one of its applications. */
@ExtendWith(Stacks.class)
abstract class Conformance {
  static final String APP = "Origin: https://app.example";
  static final String EVIL = "Origin: https://evil.example";

  static final String EMPTY = "Content-Length: 0";

  static final String ANSWERS_ITSELF =
      "for paths that no resource has Quarkus and Helidon answer outside of JAX-RS";

  private final String stackName;
  private final String context;
  private final String chapter;
  private String cell = "yes";

  Conformance(String stackName, String context, String chapter) {
    this.stackName = stackName;
    this.context = context;
    this.chapter = chapter;
  }

  static List<String> stacks() {
    return Stacks.NAMES;
  }

  static List<String> stacksWithServlets() {
    return Stacks.withServlets();
  }

  /** The value of this test in the table: text, or text, a colon and a note. */
  String cell() {
    return cell;
  }

  void cell(String text) {
    cell = text;
  }

  String chapter() {
    return chapter;
  }

  String stackName() {
    return stackName;
  }

  boolean on(String part) {
    return stackName.toLowerCase(Locale.ROOT).contains(part);
  }

  /** Whether the implementation is CXF, in whatever server. */
  boolean onCxf() {
    return on("cxf") || on("tomee");
  }

  /** Whether sub-resources are found after the filters. */
  boolean findsSubResourcesLate() {
    return onCxf() || on("quarkus rest");
  }

  boolean answersItselfWhereNoResourceIs() {
    return on("quarkus") || on("helidon");
  }

  /** Sends a request line without its version, and header lines. */
  RawResponse send(String request, String... lines) throws Exception {
    return Stacks.get(stackName()).send(context, request, lines);
  }

  /** How often a resource method ran so far. */
  int calls() throws Exception {
    return Integer.parseInt(send("GET /api/calls").body().strip());
  }

  /** The answer to an allowed actual request under the suite's default rule. */
  void assertGranted(RawResponse answer) {
    assertThat(answer.lines("Access-Control-Allow-Origin")).containsExactly("https://app.example");
    assertThat(answer.lines("Access-Control-Expose-Headers")).containsExactly("ETag");
    assertThat(answer.grants())
        .containsExactly("access-control-allow-origin", "access-control-expose-headers");
    assertVariesByOrigin(answer);
  }

  void assertNotGranted(RawResponse answer) {
    assertThat(answer.grants()).isEmpty();
    assertVariesByOrigin(answer);
  }

  void assertVariesByOrigin(RawResponse answer) {
    List<String> vary = answer.vary();
    if (vary.isEmpty() && on("jetty") && answer.status() >= 400) {
      assertThat(answer.lines("Cache-Control")).hasSize(1).first().asString().contains("no-store");
      cell(
          "yes, no Vary: the implementation calls `sendError`, where Jetty drops `Vary` and adds"
              + " `no-store`: nothing is cached");
      return;
    }
    assertThat(vary).doesNotHaveDuplicates().contains("Origin");
  }
}
