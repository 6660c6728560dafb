package io.bucketcors;

import java.util.Arrays;
import java.util.List;

/** Origins that attackers have sent, with the configuration each of them is aimed at. */
final class AttackCorpus {
  private AttackCorpus() {}

  /**
   * One line of the corpus.
   *
   * @param origins the {@code Origin} lines of the request
   * @param patterns the allowed origins
   * @param credentials whether the rule allows credentials
   */
  record Entry(String text, List<String> origins, List<String> patterns, boolean credentials) {
    CorsRequest request() {
      CorsRequest request = CorsRequest.of("GET");
      for (String origin : origins) {
        request = request.with("Origin", origin);
      }
      return request;
    }

    CorsPolicy policy(CorsHazard... hazards) {
      return CorsPolicy.of(
          CorsRule.allow(patterns.toArray(String[]::new))
              .methods("GET")
              .credentials(credentials)
              .dangerouslyAllow(hazards)
              .build());
    }
  }

  static List<Entry> attacks() {
    return entries("origin-attacks.txt", "origin-attacks-opaque-and-labels.txt");
  }

  static List<Entry> controls() {
    return entries("origin-controls.txt", "origin-controls-opaque-and-labels.txt");
  }

  private static List<Entry> entries(String... files) {
    return Arrays.stream(files)
        .flatMap(file -> Cases.lines(file).stream())
        .map(AttackCorpus::entry)
        .toList();
  }

  private static Entry entry(String line) {
    String[] columns = line.split("\t");
    boolean credentials = columns[1].endsWith("+credentials");
    String patterns = columns[1].replace("+credentials", "");
    return new Entry(
        line,
        Arrays.stream(columns[0].split("\\|\\|")).map(AttackCorpus::unescape).toList(),
        Arrays.asList(patterns.split(" \\+ ")),
        credentials);
  }

  private static String unescape(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        plain.append(c);
        continue;
      }
      char escape = text.charAt(++i);
      switch (escape) {
        case 't' -> plain.append('\t');
        case 'n' -> plain.append('\n');
        case 'r' -> plain.append('\r');
        case '\\' -> plain.append('\\');
        case 'x' -> {
          plain.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
          i += 2;
        }
        case 'u' -> {
          plain.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
          i += 4;
        }
        default -> throw new IllegalArgumentException("unknown escape in " + text);
      }
    }
    return plain.toString();
  }
}
