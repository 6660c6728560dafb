package io.bucketcors.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketcors.CorsProblem;
import io.bucketcors.CorsRule;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that attack their reader, or that were mangled on the way: refused or read. */
class HostileDocumentsTest {
  private static final String RULE =
      "<CORSRule><AllowedOrigin>https://a.example</AllowedOrigin>"
          + "<AllowedMethod>GET</AllowedMethod></CORSRule>";
  private static final String XML = "<CORSConfiguration>" + RULE + "</CORSConfiguration>";
  private static final String JSON =
      "[{\"AllowedOrigins\":[\"https://a.example\"],\"AllowedMethods\":[\"GET\"]}]";
  private static final CorsRule READ = CorsRule.allow("https://a.example").methods("GET").build();

  /** CWE-611. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"%s\">]><CORSConfiguration>&e;</CORSConfiguration>",
        "<!DOCTYPE x [<!ENTITY e PUBLIC \"p\" \"%s\">]><CORSConfiguration a=\"&e;\"/>",
        "<!DOCTYPE x [<!ENTITY %% e SYSTEM \"%s\"> %%e;]><CORSConfiguration/>",
        "<!DOCTYPE x SYSTEM \"%s\"><CORSConfiguration/>",
        "<!DOCTYPE x PUBLIC \"p\" \"%s\"><CORSConfiguration/>",
        "<?xml-stylesheet href=\"%s\"?><CORSConfiguration/>",
        "<CORSConfiguration xmlns:i=\"http://www.w3.org/2001/XInclude\"><i:include href=\"%s\"/>"
            + "</CORSConfiguration>",
        "<CORSConfiguration xmlns:x=\"http://www.w3.org/2001/XMLSchema-instance\""
            + " x:schemaLocation=\"urn:x %s\"/>",
      })
  void neverFetchesWhatADocumentNames(String template) throws IOException {
    try (Trap trap = new Trap()) {
      String document = template.formatted(trap.url());
      assertThat(read(document.getBytes(UTF_8)).rules()).isEmpty();
      for (BucketStore store : BucketStore.values()) {
        store.check(document.getBytes(UTF_8));
      }
      assertThat(trap.hits()).isZero();
    }
  }

  /** Shows that the trap above is one. */
  @Test
  void wouldBeFetchedByAReaderWithoutCare() throws Exception {
    try (Trap trap = new Trap()) {
      String document = "<!DOCTYPE x [<!ENTITY e SYSTEM \"%s\">]><x>&e;</x>";
      XMLStreamReader reader =
          XMLInputFactory.newDefaultFactory()
              .createXMLStreamReader(new StringReader(document.formatted(trap.url())));
      assertThatThrownBy(
              () -> {
                while (reader.hasNext()) {
                  reader.next();
                }
              })
          .isInstanceOf(XMLStreamException.class);
      assertThat(trap.hits()).isPositive();
    }
  }

  /** CWE-611: what a named file holds appears nowhere. */
  @Test
  void neverReadsAFileThatADocumentNames(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "s3cr3t");
    CorsDocument read =
        read(
            ("<!DOCTYPE x [<!ENTITY e SYSTEM \""
                    + secret.toUri()
                    + "\">]><CORSConfiguration><CORSRule><AllowedOrigin>&e;</AllowedOrigin>"
                    + "</CORSRule></CORSConfiguration>")
                .getBytes(UTF_8));
    assertThat(codes(read)).containsExactly("document-doctype");
    assertThat(read.toString()).doesNotContain("s3cr3t");
    assertThat(read.problems().get(0).message()).doesNotContain("s3cr3t");
  }

  /** CWE-776. */
  @Test
  void refusesABillionLaughsWhereTheirDeclarationBegins() {
    StringBuilder document = new StringBuilder("<!DOCTYPE x [<!ENTITY l0 \"ha\">");
    for (int i = 1; i <= 9; i++) {
      document.append("<!ENTITY l" + i + " \"" + ("&l" + (i - 1) + ";").repeat(10) + "\">");
    }
    document.append("]><CORSConfiguration>&l9;</CORSConfiguration>");
    CorsDocument read = read(document.toString().getBytes(UTF_8));
    assertThat(codes(read)).containsExactly("document-doctype");
    assertThat(read.problems().get(0).location().line()).isEqualTo(1);
  }

  @Test
  void refusesTenMegabytesUnread() {
    assertThat(codes(read(new byte[10 << 20]))).containsExactly("document-too-large");
    byte[] padded = (XML + " ".repeat(CorsDocument.MAX_BYTES - XML.length())).getBytes(UTF_8);
    assertThat(read(padded).rules()).containsExactly(READ);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"rules\":[", "{\"a\":", "<a>", "<CORSConfiguration><CORSRule>"})
  void refusesDepth(String opening) {
    String deep = opening.repeat(CorsDocument.MAX_BYTES / opening.length());
    assertThat(codes(read(deep.getBytes(UTF_8)))).containsExactly("document-too-deep");
    assertThat(codes(read(opening.repeat(17).getBytes(UTF_8)))).contains("document-too-deep");
  }

  @ParameterizedTest
  @CsvSource({
    "'[', '0,', '0]'",
    "'<CORSConfiguration>', '<a/>', '</CORSConfiguration>'",
  })
  void refusesMoreValuesThanAnyRulesHave(String start, String value, String end) {
    String many = start + value.repeat(100_001) + end;
    assertThat(codes(read(many.getBytes(UTF_8)))).containsExactly("document-too-large");
  }

  @Test
  void refusesDuplicateKeysWhereTheSecondStands() {
    CorsDocument read =
        read(
            """
            [{"AllowedOrigins": ["https://a.example"],
              "AllowedMethods": ["GET"],
              "AllowedOrigins": ["*"]}]
            """
                .getBytes(UTF_8));
    assertThat(codes(read)).containsExactly("document-duplicate-key");
    assertThat(read.problems().get(0).location().line()).isEqualTo(3);
    assertThat(codes(read("{\"rules\":[],\"rules\":[]}".getBytes(UTF_8))))
        .contains("document-duplicate-key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ID", "MaxAgeSeconds"})
  void refusesElementsThatStandTwice(String name) {
    String twice = "<%s>1</%<s>".formatted(name).repeat(2);
    String document = XML.replace("</CORSRule>", twice + "</CORSRule>");
    assertThat(codes(read(document.getBytes(UTF_8)))).containsExactly("document-duplicate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void readsEveryEncodingWithAndWithoutItsMark(String name) {
    Charset charset = Charset.forName(name);
    for (String document : List.of(XML, JSON)) {
      assertThat(read(document.getBytes(charset)).rules()).containsExactly(READ);
      assertThat(read(("\uFEFF" + document).getBytes(charset)).rules()).containsExactly(READ);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "utf-8", "US-ASCII", "ISO-8859-1"})
  void readsTheEncodingThatXmlDeclares(String name) {
    String document = declared(name);
    assertThat(read(document.getBytes(UTF_8)).rules()).containsExactly(READ);
  }

  @Test
  void readsLatinLettersWhereTheyAreDeclared() {
    String document =
        declared("ISO-8859-1").replace("</CORSRule>", "<ID>caf\u00e9</ID></CORSRule>");
    assertThat(read(document.getBytes(ISO_8859_1)).rules().get(0).id()).isEqualTo("caf\u00e9");
  }

  @Test
  void refusesBytesThatAreNotInTheirEncoding() {
    byte[] latin = XML.replace("</CORSRule>", "\n<ID>\u00e9</ID></CORSRule>").getBytes(ISO_8859_1);
    CorsDocument read = read(latin);
    assertThat(codes(read)).containsExactly("document-encoding");
    assertThat(read.problems().get(0).location().line()).isEqualTo(2);
    assertThat(read.problems().get(0).location().column()).isEqualTo(5);
    assertThat(codes(read(JSON.replace("GET", "\u00e9").getBytes(ISO_8859_1))))
        .containsExactly("document-encoding");
    assertThat(codes(read(new byte[] {'[', (byte) 0xC3}))).containsExactly("document-encoding");
  }

  @Test
  void refusesAnEncodingThatContradictsWhatIsDeclared() {
    assertThat(codes(read(declared("UTF-16").getBytes(UTF_8))))
        .containsExactly("document-encoding");
    assertThat(codes(read(declared("UTF-8").getBytes(UTF_16LE))))
        .containsExactly("document-encoding");
    assertThat(codes(read(("\uFEFF" + declared("ISO-8859-1")).getBytes(UTF_8))))
        .containsExactly("document-encoding");
    assertThat(codes(read(declared("x-user-defined").getBytes(UTF_8))))
        .containsExactly("document-encoding");
    assertThat(read(declared("UTF-16").getBytes(UTF_16BE)).rules()).containsExactly(READ);
  }

  @Test
  void refusesNulCharacters() {
    CorsDocument read = read(XML.replace("GET", "G\0ET").getBytes(UTF_8));
    assertThat(codes(read)).containsExactly("document-nul");
    assertThat(read.problems().get(0).location().column()).isEqualTo(XML.indexOf("GET") + 2);
    assertThat(codes(read(JSON.replace("GET", "G\0ET").getBytes(UTF_8))))
        .containsExactly("document-nul");
    assertThat(codes(read(new byte[100]))).containsExactly("document-nul");
  }

  /** A NUL that JSON writes as an escape is a value like another: the policy refuses it. */
  @Test
  void leavesAnEscapedNulToThePolicy() {
    CorsDocument read = read(JSON.replace("GET", "G\\u0000ET").getBytes(UTF_8));
    assertThat(read.problems()).isEmpty();
    assertThat(CorsDocumentTest.check(read))
        .extracting(CorsProblem::message)
        .singleElement()
        .asString()
        .contains("\\u0000")
        .doesNotContain("\0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n",
        "rules: []",
        "x",
        "<",
        "<>",
        "<?xml?>",
        "<!-- -->",
        "<a",
        "<CORSConfiguration>",
        "<CORSConfiguration/>trail",
        "<CORSConfiguration/><CORSConfiguration/>",
        "<CORSConfiguration>&e;</CORSConfiguration>",
        "<CORSConfiguration>&#0;</CORSConfiguration>",
        "<CORSConfiguration>&#x1b;</CORSConfiguration>",
        "<x:CORSConfiguration/>",
        "<CORSConfiguration a='1' a='2'/>",
        "<html><body>503</body></html>",
        "<Error><Code>NoSuchCORSConfiguration</Code></Error>",
        "<CorsConfigs><Cors/></CorsConfigs>",
        "<StorageServiceProperties/>",
        "[",
        "[}",
        "[1,]",
        "[] []",
        "{",
        "{}",
        "{\"a\":1}",
        "{\"rules\":{}}",
        "[1]",
        "[[]]",
        "[null]",
        "[NaN]",
        "[{'a':1}]",
        "{\"rules\":[{\"allowed\":[]}]}",
        "[{\"AllowedOrigins\":\"*\"}]",
        "[{\"AllowedOrigins\":[1]}]",
        "[{\"MaxAgeSeconds\":\"5\"}]",
        "[{\"MaxAgeSeconds\":1.5}]",
        "[{\"MaxAgeSeconds\":1e999999999}]",
        "[{\"MaxAgeSeconds\":99999999999999999999}]",
        "[{\"ID\":5}]",
      })
  void refusesWhatIsNoRulesDocument(String text) {
    CorsDocument read = read(text.getBytes(UTF_8));
    assertThat(read.isRefused()).isTrue();
    assertThat(read.problems())
        .allSatisfy(
            problem -> {
              assertThat(problem.location().source()).isEqualTo("hostile");
              assertThat(problem.location().line()).isPositive();
              assertThat(problem.location().column()).isPositive();
              assertThat(problem.message()).matches("[ -~…]+").hasSizeLessThan(1000);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<CORSConfiguration/>",
        "<CORSConfiguration xmlns='http://s3.amazonaws.com/doc/2006-03-01/'></CORSConfiguration>",
        "<CORSConfiguration><ResponseVary>false</ResponseVary></CORSConfiguration>",
        "<Cors/>",
        "[]",
        "{\"CORSRules\":[]}",
        "{\"rules\":[]}",
        "{\"cors\":[]}",
      })
  void readsADocumentWithoutRules(String text) {
    CorsDocument read = read(text.getBytes(UTF_8));
    assertThat(read.problems()).isEmpty();
    assertThat(read.rules()).isEmpty();
    assertThat(read.kind()).isNotNull();
  }

  /** Every prefix, and every document with one byte changed: refused or read, never a crash. */
  @ParameterizedTest
  @ValueSource(strings = {"cos.xml", "azure.xml", "r2-api.json", "gcs.json"})
  void survivesEveryCutAndEveryChangedByte(String name) {
    byte[] whole = SampleDocumentsTest.bytes(name);
    BucketStore store = name.startsWith("azure") ? BucketStore.AZURE : BucketStore.COS;
    String end = new String(whole, UTF_8).stripTrailing();
    for (int i = 0; i < whole.length; i++) {
      boolean cut = i < end.length();
      assertThat(read(Arrays.copyOf(whole, i)).isRefused()).isEqualTo(cut);
      for (int b : new int[] {0, '<', whole[i] ^ 0x20}) {
        byte[] changed = whole.clone();
        changed[i] = (byte) b;
        CorsDocument read = read(changed);
        assertThat(read.isRefused() || read.kind() != null).isTrue();
        if (name.endsWith(".xml")) {
          assertThat(store.check(changed).map(StoreRefusal::status).orElse(200)).isIn(200, 400);
        }
      }
    }
  }

  private static String declared(String encoding) {
    return "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>" + XML;
  }

  private static CorsDocument read(byte[] content) {
    return CorsDocument.read(content, "hostile", "default");
  }

  private static List<String> codes(CorsDocument document) {
    return document.problems().stream().map(CorsProblem::code).toList();
  }

  /** A server that counts who comes, and hangs up. */
  private static final class Trap implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger hits = new AtomicInteger();

    Trap() throws IOException {
      Thread thread = new Thread(this::accept, "trap");
      thread.setDaemon(true);
      thread.start();
    }

    private void accept() {
      while (!socket.isClosed()) {
        try (Socket caller = socket.accept()) {
          hits.incrementAndGet();
          caller.setSoLinger(true, 0);
        } catch (IOException closed) {
          return;
        }
      }
    }

    String url() {
      return "http://127.0.0.1:" + socket.getLocalPort() + "/e";
    }

    int hits() {
      return hits.get();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
