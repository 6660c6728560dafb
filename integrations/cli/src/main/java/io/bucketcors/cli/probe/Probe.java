package io.bucketcors.cli.probe;

import io.bucketcors.cli.probe.Finding.Code;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks one URL on behalf of some origins, and judges what comes back. */
public final class Probe {
  private final Asker asker;
  private final URI url;
  private final String method;
  private final List<String> names;
  private final List<Finding> findings = new ArrayList<>();

  /** An origin that nobody has listed, since it is new with each run. */
  private final String stranger = "https://" + random() + ".example";

  /**
   * @param method the method that preflights ask for
   * @param names the headers that they ask for
   */
  public Probe(Asker asker, URI url, String method, List<String> names) {
    this.asker = asker;
    this.url = url;
    this.method = method;
    this.names = List.copyOf(names);
  }

  /**
   * Asks and judges.
   *
   * @param origins those that should be let in; without any, only what strangers get is looked at
   * @return what was found, in the order in which it was found
   * @throws IOException if the server does not answer; the message is for people
   */
  public List<Finding> run(List<String> origins) throws IOException {
    Answer plain = asker.ask(Ask.get(url, null));
    if (plain.status() >= 300 && plain.status() <= 399 && plain.status() != 304) {
      found(
          Code.REDIRECTED,
          "this is not the URL that answers: a preflight must not be redirected, and after a"
              + " redirect to another origin browsers send null",
          plain);
    }
    Answer toStranger = asker.ask(Ask.get(url, stranger));
    boolean reflects = toStranger.lines("Access-Control-Allow-Origin").contains(stranger);
    judgeStrangers(toStranger, reflects);
    boolean granted = toStranger.passes(stranger, false);
    Set<String> all = new LinkedHashSet<>(origins);
    if (all.isEmpty() && granted) {
      all.add(stranger);
    }
    for (String origin : all) {
      granted |= judge(origin, plain, toStranger, reflects);
    }
    if (!granted) {
      found(
          Code.NO_CORS,
          "nothing was granted to any of these origins, so browsers keep the answers from their"
              + " pages",
          plain,
          toStranger);
    }
    return List.copyOf(findings);
  }

  private void judgeStrangers(Answer toStranger, boolean reflects) throws IOException {
    if (toStranger.allowsAny() && toStranger.allowsCredentials()) {
      found(
          Code.ANY_WITH_CREDENTIALS,
          "browsers refuse * to requests with credentials; whoever mends that by reflecting the"
              + " origin lets every site act as the user",
          toStranger);
    }
    if (reflects) {
      boolean credentials = toStranger.allowsCredentials();
      found(
          credentials ? Code.REFLECTS_WITH_CREDENTIALS : Code.REFLECTS_ANY_ORIGIN,
          credentials
              ? "every site that a user visits can read the answers as that user"
              : "any origin is let in, which * would say in a way that caches understand",
          toStranger);
      return;
    }
    Answer toNull = asker.ask(Ask.get(url, "null"));
    if (toNull.lines("Access-Control-Allow-Origin").contains("null")) {
      boolean credentials = toNull.allowsCredentials();
      found(
          credentials ? Code.NULL_WITH_CREDENTIALS : Code.NULL_ALLOWED,
          "any page can send the origin null, from a sandboxed frame",
          toNull);
    }
  }

  /** Judges what one origin gets; says whether it may read anything. */
  private boolean judge(String origin, Answer plain, Answer toStranger, boolean reflects)
      throws IOException {
    Answer answer = origin.equals(stranger) ? toStranger : asker.ask(Ask.get(url, origin));
    WireChecks.check(answer, this::found);
    if (!answer.passes(origin, false)) {
      return false;
    }
    if (!answer.allowsAny() && !reflects) {
      for (Attack attack : Attack.on(origin)) {
        if (attack.code() == Code.DOT_MATCHES_ANY && has(Code.SUFFIX_MATCH)) {
          // Ends like the listed one too, so it would show nothing new.
          continue;
        }
        Answer attacked = asker.ask(Ask.get(url, attack.origin()));
        if (attacked.passes(attack.origin(), false)) {
          found(attack.code(), attack.why(), attacked);
        }
      }
    }
    Answer preflight = asker.ask(Ask.preflight(url, origin, method, names));
    WireChecks.check(preflight, this::found);
    new PreflightChecks(origin, method, names, this::found).check(preflight);
    List<Answer> errors = errors(origin);
    errors.forEach(error -> WireChecks.check(error, this::found));
    List<Answer> stored = new ArrayList<>(List.of(answer, toStranger, plain));
    Answer unchanged = unchanged(origin, answer);
    if (unchanged != null) {
      stored.add(unchanged);
    }
    judgeVary(stored, errors);
    return true;
  }

  /**
   * Errors that a GET can bring about: a sibling that cannot be there, a precondition that fails, a
   * range past the end. Each comes out of another layer of a server. Without those that the server
   * does not answer by an error.
   */
  private List<Answer> errors(String origin) throws IOException {
    List<Answer> errors = new ArrayList<>();
    for (Ask ask :
        List.of(
            Ask.get(url.resolve("bucketcors-probe-" + random()), origin),
            Ask.get(url, origin).with("If-Match", "\"bucketcors-probe-" + random() + '"'),
            Ask.get(url, origin).with("Range", "bytes=1000000000000000-"))) {
      Answer error = asker.ask(ask);
      if (error.status() >= 400) {
        errors.add(error);
      }
    }
    Answer[] lost =
        errors.stream().filter(error -> !error.passes(origin, false)).toArray(Answer[]::new);
    if (lost.length > 0) {
      found(
          Code.GRANT_LOST_ON_ERROR,
          "a page cannot see the status or the message of an error: its script is told that the"
              + " network failed",
          lost);
    }
    return errors;
  }

  /**
   * What the server says to somebody who has the answer already; null where it does not say 304.
   */
  private @Nullable Answer unchanged(String origin, Answer answer) throws IOException {
    String tag = answer.first("ETag");
    String date = answer.first("Last-Modified");
    if (tag == null && date == null) {
      return null;
    }
    Ask ask = Ask.get(url, origin);
    ask =
        tag != null
            ? ask.with("If-None-Match", tag)
            : ask.with("If-Modified-Since", String.valueOf(date));
    Answer unchanged = asker.ask(ask);
    return unchanged.status() == 304 ? unchanged : null;
  }

  private void judgeVary(List<Answer> stored, List<Answer> errors) {
    long different =
        stored.stream()
            .filter(answer -> answer.status() != 304)
            .map(answer -> answer.lines("Access-Control-Allow-Origin"))
            .distinct()
            .count();
    if (different < 2) {
      // Everybody gets the same, so every cached answer serves all.
      return;
    }
    List<Answer> all = new ArrayList<>(stored);
    errors.stream()
        .filter(error -> !error.lines("Access-Control-Allow-Origin").isEmpty())
        .forEach(all::add);
    Answer[] missing =
        all.stream().filter(answer -> !answer.varies() && answer.isStored()).toArray(Answer[]::new);
    if (missing.length > 0) {
      found(
          Code.VARY_MISSING,
          "the answer depends on the Origin and does not say so with Vary: Origin, so what a cache"
              + " keeps for one page breaks another",
          missing);
    }
  }

  private void found(Code code, String why, Answer... answers) {
    // One origin after the other shows the same.
    if (!has(code)) {
      findings.add(Finding.of(code, why, answers));
    }
  }

  private boolean has(Code code) {
    return findings.stream().anyMatch(known -> known.code() == code);
  }

  private static String random() {
    byte[] bytes = new byte[6];
    new SecureRandom().nextBytes(bytes);
    return "x" + HexFormat.of().formatHex(bytes);
  }

  /** Takes what is found. */
  interface Findings {
    void found(Code code, String why, Answer... answers);
  }
}
