package io.bucketcors.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsField;
import io.bucketcors.CorsLocation;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Problems name the line and the column at which the offending text begins. */
class DocumentLocationTest {

  /** Long enough that parsers read it in many pieces, in each of which they count anew. */
  @ParameterizedTest
  @EnumSource(DocumentKind.class)
  void findsEveryValueOfALongDocument(DocumentKind kind) {
    List<CorsRule> rules =
        IntStream.range(0, 1000)
            .mapToObj(
                i ->
                    CorsRule.allow(
                            "https://" + "a".repeat(i % 60) + i + ".example", "https://b" + i)
                        .methods("GET", "PUT")
                        .headers("x-" + i, "é&<")
                        .expose("x-" + i, "é&<")
                        .maxAgeSeconds(1000 + i)
                        .build())
            .toList();
    String text = CorsDocument.write(kind, rules, false);
    String put = kind == DocumentKind.B2_JSON ? "s3_put" : "PUT";
    for (String document : List.of(text, text.replace("\n", "\r\n"))) {
      CorsDocument read = CorsDocument.read(document.getBytes(UTF_8), "long", "default");
      assertThat(read.rules()).isEqualTo(rules);
      List<String> lines = document.lines().toList();
      for (int i = 0; i < rules.size(); i++) {
        CorsRule rule = rules.get(i);
        CorsLocation.Finder finder = read.locations();
        assertThat(at(lines, finder, i, "allowed-origins", 0))
            .startsWith(rule.allowedOrigins().get(0));
        assertThat(at(lines, finder, i, "allowed-origins", 1))
            .startsWith(rule.allowedOrigins().get(1));
        assertThat(at(lines, finder, i, "allowed-methods", 1)).startsWithIgnoringCase(put);
        assertThat(at(lines, finder, i, "expose-headers", 0)).startsWith("x-" + i);
        assertThat(at(lines, finder, i, "max-age-seconds", -1))
            .startsWith(Integer.toString(1000 + i));
      }
    }
  }

  private static String at(
      List<String> lines, CorsLocation.Finder finder, int rule, String field, int element) {
    CorsLocation place = finder.find("default", rule, CorsField.ofKey(field), element);
    assertThat(place.rule()).isEqualTo(rule);
    assertThat(place.field()).hasToString(field);
    assertThat(place.element()).isEqualTo(element);
    return lines.get(place.line() - 1).substring(place.column() - 1);
  }

  @Test
  void namesTheRuleWhereSomethingIsMissing() {
    CorsDocument read = read("[{\"AllowedOrigins\": [\"*\"]},\n  {\"AllowedMethods\": [\"GET\"]}]");
    assertThat(CorsDocumentTest.check(read))
        .extracting(problem -> problem.code() + " " + place(problem))
        .containsExactly("allowed-methods-missing 1:2", "allowed-origins-missing 2:3");
  }

  @Test
  void namesTheEmptyListWhereSomethingIsMissing() {
    CorsDocument read = read("[{\"AllowedOrigins\": [\"*\"],\n  \"AllowedMethods\": []}]");
    assertThat(CorsDocumentTest.check(read))
        .extracting(problem -> problem.code() + " " + place(problem))
        .containsExactly("allowed-methods-missing 2:21");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<CORSConfigration/>| document-unknown 1:1| did you mean CORSConfiguration?",
        "<CORSConfiguration><CorsRule/></CORSConfiguration>| unknown-key 1:20"
            + "| did you mean CORSRule?",
        "<CORSConfiguration><CORSRule><AllowedOrigins/></CORSRule></CORSConfiguration>"
            + "| unknown-key 1:30| did you mean AllowedOrigin?",
        "<CORSConfiguration><CORSRule version='a'/></CORSConfiguration>| unknown-key 1:20| known here",
        "<CORSConfiguration><CORSRule><ID a='b'/></CORSRule></CORSConfiguration>"
            + "| unknown-key 1:30| remove it",
        "<CORSConfiguration><CORSRule>GET</CORSRule></CORSConfiguration>"
            + "| document-stray-text 1:30| put it into an element",
        "<CORSConfiguration><ResponseVary>yes</ResponseVary></CORSConfiguration>"
            + "| document-response-vary 1:34| write false, or true",
        "<CORSConfiguration><CORSRule><ID><b/></ID></CORSRule></CORSConfiguration>"
            + "| document-nested 1:34| [document-nested]",
        "<Cors><CorsRule><AllowedOrigin/></CorsRule></Cors>| unknown-key 1:17"
            + "| did you mean AllowedOrigins?",
        "<Cors><CorsRule><MaxAgeInSeconds>1h</MaxAgeInSeconds></CorsRule></Cors>| max-age 1:34"
            + "| write 3600",
        "[{\"allowedOrigins\":[],\"AllowedMethods\":[]}]| unknown-key 1:3"
            + "| did you mean AllowedOrigins?",
        "[{\"origins\":[],\"method\":[]}]| unknown-key 1:3| did you mean origin?",
        "{\"rules\":[{\"allowed\":{\"origin\":[]}}]}| unknown-key 1:23| did you mean origins?",
        "{\"rules\":[{\"allowed\":{},\"expose\":[]}]}| unknown-key 1:25| did you mean exposeHeaders?",
        "{\"rules\":[{\"allowed\":{},\"origins\":[]}]}| unknown-key 1:25"
            + "| put it into allowed, as origins",
        "{\"rules\":[{\"more\":[]}]}| document-unknown 1:10| no key that tells a kind",
        "{\"rules\":[],\"more\":1}| unknown-key 1:13| remove it",
        "[{\"AllowedOrigins\":\"*\"}]| document-type 1:21| text stands where a list is expected",
        "[{\"AllowedOrigins\":[5]}]| document-type 1:21| a number stands where text is expected",
        "[{\"MaxAgeSeconds\":\"5\"}]| document-type 1:20| text stands where a number is expected",
        "[{\"MaxAgeSeconds\":5.0}]| max-age 1:19| write 5 [",
        "<CorsConfig><Cors><Origins><Host/></Origins></Cors></CorsConfig>| unknown-key 1:28"
            + "| known here: Origin",
        "<CorsConfig><Cors><Origin/></Cors></CorsConfig>| unknown-key 1:19| did you mean Origins?",
        "[{\"allowedOperations\":[\"s3_gat\"]}]| document-operation 1:25| did you mean s3_get?",
      })
  void saysWhereAndWhatToDo(String document, String place, String says) {
    List<CorsProblem> problems = new ArrayList<>(read(document).problems());
    assertThat(problems)
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code() + " " + place(problem)).isEqualTo(place.strip());
              assertThat(problem.message()).contains(says.strip());
            });
  }

  @Test
  void reportsAHundredMistakes() {
    StringBuilder document = new StringBuilder("<CORSConfiguration>\n");
    for (int i = 0; i < 50; i++) {
      document.append("<CORSRule><Alowed/><MaxAgeSeconds>x</MaxAgeSeconds></CORSRule>\n");
    }
    CorsDocument read = read(document.append("</CORSConfiguration>").toString());
    assertThat(read.problems()).hasSize(100);
    assertThat(read.problems()).extracting(CorsProblem::message).doesNotHaveDuplicates();
    assertThat(read.rules()).hasSize(50);
  }

  /** Markup that holds what looks like tags must not move the places of those that follow. */
  @Test
  void countsNoTagsInCommentsAndQuotedText() {
    CorsDocument read =
        read(
            """
            <?xml version="1.0"?> <?p <CORSRule> ?>
            <!-- <CORSRule> > -->
            <CORSConfiguration xmlns:a="b>" xmlns:c='"'><!--> -->
              <CORSRule><ID><![CDATA[<CORSRule>]]></ID>
                <AllowedOrigin>https://a.example/</AllowedOrigin>
                <AllowedMethod>get</AllowedMethod>
              </CORSRule>
            </CORSConfiguration>
            """);
    assertThat(read.problems()).isEmpty();
    assertThat(CorsDocumentTest.check(read))
        .extracting(problem -> problem.part() + " " + place(problem))
        .containsExactly("/ 5:20", "get 6:20");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<CORSConfiguration>\n  <CORSRule>\n  </CORSRul>", "[\n{\n\"a\": [x]}]"})
  void namesTheLineWhereADocumentIsMalformed(String document) {
    for (String lines : List.of(document, document.replace("\n", "\r\n"))) {
      assertThat(read(lines).problems())
          .extracting(problem -> problem.code() + " " + problem.location().line())
          .containsExactly("document-not-well-formed 3");
    }
  }

  private static CorsDocument read(String text) {
    return CorsDocument.read(text.getBytes(UTF_8), "document", "default");
  }

  private static String place(CorsProblem problem) {
    return problem.location().line() + ":" + problem.location().column();
  }
}
