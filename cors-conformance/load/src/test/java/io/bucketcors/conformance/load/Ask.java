package io.bucketcors.conformance.load;

import io.bucketcors.conformance.harness.RawResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request, and the right answers to it. */
record Ask(String name, List<String> lines, Map<RuleSet, Expected> expected) {

  boolean isHead() {
    return lines.get(0).startsWith("HEAD ");
  }

  byte[] bytes() {
    return (String.join("\r\n", lines) + "\r\nHost: api.example\r\n\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * What is wrong with an answer, or null: it has to be right in all its parts by one of the rule
   * sets.
   *
   * @param inForce those that may have answered
   */
  @Nullable String fault(RawResponse answer, Set<RuleSet> inForce) {
    StringBuilder faults = new StringBuilder(name);
    for (RuleSet rules : inForce) {
      String fault = expected(rules).fault(answer);
      if (fault == null) {
        return null;
      }
      faults.append("; by rules ").append(rules).append(": ").append(fault);
    }
    return faults.toString();
  }

  private Expected expected(RuleSet rules) {
    Expected found = expected.get(rules);
    if (found == null) {
      throw new IllegalStateException(name + " has no answer by " + rules);
    }
    return found;
  }

  /** All of {@code asks.txt}. */
  static List<Ask> all() throws IOException {
    try (InputStream in = Ask.class.getResourceAsStream("/asks.txt")) {
      if (in == null) {
        throw new IOException("no asks.txt");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<Ask> asks = new ArrayList<>();
      String[] blocks = text.split("(?m)^== ");
      for (int i = 1; i < blocks.length; i++) {
        asks.add(parse(blocks[i]));
      }
      return asks;
    }
  }

  private static Ask parse(String block) {
    String[] parts = block.strip().split("\n-- ");
    List<String> head = List.of(parts[0].split("\n"));
    Map<RuleSet, Expected> expected = new EnumMap<>(RuleSet.class);
    for (int i = 1; i < parts.length; i++) {
      List<String> lines = List.of(parts[i].split("\n"));
      String[] status = lines.get(1).split(" ", 2);
      Expected answer =
          new Expected(
              Integer.parseInt(status[0]),
              status[1],
              PolicyHeaders.of(lines.subList(2, lines.size())));
      for (RuleSet rules : RuleSet.values()) {
        if (lines.get(0).equals("both") || lines.get(0).equals(rules.key())) {
          expected.put(rules, answer);
        }
      }
    }
    return new Ask(head.get(0), head.subList(1, head.size()), expected);
  }
}
