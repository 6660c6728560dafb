package io.bucketcors;

import io.bucketcors.oracle.SlowOrigin;
import java.util.ArrayList;
import java.util.List;

/** Every origin over a few characters, one of which no rule names. */
final class SmallOrigins {
  private SmallOrigins() {}

  /** Those with hosts of at most three characters, for who asks often. */
  static List<String> some() {
    return all().stream().filter(origin -> !origin.matches("https?://[^:]{4,}.*")).toList();
  }

  static List<String> all() {
    List<String> hosts = new ArrayList<>(List.of(""));
    int from = 0;
    for (int length = 1; length <= 5; length++) {
      int to = hosts.size();
      for (int i = from; i < to; i++) {
        for (char c : "ab.q".toCharArray()) {
          hosts.add(hosts.get(i) + c);
        }
      }
      from = to;
    }
    List<String> origins =
        new ArrayList<>(List.of("null", "not an origin", "app://a", "app://q", "https://q.b:9"));
    for (String host : hosts) {
      for (String origin :
          List.of("https://" + host, "http://" + host, "https://" + host + ":81")) {
        if (SlowOrigin.read(origin).isPresent() && (host.length() < 5 || origin.length() == 13)) {
          origins.add(origin);
        }
      }
    }
    return origins;
  }
}
