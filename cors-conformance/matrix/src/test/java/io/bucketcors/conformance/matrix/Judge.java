package io.bucketcors.conformance.matrix;

import io.bucketcors.conformance.matrix.FetchModel.Outcome;
import io.bucketcors.conformance.matrix.FetchModel.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/** Holds what came of a cell to what the models say. */
final class Judge {
  private final PageServer pages;
  private final Browser browser;
  private final boolean secure;

  Judge(PageServer pages, Browser browser, boolean secure) {
    this.pages = pages;
    this.browser = browser;
    this.secure = secure;
  }

  /** What has to come of a cell. */
  Outcome expect(Cell cell) {
    return FetchModel.expect(
        cell,
        new RuleModel(cell.rules().rules, pages.scheme(), pages.port(false)),
        pages.origin(cell.site()),
        browser.knobs);
  }

  /** What is wrong with a cell; empty where nothing is. */
  String judge(Cell cell, List<Told> told, List<Seen> seen) {
    Outcome expected = expect(cell);
    List<String> faults = new ArrayList<>();
    if (told.size() != 2) {
      faults.add("was run " + told.size() + " times");
    } else {
      script(expected, seen, told.get(0), faults);
      if (told.get(0).isRejected() != told.get(1).isRejected()) {
        faults.add("the second run went otherwise");
      }
    }
    wire(cell, expected, seen, faults);
    seen.forEach(one -> always(cell, one, faults));
    return faults.isEmpty()
        ? ""
        : "%n%s: %s%n  expected %s%n  seen %s".formatted(cell, faults, expected, seen);
  }

  private static void script(Outcome expected, List<Seen> seen, Told told, List<String> faults) {
    if (told.isRejected() && !told.error().equals("TypeError")) {
      faults.add("fetch ended with " + told.error()); // No answer in time, and not a denial.
    }
    if (told.isRejected() == expected.readable()) {
      faults.add(expected.readable() ? "fetch was rejected" : "the script got an answer");
      return;
    }
    if (!expected.readable()) {
      return;
    }
    int last = expected.wire().size() - 1;
    if (!told.type().equals("cors")) {
      faults.add("type " + told.type());
    }
    if (seen.size() <= last) {
      return; // Told by the wire's own fault.
    }
    Seen answer = seen.get(last);
    if (told.status() != answer.status()) {
      faults.add("status " + told.status());
    }
    Set<String> readable = new TreeSet<>();
    for (HttpField field : answer.answer()) {
      if (expected.reads(field.getLowerCaseName())) {
        readable.add(field.getLowerCaseName());
      }
    }
    // What each server says of itself, and what browsers take off an answer without a body.
    readable.removeAll(Set.of("content-length"));
    Set<String> got = new TreeSet<>(told.headers());
    got.removeAll(Set.of("content-length"));
    if (!got.equals(readable)) {
      faults.add("the script reads " + got + " and not " + readable);
    }
  }

  private static void wire(Cell cell, Outcome expected, List<Seen> seen, List<String> faults) {
    List<Sent> got = new ArrayList<>();
    for (Seen one : seen) {
      got.add(new Sent(one.preflight(), String.valueOf(one.origin())));
    }
    int first = expected.wire().size();
    if (got.size() < first || !got.subList(0, first).equals(expected.wire())) {
      faults.add("on the wire " + got);
      return;
    }
    List<Sent> again = new ArrayList<>(expected.wire());
    boolean preflighted = again.get(0).preflight() && expected.wire().size() > 1;
    Integer maxAge = expected.maxAge();
    if (!preflighted || maxAge == null || cell.redirect() != Axes.Redirect.NONE) {
      return; // Without a max age browsers differ in what five seconds are.
    }
    if (maxAge > 0) {
      again.remove(0);
    }
    if (!got.subList(first, got.size()).equals(again)) {
      faults.add("the second run sent " + got.subList(first, got.size()));
    }
  }

  /** What holds for every answer, whoever asked. */
  private void always(Cell cell, Seen one, List<String> faults) {
    HttpFields answer = one.answer();
    if (answer.getValuesList("Access-Control-Allow-Origin").size() > 1) {
      faults.add("two Access-Control-Allow-Origin");
    }
    if (answer.getValuesList("Access-Control-Allow-Methods").contains("*")
        || answer.getValuesList("Access-Control-Allow-Headers").contains("*")) {
      faults.add("a star among methods or headers");
    }
    List<String> credentials = answer.getValuesList("Access-Control-Allow-Credentials");
    if (!credentials.isEmpty() && !credentials.equals(List.of("true"))) {
      faults.add("Access-Control-Allow-Credentials " + credentials);
    }
    if (one.preflight() && answer.contains("Set-Cookie")) {
      faults.add("a preflight sets a cookie");
    }
    if (secure) {
      secure(cell, one, faults);
    }
    if (cell.rules() == RuleSet.NO_RULES) {
      return;
    }
    List<String> vary = answer.getCSV("Vary", false);
    List<String> wanted =
        one.preflight()
            ? List.of("Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers")
            : cell.rules().isOpen() ? List.of() : List.of("Origin");
    boolean sentAsError =
        cell.adapter() == Axes.Adapter.JAXRS
            && one.status() >= 400
            && answer.contains("Cache-Control", "must-revalidate,no-cache,no-store");
    if (vary.isEmpty() && sentAsError) {
      return; // Jersey's sendError, where Jetty drops Vary and lets nobody store the answer.
    }
    if (!vary.equals(wanted)) {
      faults.add("Vary " + vary + (one.preflight() ? " on a preflight" : ""));
    }
  }

  /**
   * Fetch, "HTTP-network-or-cache fetch": cookies come where credentials are included, and a
   * preflight of "CORS-preflight fetch" never includes them.
   */
  private static void secure(Cell cell, Seen one, List<String> faults) {
    if (!one.protocol().equals("HTTP/2.0")) {
      faults.add("came by " + one.protocol());
    }
    String expected = !one.preflight() && cell.credentials() ? Api.cookie(one.host()) : null;
    if (!Objects.equals(one.cookie(), expected)) {
      faults.add("came with the cookie " + one.cookie() + " and not " + expected);
    }
  }
}
