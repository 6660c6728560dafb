package io.bucketcors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The messages are those of Chromium 156 and Firefox 153. */
class BrowserErrorTest {
  private static final String CHROMIUM =
      "Access to fetch at 'https://api.example/x' from origin 'https://app.example' has been"
          + " blocked by CORS policy: ";
  private static final String FIREFOX =
      "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource"
          + " at https://api.example/x. ";
  private static final String PREFLIGHT =
      "Response to preflight request doesn't pass access control check: ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          CHROMIUM_NO_ALLOW_ORIGIN      | No 'Access-Control-Allow-Origin' header is present on the requested resource.
          CHROMIUM_NO_ALLOW_ORIGIN      | No 'Access-Control-Allow-Origin' header is present on the requested resource. If an opaque response serves your needs, set the request's mode to 'no-cors' to fetch the resource with CORS disabled.
          CHROMIUM_WILDCARD             | The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'. The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute.
          CHROMIUM_SEVERAL              | The 'Access-Control-Allow-Origin' header contains multiple values 'https://app.example, https://app.example', but only one is allowed.
          CHROMIUM_INVALID              | The 'Access-Control-Allow-Origin' header contains the invalid value 'app.example'.
          CHROMIUM_MISMATCH             | The 'Access-Control-Allow-Origin' header has a value 'https://other.example' that is not equal to the supplied origin.
          CHROMIUM_CREDENTIALS          | The value of the 'Access-Control-Allow-Credentials' header in the response is '' which must be 'true' when the request's credentials mode is 'include'.
          CHROMIUM_STATUS               | Response to preflight request doesn't pass access control check: It does not have HTTP ok status.
          CHROMIUM_PREFLIGHT_REDIRECT   | Response to preflight request doesn't pass access control check: Redirect is not allowed for a preflight request.
          CHROMIUM_METHOD               | Method PATCH is not allowed by Access-Control-Allow-Methods in preflight response.
          CHROMIUM_HEADER               | Request header field x-part is not allowed by Access-Control-Allow-Headers in preflight response.
          CHROMIUM_METHODS_UNREADABLE   | Cannot parse Access-Control-Allow-Methods response header field in preflight response.
          CHROMIUM_HEADERS_UNREADABLE   | Cannot parse Access-Control-Allow-Headers response header field in preflight response.
          CHROMIUM_REDIRECT_CREDENTIALS | Redirect location 'https://u:p@a.example/' contains a username and password, which is disallowed for cross-origin requests.
          CHROMIUM_SCHEME               | Cross origin requests are only supported for protocol schemes: chrome, chrome-untrusted, data, http, https.
          CHROMIUM_MODE                 | Cross origin requests are not allowed by request mode.
          CHROMIUM_ADDRESS_SPACE        | The request client is not a secure context and the resource is in more-private address space `local`.
          CHROMIUM_TARGET_SPACE         | Request had a target IP address space of `local` yet the resource is in address space `public`.
          CHROMIUM_RESPONSE             | The response is invalid.
          """)
  void chromiumsMessagesAreKnown(BrowserMessage expected, String why) throws UnusableException {
    assertThat(BrowserError.explain(CHROMIUM + why))
        .startsWith("Chromium")
        .contains("  meaning: " + expected.meaning(), "  look at: " + expected.place());
    assertThat(BrowserError.explain(why)).contains("  meaning: " + expected.meaning());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          FIREFOX_NO_ALLOW_ORIGIN    | (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 403.
          FIREFOX_MISMATCH           | (Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘https://other.example’).
          FIREFOX_SEVERAL            | (Reason: Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed).
          FIREFOX_WILDCARD           | (Reason: Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’).
          FIREFOX_CREDENTIALS        | (Reason: expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’).
          FIREFOX_METHOD             | (Reason: Did not find method in CORS header ‘Access-Control-Allow-Methods’).
          FIREFOX_HEADER             | (Reason: header ‘x-part’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response).
          FIREFOX_METHODS_UNREADABLE | (Reason: invalid token ‘P T’ in CORS header ‘Access-Control-Allow-Methods’).
          FIREFOX_HEADERS_UNREADABLE | (Reason: invalid token ‘x y’ in CORS header ‘Access-Control-Allow-Headers’).
          FIREFOX_PREFLIGHT_STATUS   | (Reason: CORS preflight response did not succeed). Status code: 405.
          FIREFOX_REDIRECT           | (Reason: CORS request external redirect not allowed).
          FIREFOX_NO_ANSWER          | (Reason: CORS request did not succeed). Status code: (null).
          FIREFOX_SCHEME             | (Reason: CORS request not http).
          FIREFOX_ORIGIN             | (Reason: CORS header ‘Origin’ cannot be added).
          FIREFOX_DISABLED           | (Reason: CORS disabled).
          FIREFOX_AUTHORIZATION      | (Reason: When the `Access-Control-Allow-Headers` is `*`, the `Authorization` header is not covered. To include the `Authorization` header, it must be explicitly listed in CORS header `Access-Control-Allow-Headers`).
          """)
  void firefoxsMessagesAreKnown(BrowserMessage expected, String why) throws UnusableException {
    assertThat(BrowserError.explain(FIREFOX + why))
        .startsWith("Firefox")
        .contains("  meaning: " + expected.meaning(), "  look at: " + expected.place());
    assertThat(BrowserError.explain(why)).contains("  meaning: " + expected.meaning());
  }

  @Test
  void theAmbiguityOfAMissingHeaderIsTold() throws UnusableException {
    for (String message :
        List.of(
            CHROMIUM
                + PREFLIGHT
                + "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
            FIREFOX + "(Reason: CORS header ‘Access-Control-Allow-Origin’ missing).")) {
      assertThat(BrowserError.explain(message))
          .contains(
              "cannot tell: a refused origin, a refused method and a refused header all read");
    }
  }

  @Test
  void aPreflightIsToldFromTheRequest() throws UnusableException {
    String why = "No 'Access-Control-Allow-Origin' header is present on the requested resource.";

    assertThat(BrowserError.explain(CHROMIUM + PREFLIGHT + why)).contains("of the preflight (");
    assertThat(BrowserError.explain(CHROMIUM + why)).doesNotContain("of the preflight (");
  }

  @Test
  void aRedirectIsTold() throws UnusableException {
    String message =
        "Access to XMLHttpRequest at 'https://b.example/' (redirected from 'https://a.example/')"
            + " from origin 'https://app.example' has been blocked by CORS policy: No"
            + " 'Access-Control-Allow-Origin' header is present on the requested resource.";

    assertThat(BrowserError.explain(message))
        .contains(
            "redirected: the answer is that of https://b.example/, to which https://a.example/");
  }

  @Test
  void theOriginIsTakenIntoTheNextCommandOnlyIfAShellCannotMindIt() throws UnusableException {
    String why = "The response is invalid.";
    String bad = CHROMIUM.replace("https://app.example", "https://a$(reboot)") + why;

    assertThat(BrowserError.explain(CHROMIUM + why)).contains("--origin https://app.example ");
    assertThat(BrowserError.explain(bad)).contains("--origin ORIGIN ").doesNotContain("reboot");
  }

  @Test
  void whatIsNoSuchMessageIsUnusable() {
    Run run = Run.of("explain", "--browser-error", "TypeError: Failed to fetch");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("copy it from the console");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void everyMessageHasAMeaningOfItsOwnInItsBrowser() {
    Set<String> seen = new HashSet<>();
    for (BrowserMessage message : BrowserMessage.values()) {
      boolean lists = message.name().endsWith("_UNREADABLE");
      assertThat(seen.add(message.isFirefox() + message.meaning()) || lists)
          .as(message.name())
          .isTrue();
    }
  }
}
