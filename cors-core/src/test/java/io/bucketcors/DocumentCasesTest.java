package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.config.CorsPolicySources;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Documents that real buckets have, shapes that people write, and situations that they reported: as
 * the stores take them, or refused with words that lead on. A row says for each dialect whether
 * rules come into force; how many errors there are, so that none follows on another; and what the
 * message has to say.
 */
class DocumentCasesTest {

  @TempDir Path folder;

  static Stream<JsonObject> documents() {
    return Cases.rows("documents.jsonl").stream();
  }

  @Test
  void thereAreAsManyRowsAsWereCollected() {
    assertThat(documents().count()).isEqualTo(205);
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("documents")
  void isAnsweredRightly(JsonObject row) throws IOException {
    List<String> faults = new ArrayList<>();
    for (CorsDialect dialect : CorsDialect.values()) {
      if (row.containsKey(dialect.key())) {
        check(row, dialect, faults);
      }
      if (row.containsKey("answers") && row.getJsonObject("answers").containsKey(dialect.key())) {
        answers(row, dialect, faults);
      }
    }
    assertThat(faults).as(row.toString()).isEmpty();
  }

  private void check(JsonObject row, CorsDialect dialect, List<String> faults) throws IOException {
    Outcome outcome = load(row, dialect);
    String wanted = row.getString(dialect.key());
    if (!outcome.word().equals(wanted)) {
      faults.add(dialect.key() + " " + outcome);
      return;
    }
    boolean standard = dialect == CorsDialect.STANDARD;
    long errors = outcome.problems().stream().filter(CorsProblem::isError).count();
    if (standard && row.containsKey("errors") && errors != row.getInt("errors")) {
      faults.add(errors + " errors: " + outcome);
    }
    if (standard || !row.containsKey("standard")) {
      for (String phrase : Cases.strings(row, "says")) {
        if (!outcome.text().contains(phrase)) {
          faults.add("does not say <" + phrase + ">: " + outcome);
        }
      }
    }
    for (String code : Cases.strings(row, standard ? "warns" : "s3warns")) {
      if (outcome.problems().stream().noneMatch(problem -> problem.code().equals(code))) {
        faults.add(dialect.key() + " does not warn " + code + ": " + outcome);
      }
    }
    for (CorsProblem problem : outcome.problems()) {
      if (problem.fix().isEmpty()) {
        faults.add("no way on: " + problem.message());
      }
    }
  }

  private Outcome load(JsonObject row, CorsDialect dialect) throws IOException {
    String document = Cases.text(row, "input");
    Map<String, String> keys = new HashMap<>();
    if (document == null) {
      JsonObject input = row.getJsonObject("input");
      document = input.getString("document");
      input
          .getJsonObject("init")
          .forEach((key, value) -> keys.put(key, ((JsonString) value).getString()));
    }
    Path file = folder.resolve("rules");
    byte[] bytes =
        document.startsWith("hex:")
            ? HexFormat.of().parseHex(document.substring(4))
            : document.getBytes(StandardCharsets.UTF_8);
    Files.write(file, bytes);
    keys.put("bucketcors.rules-location", file.toString());
    keys.put("bucketcors.dialect", dialect.key());
    try (CorsPolicySource source = CorsPolicySources.of(keys)) {
      CorsPolicy policy = source.current().defaultBucket();
      List<CorsProblem> problems = new ArrayList<>(policy.warnings());
      problems.addAll(
          io.bucketcors.document.CorsDocument.read(bytes, "rules", "default").problems());
      return new Outcome(policy, problems);
    } catch (CorsConfigurationException e) {
      return new Outcome(null, e.problems());
    }
  }

  private record Outcome(@Nullable CorsPolicy policy, List<CorsProblem> problems) {
    String word() {
      return policy == null ? "refused" : "starts";
    }

    String text() {
      return String.join("\n", problems.stream().map(CorsProblem::message).toList());
    }

    @Override
    public String toString() {
      return word() + "\n" + text();
    }
  }

  /** Plays the requests of a reported situation, and compares what a client gets to see. */
  private void answers(JsonObject row, CorsDialect dialect, List<String> faults)
      throws IOException {
    JsonArray answers = row.getJsonObject("answers").getJsonArray(dialect.key());
    List<String> requests = Cases.strings(row.getJsonObject("input"), "requests");
    Outcome outcome = load(row, dialect);
    for (int i = 0; i < answers.size(); i++) {
      String expected = answers.getString(i);
      if (outcome.policy() == null || expected.startsWith("refused")) {
        if (outcome.policy() != null || !expected.startsWith("refused")) {
          faults.add(dialect.key() + " " + outcome);
        }
        continue;
      }
      play(outcome.policy(), requests.get(i), expected, faults);
    }
  }

  private static void play(
      CorsPolicy policy, String request, String expected, List<String> faults) {
    String[] lines = request.split("\n");
    String[] first = lines[0].split(" ");
    CorsRequest asked = CorsRequest.of(first[0]).with("Host", "bucket.example");
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      asked = asked.with(lines[i].substring(0, colon), lines[i].substring(colon + 1).strip());
    }
    String path = first[1].replaceFirst("\\?.*", "");
    Answered answer = Answered.by(policy, asked, path);
    int split = expected.indexOf("\r\n\r\n");
    Map<String, String> headers = new HashMap<>();
    for (String line : expected.substring(0, split).split("\r\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
    for (String name :
        List.of(
            "Access-Control-Allow-Origin",
            "Access-Control-Allow-Credentials",
            "Access-Control-Allow-Methods",
            "Access-Control-Allow-Headers",
            "Access-Control-Expose-Headers",
            "Access-Control-Max-Age")) {
      if (!Objects.equals(headers.get(name), answer.header(name))) {
        faults.add(name + " is " + answer.header(name) + ", not " + headers.get(name));
      }
    }
    int status = Integer.parseInt(expected.split(" ")[1]);
    if (answer.decision().isAnswer() && answer.decision().status() != status) {
      faults.add("status " + answer.decision().status() + ", not " + status);
    }
    String body = answer.body();
    if (body != null) {
      String plain = body.replaceAll("<(RequestId|HostId|TraceId)>[^<]+<", "<$1>…<");
      if (!plain.equals(expected.substring(split + 4))) {
        faults.add("body " + plain + ", not " + expected.substring(split + 4));
      }
    }
  }
}
