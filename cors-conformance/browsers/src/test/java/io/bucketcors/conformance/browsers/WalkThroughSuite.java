package io.bucketcors.conformance.browsers;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.examples.bucket.BucketExample;
import io.bucketcors.examples.bucket.NotStartedException;
import io.bucketcors.examples.bucket.Options;
import jakarta.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of the example, clicked through as its reader would. */
abstract class WalkThroughSuite {
  final Stage stage;

  WalkThroughSuite(Stage stage) {
    this.stage = stage;
  }

  @Test
  void walksThroughTheFirstRule() throws NotStartedException {
    try (BucketExample example = BucketExample.start(Options.ephemeral())) {
      Browser browser = stage.browser();
      open(example);

      browser.click("#test");
      browser.await("document.getElementById('result').dataset.outcome");
      assertThat(outcome()).isEqualTo("refused NO_RULES");
      assertThat(text("#result")).contains("The browser kept the answer from the script");

      browser.click("#apply");
      browser.await("document.getElementById('rule-count').textContent === '1 rule'");

      browser.click("#test");
      browser.await("document.getElementById('result').dataset.outcome === 'allowed'");
      assertThat(outcome()).isEqualTo("allowed ALLOWED");
      assertThat(text("#result")).contains("200", "etag: \"", "content-length: 23");

      browser.click("[data-example=put]");
      browser.click("#send");
      browser.await("document.getElementById('result').dataset.outcome === 'refused'");
      assertThat(outcome()).isEqualTo("refused METHOD_NOT_ALLOWED");
      assertThat(example.folder().resolve("demo/hello.txt")).doesNotExist();

      removeAllRules();
    }
  }

  /**
   * Browsers keep what has no {@code Cache-Control} for about a tenth of its age (RFC 9111, 4.2.2).
   * None of that may stand between the click and the bucket.
   */
  @ParameterizedTest
  @Tag("thorough")
  @ValueSource(strings = {"PT2M", "P1D"})
  void walksThroughTwiceWhateverTheAgeOfTheObjects(Duration age, @TempDir Path data)
      throws Exception {
    try (BucketExample example = start(0, 0, data)) {
      makeOlder(data, age);
      walk(example);
      walk(example);
    }
  }

  @Test
  @Tag("thorough")
  void walksThroughAgainWithAFolderThatIsReused(@TempDir Path data) throws Exception {
    URI bucket;
    URI page;
    try (BucketExample example = start(0, 0, data)) {
      makeOlder(data, Duration.ofDays(1));
      bucket = example.bucket();
      page = example.page();
      walk(example);
    }
    // The same origins, so whatever the browser has kept is for them.
    try (BucketExample again = start(bucket.getPort(), page.getPort(), data)) {
      walk(again);
      walk(again);
    }
  }

  /** What somebody has at hand, pasted where documents are read. */
  @Test
  @Tag("thorough")
  void keepsTheRulesWhenSomethingElseIsPasted() throws NotStartedException {
    try (BucketExample example = BucketExample.start(Options.ephemeral())) {
      open(example);
      applyFirstRule();
      for (String pasted :
          List.of(
              "rules[0].allowed-origins = *\nrules[0].allowed-methods = GET",
              "bucketcors:\n  rules:\n    - allowed-origins: '*'",
              "[]",
              "# nothing")) {
        paste(pasted);
        assertThat(text("#import-problems")).contains("stay as they are", "line 1");
        assertThat(text("#rule-count")).isEqualTo("1 rule");
      }
      test("allowed ALLOWED");
      removeAllRules();
    }
  }

  @Test
  @Tag("thorough")
  void takesTheDocumentOfABucketThatIsPasted() throws NotStartedException {
    try (BucketExample example = BucketExample.start(Options.ephemeral())) {
      open(example);
      String origin = example.page().resolve("/").toString().replaceAll("/$", "");
      paste(
          """
          [{"AllowedOrigins": ["%s"], "AllowedMethods": ["GET", "HEAD"]}]"""
              .formatted(origin));
      assertThat(text("#import-problems")).contains("Read as S3 JSON");
      apply();
      test("allowed ALLOWED");
      paste(
          """
          <CORSConfiguration><CORSRule>
          <AllowedOrigin>https://other.example</AllowedOrigin><AllowedMethod>GET</AllowedMethod>
          </CORSRule></CORSConfiguration>""");
      assertThat(text("#import-problems")).contains("Read as S3 XML");
      test("allowed ALLOWED");
      apply();
      test("refused ORIGIN_NOT_ALLOWED");
      removeAllRules();
    }
  }

  @Test
  @Tag("thorough")
  void asksBeforeAllRulesAreRemovedAndCanBeAnsweredByKeyboard() throws NotStartedException {
    try (BucketExample example = BucketExample.start(Options.ephemeral())) {
      Browser browser = stage.browser();
      open(example);
      applyFirstRule();
      browser.evaluate("document.getElementById('clear').focus()");
      browser.pressFocusedButton();
      browser.await("document.getElementById('clear-dialog').open");
      assertThat(browser.evaluate("return document.activeElement.value")).isEqualTo("keep");
      browser.press(Browser.Key.ESCAPE);
      browser.await("!document.getElementById('clear-dialog').open");
      assertThat(browser.evaluate("return document.activeElement.id")).isEqualTo("clear");

      browser.pressFocusedButton();
      browser.await("document.getElementById('clear-dialog').open");
      browser.pressFocusedButton();
      browser.await("!document.getElementById('clear-dialog').open");
      test("allowed ALLOWED");

      browser.evaluate("document.getElementById('clear').focus()");
      browser.pressFocusedButton();
      browser.await("document.getElementById('clear-dialog').open");
      browser.press(Browser.Key.TAB);
      assertThat(browser.evaluate("return document.activeElement.id")).isEqualTo("clear-confirm");
      browser.pressFocusedButton();
      browser.await("document.getElementById('rule-count').textContent === 'none'");
      test("refused NO_RULES");
    }
  }

  /** What has an error and left no trace at the bucket comes from the browser, so it is named. */
  @Test
  @Tag("thorough")
  void namesTheCacheWhereNothingReachedTheBucket() throws NotStartedException {
    try (BucketExample example = BucketExample.start(Options.ephemeral())) {
      open(example);
      stage
          .browser()
          .evaluate(
              "const real = window.fetch; window.fetch = (url, init) => init.method === 'HEAD'"
                  + " ? Promise.reject(new TypeError('from the cache')) : real(url, init)");
      stage.browser().click("#test");
      stage.browser().await("document.querySelector('#result .verdict')");
      assertThat(text("#result .verdict b")).startsWith("It came from the browser’s cache");
      assertThat(text("#result")).contains("Nothing reached the bucket");
    }
  }

  private void applyFirstRule() {
    stage.browser().click("#apply");
    stage.browser().await("document.getElementById('rule-count').textContent === '1 rule'");
  }

  private void apply() {
    Browser browser = stage.browser();
    browser.evaluate("document.getElementById('problems').replaceChildren()");
    browser.click("#apply");
    browser.await("document.getElementById('problems').innerText.includes('In force.')");
  }

  private void paste(String text) {
    Browser browser = stage.browser();
    browser.evaluate(
        "document.getElementById('import-part').open = true;"
            + "document.getElementById('import-problems').replaceChildren();"
            + "document.getElementById('import-text').value = "
            + Json.createValue(text));
    browser.click("#import");
    browser.await("document.getElementById('import-problems').childElementCount > 0");
  }

  private static BucketExample start(int port, int pagePort, Path data) throws NotStartedException {
    return BucketExample.start(Options.ephemeral().withPorts(port, pagePort).withData(data));
  }

  private static void makeOlder(Path data, Duration age) throws IOException {
    Files.setLastModifiedTime(
        data.resolve("demo/test.txt"), FileTime.from(Instant.now().minus(age)));
  }

  private void walk(BucketExample example) {
    open(example);
    test("refused NO_RULES");
    applyFirstRule();
    test("allowed ALLOWED");
    removeAllRules();
    test("refused NO_RULES");
  }

  private void open(BucketExample example) {
    stage.browser().open(example.page().toString());
    stage.browser().await("document.getElementById('rule-count').textContent === 'none'");
    // What comes in later moves what is below it.
    stage.browser().await("document.getElementById('change').dataset.kind");
  }

  private void test(String expected) {
    send("#test", expected, "HEAD /demo/test.txt");
    stage.browser().click("[data-example=get]");
    send("#send", expected, "GET /demo/test.txt");
  }

  private void send(String button, String expected, String line) {
    Browser browser = stage.browser();
    browser.evaluate("document.getElementById('result').replaceChildren()");
    browser.click(button);
    browser.await("document.querySelector('#result .verdict')");
    assertThat(outcome()).as(text("#result")).isEqualTo(expected);
    assertThat(text("#result .exchange")).contains(line);
  }

  private void removeAllRules() {
    stage.browser().click("#clear");
    stage.browser().await("document.getElementById('clear-dialog').open");
    stage.browser().click("#clear-confirm");
    stage.browser().await("document.getElementById('rule-count').textContent === 'none'");
  }

  private String outcome() {
    return stage
        .browser()
        .evaluate(
            "const of = document.getElementById('result').dataset;"
                + "return of.outcome + ' ' + of.reason");
  }

  private String text(String selector) {
    return stage.browser().evaluate("return document.querySelector('" + selector + "').innerText");
  }
}
