package io.bucketcors.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureStoreTest {

  @Test
  void takesTheSamplesOfItsDocumentation() {
    assertThat(BucketStore.AZURE.check(SampleDocumentsTest.bytes("azure.xml"))).isEmpty();
    assertThat(BucketStore.AZURE.check(SampleDocumentsTest.bytes("azure-service-properties.xml")))
        .isEmpty();
  }

  @Test
  void takesFiveRulesAndNoMore() {
    String rule = rule("https://a.example", "GET", "", "", "5");
    assertThat(refusal("<Cors>" + rule.repeat(5) + "</Cors>")).isEmpty();
    assertThat(refusal("<Cors>" + rule.repeat(6) + "</Cors>")).contains("InvalidXmlNodeValue");
  }

  @Test
  void countsValuesAndNotTagsAgainstTwoKibibytes() {
    String origins =
        IntStream.range(0, 8).mapToObj(i -> "a".repeat(250)).collect(Collectors.joining(","));
    assertThat(refusal("<Cors>" + rule(origins, "GET", "", "", "5") + "</Cors>")).isEmpty();
    assertThat(refusal("<Cors>" + rule(origins + "," + origins, "GET", "", "", "5") + "</Cors>"))
        .contains("InvalidXmlNodeValue");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<Cors>| InvalidXmlDocument",
        "<Cors><Rule/></Cors>| UnsupportedXmlNode",
        "<Cors><CorsRule><Id>1</Id></CorsRule></Cors>| UnsupportedXmlNode",
        "<Cors><CorsRule><AllowedOrigins>*</AllowedOrigins></CorsRule></Cors>"
            + "| MissingRequiredXmlNode",
        "<!DOCTYPE Cors><Cors/>| InvalidXmlDocument",
      })
  void refusesOtherXml(String document, String code) {
    assertThat(refusal(document)).contains(code);
  }

  @ParameterizedTest
  @CsvSource({
    "'', GET, '', '', 5",
    "*, get, '', '', 5",
    "*, GET, '', '', -1",
    "*, GET, '', '', ''",
    "*, GET, 'a*,b*,c*', '', 5",
    "*, GET, '', 'a*,b*,c*', 5",
  })
  void refusesAValue(
      String origins, String methods, String headers, String exposed, String seconds) {
    String rule = rule(origins, methods, headers, exposed, seconds);
    assertThat(refusal("<Cors>" + rule + "</Cors>")).contains("InvalidXmlNodeValue");
  }

  private static Optional<String> refusal(String document) {
    return BucketStore.AZURE
        .check(document.getBytes(StandardCharsets.UTF_8))
        .map(StoreRefusal::code);
  }

  private static String rule(
      String origins, String methods, String headers, String exposed, String seconds) {
    return "<CorsRule><AllowedOrigins>"
        + origins
        + "</AllowedOrigins><AllowedMethods>"
        + methods
        + "</AllowedMethods><AllowedHeaders>"
        + headers
        + "</AllowedHeaders><ExposedHeaders>"
        + exposed
        + "</ExposedHeaders><MaxAgeInSeconds>"
        + seconds
        + "</MaxAgeInSeconds></CorsRule>";
  }
}
