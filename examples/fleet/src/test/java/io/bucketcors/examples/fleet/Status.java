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
    return field("Version", "\"([0-9a-f]{12})\"");
  }

  /** Whether the last reload was refused. */
  boolean isRefused() {
    return field("LastReloadOutcome", "\"(\\w*)\"").equalsIgnoreCase("refused");
  }

  /** How many changes were refused. */
  long refused() {
    return number("RefusedCount");
  }

  /** How often the rules were read. */
  long reloads() {
    return number("AppliedCount") + number("UnchangedCount") + refused();
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
