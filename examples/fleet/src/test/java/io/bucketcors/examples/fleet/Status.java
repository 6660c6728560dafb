package io.bucketcors.examples.fleet;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a node's MXBean says. */
record Status(String json) {
  static Status of(int port) throws IOException {
    return new Status(Client.once(port, "GET", "/status").body());
  }

  String version() {
    return field("version", "\"([0-9a-f]{12})\"");
  }

  /** What came of the last look at the rules. */
  String outcome() {
    return field("outcome", "\"(\\w+)\"");
  }

  /** Whether the last change was refused. */
  boolean isRefused() {
    return outcome().equals("REFUSED");
  }

  /** How many changes were refused. */
  long refused() {
    return number("refused");
  }

  /** How often the rules were read. */
  long reloads() {
    return number("applied") + number("unchanged") + refused();
  }

  private long number(String name) {
    return Long.parseLong(field(name, "(\\d+)"));
  }

  private String field(String name, String value) {
    Matcher found = Pattern.compile("\"" + name + "\":" + value).matcher(json);
    if (!found.find()) {
      throw new IllegalStateException("no " + name + " in " + json);
    }
    return found.group(1);
  }
}
