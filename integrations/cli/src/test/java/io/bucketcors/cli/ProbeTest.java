package io.bucketcors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.bucketcors.cli.WrongServer.Answers;
import java.net.ServerSocket;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each wrong server is named rightly and by nothing else, and right ones are left in peace. */
class ProbeTest {
  private static List<String> found(Answers answers, String... options) {
    try (WrongServer server = new WrongServer(answers)) {
      return server.probe(options);
    }
  }

  private static List<String> foundFor(Answers answers) {
    return found(answers, "--origin", WrongServer.LISTED);
  }

  @Test
  void aRightServerHasNoFault() {
    try (WrongServer server = new WrongServer(new Answers())) {
      Run run = Run.of("probe", server.url(), "--origin", WrongServer.LISTED, "--method", "PUT");
      assertThat(run.out()).isEqualToNormalizingNewlines("no fault found\n");
      assertThat(run.status()).isZero();
      assertThat(server.asked).isSubsetOf("GET", "HEAD", "OPTIONS").contains("GET", "OPTIONS");
    }
  }

  /** A standing false alarm of checkers: what is public may be read by all. */
  @Test
  void aStarForAllIsNoFault() {
    Answers open =
        new Answers() {
          @Override
          boolean allows(String origin) {
            return true;
          }

          @Override
          boolean allowsWithoutOrigin() {
            return true;
          }

          @Override
          String allowOrigin(String origin) {
            return "*";
          }

          @Override
          boolean varies(HttpExchange exchange) {
            return false;
          }
        };
    assertThat(foundFor(open)).isEmpty();
    assertThat(found(open)).isEmpty();
  }

  @Test
  void aServerThatKnowsNothingOfCorsIsToldSo() {
    Answers nothing = WrongServer.letting(origin -> "nobody");
    assertThat(foundFor(nothing)).containsExactly("no-cors");
    assertThat(found(nothing)).containsExactly("no-cors");
  }

  @ParameterizedTest
  @CsvSource({"true, reflects-with-credentials", "false, reflects-any-origin"})
  void reflectsWhateverComes(boolean credentials, String code) {
    Answers reflecting =
        new Answers() {
          @Override
          boolean allows(String origin) {
            return true;
          }

          @Override
          @Nullable String credentials() {
            return credentials ? "true" : null;
          }
        };
    assertThat(foundFor(reflecting)).containsExactly(code);
    assertThat(found(reflecting)).containsExactly(code);
  }

  @Test
  void comparesEndsOrStartsOrExpressions() {
    assertThat(
            foundFor(
                new Answers() {
                  @Override
                  boolean allows(String origin) {
                    return origin.endsWith("app.example");
                  }
                }))
        .containsExactly("suffix-match", "subdomain-allowed", "http-for-https");
    assertThat(
            foundFor(
                new Answers() {
                  @Override
                  boolean allows(String origin) {
                    return origin.startsWith(WrongServer.LISTED);
                  }
                }))
        .containsExactly("prefix-match", "other-port-allowed");
    assertThat(
            foundFor(
                new Answers() {
                  @Override
                  boolean allows(String origin) {
                    return origin.matches("https://www.app.example");
                  }
                }))
        .containsExactly("dot-matches-any");
  }

  @Test
  void takesPlainHttpForHttps() {
    assertThat(foundFor(WrongServer.letting(origin -> origin.replace("http://", "https://"))))
        .containsExactly("http-for-https");
  }

  @ParameterizedTest
  @CsvSource({"true, null-with-credentials", "false, null-allowed"})
  void allowsNull(boolean credentials, String code) {
    Answers answers =
        new Answers() {
          @Override
          boolean allows(String origin) {
            return origin.equals("null") || super.allows(origin);
          }

          @Override
          @Nullable String credentials() {
            return credentials ? "true" : null;
          }
        };
    assertThat(foundFor(answers)).containsExactly(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"granted", "denied", "no Origin", "304", "404"})
  void leavesVaryOut(String where) {
    Answers answers =
        new Answers() {
          @Override
          boolean varies(HttpExchange exchange) {
            String origin = exchange.getRequestHeaders().getFirst("Origin");
            int status =
                WrongServer.status(
                    exchange, exchange.getRequestURI().getPath().equals("/data.json"));
            String here =
                status != 200
                    ? String.valueOf(status)
                    : origin == null ? "no Origin" : allows(origin) ? "granted" : "denied";
            return !here.equals(where);
          }
        };
    assertThat(foundFor(answers)).containsExactly("vary-missing");
  }

  @Test
  void aRefusalThatACacheMayKeepNeedsVaryToo() {
    Answers dated =
        new Answers() {
          @Override
          boolean varies(HttpExchange exchange) {
            return allows(String.valueOf(exchange.getRequestHeaders().getFirst("Origin")));
          }

          @Override
          void change(Headers headers, HttpExchange exchange) {
            headers.set("Cache-Control", "max-age=60");
          }
        };
    assertThat(foundFor(dated)).containsExactly("vary-missing");
  }

  @Test
  void whatIsNotStoredNeedsNoVary() {
    Answers answers =
        new Answers() {
          @Override
          boolean varies(HttpExchange exchange) {
            return false;
          }

          @Override
          void change(Headers headers, HttpExchange exchange) {
            headers.set("Cache-Control", "private, no-store");
          }
        };
    assertThat(foundFor(answers)).isEmpty();
  }

  @Test
  void sendsAStarWithCredentials() {
    Answers answers =
        new Answers() {
          @Override
          boolean allows(String origin) {
            return true;
          }

          @Override
          boolean allowsWithoutOrigin() {
            return true;
          }

          @Override
          String allowOrigin(String origin) {
            return "*";
          }

          @Override
          String credentials() {
            return "true";
          }
        };
    assertThat(foundFor(answers)).containsExactly("any-with-credentials");
  }

  @ParameterizedTest
  @CsvSource({
    "401, preflight-needs-login",
    "302, preflight-redirected",
    "403, preflight-refused",
    "500, preflight-refused"
  })
  void answersAPreflightWithAnotherStatus(int status, String code) {
    Answers answers =
        new Answers() {
          @Override
          int preflightStatus() {
            return status;
          }
        };
    assertThat(foundFor(answers)).containsExactly(code);
  }

  @Test
  void lacksWhatAPreflightAsksFor() {
    Answers answers =
        new Answers() {
          @Override
          String headers(String asked) {
            return "x-a";
          }
        };
    String[] origin = {"--origin", WrongServer.LISTED};
    assertThat(found(answers, origin)).isEmpty();
    assertThat(found(answers, "--origin", WrongServer.LISTED, "--headers", "X-A")).isEmpty();
    assertThat(found(answers, "--origin", WrongServer.LISTED, "--headers", "x-a,x-b"))
        .containsExactly("preflight-refused");
    assertThat(found(answers, "--origin", WrongServer.LISTED, "--method", "DELETE"))
        .containsExactly("preflight-refused");
  }

  @Test
  void sendsHeadersTwice() {
    Answers answers =
        new Answers() {
          @Override
          void change(Headers headers, HttpExchange exchange) {
            if (headers.containsKey("Access-Control-Allow-Origin")
                && exchange.getRequestMethod().equals("OPTIONS")) {
              headers.add("Access-Control-Allow-Origin", WrongServer.LISTED);
            }
          }
        };
    assertThat(foundFor(answers)).containsExactly("doubled-header", "preflight-refused");
  }

  @ParameterizedTest
  @CsvSource({"True, true", "yes, true", "false, false"})
  void misspellsTheWordTrue(String credentials, boolean misspelt) {
    Answers answers =
        new Answers() {
          @Override
          String credentials() {
            return credentials;
          }
        };
    assertThat(foundFor(answers).contains("credentials-misspelt")).isEqualTo(misspelt);
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 412, 416})
  void losesTheGrantOnErrors(int status) {
    Answers answers =
        new Answers() {
          @Override
          boolean grants(int error) {
            return error != status;
          }
        };
    assertThat(foundFor(answers)).containsExactly("grant-lost-on-error");
  }

  @Test
  void listsAStarAmongHeaders() {
    Answers plain =
        new Answers() {
          @Override
          String headers(String asked) {
            return "*";
          }
        };
    assertThat(foundFor(plain)).containsExactly("wildcard-leaves-authorization");
    Answers withCredentials =
        new Answers() {
          @Override
          String headers(String asked) {
            return "*";
          }

          @Override
          String credentials() {
            return "true";
          }
        };
    assertThat(foundFor(withCredentials)).containsExactly("wildcard-with-credentials");
  }

  @Test
  void asksForLongerThanBrowsersKeep() {
    Answers answers =
        new Answers() {
          @Override
          String maxAge() {
            return "86400";
          }
        };
    assertThat(foundFor(answers)).containsExactly("max-age-capped");
  }

  @Test
  void differsFromTheRules() {
    // rules.xml lets https://app.example in, which this server does not know.
    assertThat(found(new Answers(), "--rules", "rules.xml")).contains("drift");
  }

  @Test
  void tellsAFaultWithRulesThatWouldBeRight() {
    try (WrongServer server =
        new WrongServer(WrongServer.letting(origin -> origin.replace("http://", "https://")))) {
      Run run = Run.of("probe", server.url() + "?token=verysecret", "--origin", WrongServer.LISTED);
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.out())
          .contains(
              "fault: http-for-https: ",
              "?token=***",
              "Origin: http://www.app.example",
              "bucketcors.rules[0].allowed-origins = https://www.app.example",
              "<AllowedOrigin>https://www.app.example</AllowedOrigin>")
          .doesNotContain("verysecret");
    }
  }

  @Test
  void saysFirstWhereItIsNoCors() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    Run run = Run.of("probe", "http://localhost:" + closed + "/");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).startsWith("not CORS: nothing listens there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://a.example/", "a.example", "http:///x", "http://a b/"})
  void refusesWhatIsNoUrl(String url) {
    Run run = Run.of("probe", url);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).startsWith("a URL is http:// or https://");
  }

  @Test
  void sendsNothingThatABrowserWouldNot() {
    try (WrongServer server = new WrongServer(new Answers())) {
      for (String[] bad :
          new String[][] {
            {"--origin", "https://a.example/"},
            {"--origin", "https://a.example\r\nX: y"},
            {"--method", "G ET"},
            {"--headers", "x a"}
          }) {
        Run run = Run.of("probe", server.url(), bad[0], bad[1]);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(" is no ");
      }
      assertThat(server.asked).isEmpty();
    }
  }
}
