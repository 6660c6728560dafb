package io.bucketcors.cli;

import io.bucketcors.CorsPolicies;
import io.bucketcors.testing.CorsQuestion;
import io.bucketcors.text.Quoted;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What rules must do: {@code allow https://app.example PUT content-type} or {@code deny …}.
 *
 * @param place the file and line, for messages
 * @param text the line as written
 * @param allow whether the page must get it
 * @param question what it asks for
 */
record Expectation(String place, String text, boolean allow, CorsQuestion question) {

  /**
   * Reads expectations, one a line.
   *
   * @throws UnusableException with every line that is none
   */
  static List<Expectation> read(String file) throws UnusableException {
    String text = new String(RulesFile.bytes(file), StandardCharsets.UTF_8);
    List<Expectation> all = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\r?\n|\r", -1)) {
      number++;
      String bare = line.replaceFirst("(^|\\s)#.*", "").strip();
      if (!bare.isEmpty()) {
        String place = Quoted.bare(file) + ", line " + number;
        String[] words = bare.split("\\s+");
        boolean hasPath = words.length > 3 && words[words.length - 1].startsWith("/");
        int named = hasPath ? words.length - 1 : words.length;
        if (named < 3 || named > 4 || !words[0].equals("allow") && !words[0].equals("deny")) {
          wrong.add(
              place
                  + ": "
                  + Quoted.of(bare)
                  + ": write 'allow' or 'deny', an origin, a method, and if needed headers"
                  + " separated by commas, and a path");
          continue;
        }
        CorsQuestion question =
            CorsQuestion.of(
                words[1],
                words[2],
                named == 4 ? List.of(words[3].split(",")) : List.of(),
                hasPath ? words[words.length - 1] : "/");
        all.add(
            new Expectation(place, String.join(" ", words), words[0].equals("allow"), question));
      }
    }
    if (!wrong.isEmpty()) {
      throw new UnusableException(String.join("\n", wrong));
    }
    if (all.isEmpty()) {
      throw new UnusableException(Quoted.bare(file) + ": there is no expectation in it");
    }
    return all;
  }

  /** Whether rules do it, and why not. */
  Outcome judge(CorsPolicies policies) {
    if (!policies.enabled()) {
      return new Outcome(this, false, at() + "CORS is switched off, so nothing is decided");
    }
    List<CorsQuestion.Answer> answers = question.answers(policies);
    for (CorsQuestion.Answer answer : answers) {
      if (!answer.decision().isAllowed()) {
        return new Outcome(this, !allow, at() + describe(answer));
      }
    }
    // What allows it in the end: the request itself.
    return new Outcome(this, allow, at() + describe(answers.get(answers.size() - 1)));
  }

  private String at() {
    return place + ": " + Quoted.bare(text) + ": ";
  }

  private static String describe(CorsQuestion.Answer answer) {
    StringBuilder words = new StringBuilder();
    words.append("the ").append(answer.kind()).append(" is ").append(Words.decision(answer));
    answer.explanation().rules().forEach(rule -> words.append("\n    ").append(Words.rule(rule)));
    return words.toString();
  }

  /**
   * What came of it.
   *
   * @param explanation for people; several lines
   */
  record Outcome(Expectation expectation, boolean met, String explanation) {
    Map<String, Object> json() {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("expectation", expectation.text());
      object.put("met", met);
      object.put("explanation", explanation);
      return object;
    }
  }
}
