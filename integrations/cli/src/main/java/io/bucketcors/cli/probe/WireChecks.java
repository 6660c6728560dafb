package io.bucketcors.cli.probe;

import io.bucketcors.cli.probe.Finding.Code;
import java.util.List;

/** What is wrong with the headers of any answer, whoever asked. */
final class WireChecks {
  private WireChecks() {}

  static void check(Answer answer, Probe.Findings findings) {
    List<String> origins = answer.lines("Access-Control-Allow-Origin");
    List<String> credentials = answer.lines("Access-Control-Allow-Credentials");
    if (origins.size() > 1
        || origins.stream().anyMatch(line -> line.indexOf(',') >= 0)
        || credentials.size() > 1) {
      findings.found(
          Code.DOUBLED_HEADER,
          "two layers answer, each with headers of its own; browsers take two values for one that"
              + " matches nothing",
          answer);
    } else if (!credentials.isEmpty()
        && !answer.allowsCredentials()
        && !credentials.get(0).equals("false")) { // which is nothing, and meant to be
      findings.found(
          Code.CREDENTIALS_MISSPELT,
          "Access-Control-Allow-Credentials is the word true, in lower case, or it is nothing",
          answer);
    }
  }
}
