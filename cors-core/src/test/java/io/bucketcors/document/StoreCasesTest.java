package io.bucketcors.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsRule;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every known answer of a store to a document, one a line of {@code bucket-config-cases.jsonl}. */
class StoreCasesTest {
  /** Deliberate differences: the row's number, and why it is missed. */
  private static final Map<Integer, String> DIFFERENT =
      new TreeMap<>(
          Map.of(
              39, "a gateway's text without quotes; S3 quotes the value in all its messages",
              40, "a gateway's own wording; S3's is the one in the row's notes",
              46, "Ceph's gateway is none of the stores: it takes get and COPY, S3 does not"));

  /** Documents that the table describes in words. */
  private static final Map<Integer, String> IN_WORDS =
      Map.of(
          41,
          "<CORSConfiguration>" + " ".repeat(64 << 10) + "</CORSConfiguration>",
          42,
          rule("<ID>a</ID><ID>b</ID>"));

  static Stream<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    try (InputStream in =
        StoreCasesTest.class.getResourceAsStream("/cases/bucket-config-cases.jsonl")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
          rows.add(new Row(reader.readObject()));
        }
      }
    }
    return rows.stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void answersAsTheStoreDoes(Row row) {
    assertThat(row.differences())
        .as(DIFFERENT.getOrDefault(row.id(), "no known difference"))
        .matches(found -> found.isEmpty() != DIFFERENT.containsKey(row.id()));
  }

  @Test
  void hasEveryRow() throws IOException {
    assertThat(rows().map(Row::id)).hasSize(41).doesNotHaveDuplicates();
    assertThat(rows().map(Row::id).toList()).containsAll(DIFFERENT.keySet());
  }

  @Test
  void differsFromTheGatewayOnlyInTheWordsForAnExposedWildcard() {
    assertThat(BucketStore.S3.check(bytes(rule("<ExposeHeader>x-amz-*</ExposeHeader>"))))
        .contains(
            new StoreRefusal(
                400,
                "InvalidRequest",
                "ExposeHeader \"x-amz-*\" contains wildcard. We currently do not support wildcard"
                    + " for ExposeHeader."));
  }

  @Test
  void takesARuleInSixtyFourKibibytesAndNoMore() {
    int rest = (64 << 10) - rule("").length();
    assertThat(BucketStore.S3.check(bytes(rule("") + " ".repeat(rest)))).isEmpty();
    assertThat(BucketStore.S3.check(bytes(rule("") + " ".repeat(rest + 1))))
        .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("MalformedXML"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<MaxAgeSeconds>1</MaxAgeSeconds><MaxAgeSeconds>1</MaxAgeSeconds>",
        "<MaxAgeSeconds></MaxAgeSeconds>",
        "<AllowedOrigins>*</AllowedOrigins>",
        "<AllowedHeader><b/></AllowedHeader>",
        "</CORSRule><CORSRule>",
        "</CORSRule><ResponseVary>true</ResponseVary><CORSRule>",
      })
  void refusesWhatTheSchemaOfS3DoesNotHave(String more) {
    assertThat(BucketStore.S3.check(bytes(rule(more))))
        .contains(
            new StoreRefusal(
                400,
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published"
                    + " schema"));
  }

  @ParameterizedTest
  @CsvSource({"S3, 100", "COS, 100", "OSS, 10", "R2, 100"})
  void takesSoManyRulesAndNoMore(BucketStore store, int most) {
    CorsRule rule = CorsRule.allow("https://a.example").methods("GET").build();
    assertThat(store.maxRules()).isEqualTo(most);
    assertThat(store.check(bytes(xml(Collections.nCopies(most, rule))))).isEmpty();
    assertThat(store.check(bytes(xml(Collections.nCopies(most + 1, rule)))))
        .hasValueSatisfying(
            refusal ->
                assertThat(refusal.message())
                    .isEqualTo(
                        "The number of CORS rules should not exceed allowed limit of %s rules."
                            .formatted(most)));
  }

  @Test
  void takesResponseVaryInCosAndOss() {
    CorsRule rule = CorsRule.allow("*").methods("GET").build();
    byte[] document = bytes(CorsDocument.write(DocumentKind.COS_XML, List.of(rule), true));
    assertThat(BucketStore.COS.check(document)).isEmpty();
    assertThat(BucketStore.OSS.check(document)).isEmpty();
    assertThat(BucketStore.R2.check(document)).isPresent();
  }

  @Test
  void hasNoRulesToShow() {
    assertThat(StoreRefusal.NO_SUCH_CORS_CONFIGURATION)
        .isEqualTo(
            new StoreRefusal(
                404, "NoSuchCORSConfiguration", "The CORS configuration does not exist"));
  }

  private static String xml(List<CorsRule> rules) {
    return CorsDocument.write(DocumentKind.S3_XML, rules, false);
  }

  private static String rule(String more) {
    return "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin>"
        + "<AllowedMethod>GET</AllowedMethod>"
        + more
        + "</CORSRule></CORSConfiguration>";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  record Row(JsonObject json) {

    int id() {
      return json.getInt("id");
    }

    /** How the store's answer differs from the row's; of an answer only what the row knows. */
    List<String> differences() {
      JsonObject expected = json.getJsonObject("expect");
      Optional<StoreRefusal> refusal = store().check(bytes(document()));
      List<String> differences = new ArrayList<>();
      int status = refusal.map(StoreRefusal::status).orElse(200);
      if (status != expected.getInt("status")) {
        differences.add("status " + status);
      }
      refusal.ifPresent(
          found -> {
            if (!found.code().equals(expected.getString("code", found.code()))) {
              differences.add(found.code());
            }
            if (!found.message().equals(expected.getString("message", found.message()))) {
              differences.add(found.message());
            }
          });
      return differences;
    }

    private BucketStore store() {
      return json.getString("dialect").equals("r2") ? BucketStore.R2 : BucketStore.S3;
    }

    private String document() {
      JsonObject document = json.getJsonObject("document");
      if (IN_WORDS.containsKey(id())) {
        return Objects.requireNonNull(IN_WORDS.get(id()));
      }
      if (document.containsKey("xml")) {
        return document.getString("xml");
      }
      JsonValue rules = Objects.requireNonNull(document.get("rules"));
      List<CorsRule> list =
          rules instanceof JsonArray array
              ? array.getValuesAs(JsonObject.class).stream().map(Row::rule).toList()
              : Collections.nCopies(101, CorsRule.allow("*").methods("GET").build());
      return CorsDocument.write(DocumentKind.S3_XML, list, false);
    }

    private static CorsRule rule(JsonObject json) {
      CorsRule.Builder rule =
          CorsRule.allow()
              .id(json.getString("id", null))
              .origins(texts(json, "allowedOrigins"))
              .methods(texts(json, "allowedMethods"))
              .headers(texts(json, "allowedHeaders"))
              .expose(texts(json, "exposeHeaders"));
      if (json.containsKey("maxAgeSeconds")) {
        rule.maxAgeSeconds(json.getJsonNumber("maxAgeSeconds").longValueExact());
      }
      return rule.build();
    }

    private static List<String> texts(JsonObject json, String key) {
      JsonArray array = json.getJsonArray(key);
      return array == null
          ? List.of()
          : array.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
    }

    @Override
    public String toString() {
      return id() + " " + json.getString("source");
    }
  }
}
