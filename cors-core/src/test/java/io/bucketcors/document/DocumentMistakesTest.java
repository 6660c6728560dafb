package io.bucketcors.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsProblem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no document at all, or not quite, is told what it is: one error, with a way on. */
class DocumentMistakesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001f\u008b\b",
        "PK\u0003\u0004",
        "BZh9",
        "\u00fd7zXZ",
        "7z\u00bc\u00af",
        "%PDF-1.7"
      })
  void packedFilesAreToldToBeUnpacked(String head) {
    CorsProblem problem = only((head + "rest of it").getBytes(ISO_8859_1));
    assertThat(problem.code()).isEqualTo("document-packed");
    assertThat(problem.fix()).contains("unpack it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`\n<?xml version=\"1.0\"?><CORSConfiguration/>`| document-text-before| before <?xml",
        "`<!-- a --><?xml version=\"1.0\"?><CORSConfiguration/>`| document-text-before| before <?xml",
        "`Here it is: <?xml version=\"1.0\"?><CORSConfiguration/>`| document-text-before| remove it",
        "`cors.xml:\n<CORSConfiguration/>`| document-text-before| remove it",
        "`The rules\n[\n]`| document-text-before| remove it",
        "<html><body>Sign in</body></html>| document-html| fetch the document itself",
        "`<!doctype HTML><html><br></html>`| document-html| fetch the document itself",
        "`<html><br><p>a</html>`| document-html| fetch the document itself",
        "`# rules\n[]`| document-comment| remove them",
        "`/* rules */ []`| document-comment| remove them",
        "`[ # rules\n]`| document-comment| remove this one",
        "`[{\"AllowedOrigins\": [\"*\"] /* all */}]`| document-comment| remove this one",
        "`[{'AllowedOrigins': ['*']}]`| document-not-well-formed| write \" in their place",
        "`[{“AllowedOrigins”: [“*”]}]`| document-not-well-formed| write \" in their place",
        "`[{AllowedOrigins: [\"*\"]}]`| document-not-well-formed| write keys within double quotes",
        "`[{\"AllowedOrigins\": [\"*\",]}]`| document-not-well-formed| remove the comma",
        "`[{\"AllowedOrigins\": [\"*\"]}`| document-not-well-formed| it may have been cut off",
        "`[{\"AllowedOrigins\": [\"*]}]`| document-not-well-formed| add the missing \"",
        "`[] []`| document-not-well-formed| keep one",
        "`<CORSConfiguration><CORSRule>`| document-not-well-formed| add what is missing at the end",
        "`<CORSConfiguration><CORSRule></CORSConfiguration>`| document-not-well-formed| add </CORSRule>",
        "`<CORSConfiguration><CORSRule><ID>a & b</ID></CORSRule></CORSConfiguration>`"
            + "| document-not-well-formed| write &amp;",
        "`AllowedOrigins:\n  - \"*\"`| document-unknown| give the same as JSON",
        "`aws s3api put-bucket-cors --bucket b`| document-unknown| give the document that it names",
        "`bucketcors.rules[0].allowed-origins=*`| document-unknown| leave rules-location out",
        "`~~~\n[]\n~~~`| document-unknown| remove the lines with ~~~",
        "`<CORSRule><AllowedOrigin>*</AllowedOrigin></CORSRule>`| document-unknown"
            + "| put it into CORSConfiguration",
        "`<PutBucketCors><CORSConfiguration/></PutBucketCors>`| document-wrapped"
            + "| give the element CORSConfiguration alone",
        "`<corsconfiguration/>`| document-unknown| did you mean CORSConfiguration?",
        "`{\"AllowedOrigins\":[\"*\"],\"AllowedMethods\":[\"GET\"]}`| document-not-a-list| [{…}]",
        "`{\"a\":{\"b\":{\"cors\":[{\"origin\":[\"*\"]}]}}}`| document-wrapped"
            + "| give what stands under a.b alone",
        "`[\"https://a.example\"]`| document-type| write [] for no rules",
        "`[{\"foo\":1,\"bar\":2}]`| document-unknown| a rule has the keys of one kind",
        "`[{\"allowed\":{\"origins\":[\"*\"]}}]`| document-bare-list| put the list under rules",
        "`{\"CORSRules\":{}}`| document-type| put it into brackets",
      })
  void whatItIsIsSaidOnce(String document, String code, String fix) {
    CorsProblem problem = only(document.getBytes(UTF_8));
    assertThat(problem.code()).as(problem.message()).isEqualTo(code);
    assertThat(problem.fix()).contains(fix);
  }

  private static CorsProblem only(byte[] document) {
    CorsDocument read = CorsDocument.read(document, "document", "default");
    assertThat(read.rules()).isEmpty();
    assertThat(read.problems()).hasSize(1);
    return read.problems().get(0);
  }
}
