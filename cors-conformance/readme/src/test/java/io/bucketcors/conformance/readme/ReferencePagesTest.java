package io.bucketcors.conformance.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsField;
import io.bucketcors.CorsProblemType;
import io.bucketcors.CorsReason;
import java.nio.file.Files;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every key, problem code and reason is in the reference. */
class ReferencePagesTest {

  private static String read(String page) throws Exception {
    return Files.readString(Readme.root().resolve(page));
  }

  @Test
  void everyKeyIsThereWithItsNameInTheEnvironment() throws Exception {
    StringBuilder table =
        new StringBuilder("| key | in the environment | in Spring Boot's |\n|---|---|---|\n");
    for (CorsField field : CorsField.values()) {
      String key = "bucketcors." + (field.isOfRules() ? "rules[0]." : "") + field.key();
      if (field == CorsField.PATHS) {
        key = "bucketcors.buckets.files." + field.key();
      }
      table
          .append("| `")
          .append(key)
          .append("` | `")
          .append(key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT))
          .append("` | `")
          .append(
              key.replace("-", "")
                  .replaceAll("[.\\[]", "_")
                  .replace("]", "")
                  .toUpperCase(Locale.ROOT))
          .append("` |\n");
    }
    Written.check("reference/keys.md", "ReferencePagesTest", table.toString());
    String page = read("docs/reference/keys.md");
    for (CorsField field : CorsField.values()) {
      assertThat(page).contains(field.key() + "`");
    }
  }

  @Test
  void everyProblemCodeIsThere() throws Exception {
    String page = read("docs/configuration-errors.md");
    for (CorsProblemType type : CorsProblemType.values()) {
      assertThat(page).contains("`" + type.code() + "`");
    }
  }

  @Test
  void everyReasonIsThereWithWhatItMeans() throws Exception {
    String source =
        read("cors-core/src/main/java/io/bucketcors/CorsReason.java")
            .replaceAll("\\s*\\n\\s*(\\*(?!/))? ?", " ");
    StringBuilder table = new StringBuilder("| reason | |\n|---|---|\n");
    for (CorsReason reason : CorsReason.values()) {
      Matcher comment =
          Pattern.compile("/\\*\\* ((?:(?!\\*/).)*?) ?\\*/ " + reason + "[,;]").matcher(source);
      assertThat(comment.find()).as("%s", reason).isTrue();
      String meaning = comment.group(1).replaceAll("\\{@code ([^}]*)}", "`$1`").strip();
      table.append("| `").append(reason).append("` | ").append(meaning).append(" |\n");
    }
    Written.check("reference/headers.md", "ReasonsPageTest", table.toString());
  }
}
