package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.config.CorsPolicySources;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Does what the messages about refused documents say, by the letter, until the rules come into
 * force: one change for one message. Where a message leaves a choice to people, nothing is done.
 */
class FollowedFixesTest {
  private static final Pattern WRITE =
      Pattern.compile("^write (\\S+)( for any port.*| without quotes)?$");
  private static final Pattern LIST = Pattern.compile("^write (\\[.*\\])$");
  private static final Pattern EACH = Pattern.compile("^write each as a value of its own: (.+)$");
  private static final Pattern MEANT = Pattern.compile("^did you mean (\\S+)\\?$");
  private static final Pattern SLASH = Pattern.compile("^remove the trailing slash: (\\S+)$");
  private static final Pattern SET =
      Pattern.compile(".*(?:accept the risk with|set) (bucketcors[.a-z0-9-]+)=(\\S+) beside .*");
  private static final Pattern TAKE_OUT = Pattern.compile(".*or remove (bucketcors[.a-z0-9-]+)$");
  private static final Pattern INSTEAD = Pattern.compile("^set (\\S+) in place of (\\S+): .*");

  @TempDir Path folder;

  static Stream<JsonObject> refusedDocuments() {
    return Cases.rows("documents.jsonl").stream()
        .filter(row -> Cases.text(row, "standard") != null)
        .filter(row -> row.getString("standard").equals("refused"));
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("refusedDocuments")
  void everyFixThatIsAChangeLeadsOn(JsonObject row) throws IOException {
    Attempt attempt = Attempt.of(row);
    for (int i = 0; i < 20; i++) {
      List<CorsProblem> errors = load(attempt);
      if (errors.isEmpty()) {
        return;
      }
      Attempt next = null;
      for (CorsProblem error : errors) {
        next = next == null ? attempt.following(error) : next;
      }
      if (next == null) {
        assertThat(errors)
            .as("a way on in words: " + attempt.document())
            .allSatisfy(error -> assertThat(error.fix()).isNotEmpty());
        return;
      }
      attempt = next;
    }
    assertThat(load(attempt)).as("still refused: " + attempt.document()).isEmpty();
  }

  /** So that the test above cannot pass by understanding no message. */
  @Test
  @Tag("slow")
  void mostDocumentsStartInTheEnd() throws IOException {
    List<String> started = new ArrayList<>();
    List<String> not = new ArrayList<>();
    for (JsonObject row : refusedDocuments().toList()) {
      Attempt attempt = Attempt.of(row);
      List<CorsProblem> errors = load(attempt);
      for (int i = 0; i < 20 && !errors.isEmpty(); i++) {
        Attempt next = null;
        for (CorsProblem error : errors) {
          next = next == null ? attempt.following(error) : next;
        }
        attempt = next == null ? attempt : next;
        errors = load(attempt);
      }
      (errors.isEmpty() ? started : not).add(row.getString("id"));
    }
    assertThat(started).as("not started: " + not).hasSizeGreaterThanOrEqualTo(45);
    assertThat(started)
        .contains(
            "R012",
            "R025",
            "R028",
            "R052",
            "R072",
            "j04c-lower-corsrules",
            "j05-number-text",
            "j06-text-for-list",
            "j15-methods-in-one",
            "j19e-r2-s3-in-rules",
            "j39-spaces",
            "o01",
            "o07",
            "o11",
            "x13-commas",
            "x13d-comma-no-blank",
            "x38-plural",
            "N1-nothing",
            "N3-rule-key",
            "N10-credentials-star");
  }

  private List<CorsProblem> load(Attempt attempt) throws IOException {
    Path file = folder.resolve("rules");
    Files.write(file, attempt.bytes());
    Map<String, String> keys = new HashMap<>(attempt.keys());
    keys.put("bucketcors.rules-location", file.toString());
    try (CorsPolicySource source = CorsPolicySources.of(keys)) {
      assertThat(source.current()).isNotNull();
      return List.of();
    } catch (CorsConfigurationException e) {
      return e.problems().stream().filter(CorsProblem::isError).toList();
    }
  }

  /** A document with what is configured beside it. */
  private record Attempt(String document, Map<String, String> keys) {

    static Attempt of(JsonObject row) {
      String text = Cases.text(row, "input");
      Map<String, String> keys = new HashMap<>();
      if (text == null) {
        JsonObject input = row.getJsonObject("input");
        text = input.getString("document");
        JsonObject init = input.getJsonObject("init");
        init.keySet().forEach(key -> keys.put(key, init.getString(key)));
      }
      return new Attempt(text, keys);
    }

    byte[] bytes() {
      return document.startsWith("hex:")
          ? java.util.HexFormat.of().parseHex(document.substring(4))
          : document.getBytes(StandardCharsets.UTF_8);
    }

    /** This one after a message was followed, or null where it leaves a choice. */
    @Nullable Attempt following(CorsProblem error) {
      String fix = error.fix();
      Matcher set = SET.matcher(fix);
      if (set.matches()) {
        Map<String, String> more = new HashMap<>(keys);
        more.merge(set.group(1), set.group(2), (a, b) -> a + "," + b);
        // Whoever wrote it into the document takes it out of there.
        String without =
            document
                .replaceAll("<DangerouslyAllow>.*?</DangerouslyAllow>", "")
                .replaceAll("<AllowCredentials>.*?</AllowCredentials>", "")
                .replaceAll(" dangerously-allow=\"[^\"]*\"", "");
        return new Attempt(without, more);
      }
      Matcher out = TAKE_OUT.matcher(fix);
      if (out.matches()) {
        Map<String, String> fewer = new HashMap<>(keys);
        return fewer.remove(out.group(1)) == null ? null : new Attempt(document, fewer);
      }
      Matcher instead = INSTEAD.matcher(fix);
      if (instead.matches()) {
        Map<String, String> moved = new HashMap<>(keys);
        String value = moved.remove(instead.group(2));
        moved.put(instead.group(1), String.valueOf(value));
        return new Attempt(document, moved);
      }
      return replaced(error);
    }

    private @Nullable Attempt replaced(CorsProblem error) {
      String fix = error.fix().replaceFirst(", or accept the risk with .*", "");
      boolean json =
          document.stripLeading().startsWith("[") || document.stripLeading().startsWith("{");
      String value = error.value();
      Matcher each = EACH.matcher(fix);
      if (each.matches()) {
        String joint = json ? "\", \"" : "</" + tag(value) + "><" + tag(value) + ">";
        String values =
            Arrays.stream(each.group(1).split(" and ")).collect(Collectors.joining(joint));
        return at(error, value, values);
      }
      Matcher list = LIST.matcher(fix);
      if (list.matches()) {
        int from = offset(error) - 1;
        int to = document.indexOf('"', from + 1) + 1;
        return with(document.substring(0, from) + list.group(1) + document.substring(to));
      }
      Matcher meant = MEANT.matcher(fix);
      if (meant.matches()) {
        String renamed =
            json
                ? document.replace('"' + value + '"', '"' + meant.group(1) + '"')
                : document
                    .replace("<" + value + ">", "<" + meant.group(1) + ">")
                    .replace("</" + value + ">", "</" + meant.group(1) + ">");
        return with(renamed);
      }
      Matcher write = WRITE.matcher(fix);
      Matcher slash = SLASH.matcher(fix);
      if (write.matches() && fix.endsWith("without quotes")) {
        return with(document.replace('"' + write.group(1) + '"', write.group(1)));
      }
      if (write.matches()) {
        return at(error, value, write.group(1));
      }
      return slash.matches() ? at(error, value, slash.group(1)) : null;
    }

    private @Nullable Attempt with(String text) {
      return text.equals(document) ? null : new Attempt(text, keys);
    }

    private @Nullable Attempt at(CorsProblem error, String old, String now) {
      int from = offset(error);
      return document.startsWith(old, from)
          ? with(document.substring(0, from) + now + document.substring(from + old.length()))
          : null;
    }

    /** The element of XML that holds a value. */
    private String tag(String value) {
      int end = document.lastIndexOf('>', document.indexOf(value));
      return document.substring(document.lastIndexOf('<', end) + 1, end);
    }

    private int offset(CorsProblem error) {
      int offset = 0;
      for (int line = 1; line < error.location().line(); line++) {
        offset = document.indexOf('\n', offset) + 1;
      }
      return offset + Math.max(0, error.location().column() - 1);
    }
  }
}
