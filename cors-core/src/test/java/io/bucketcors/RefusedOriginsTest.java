package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.origin.OriginPattern;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people are told who write an origin that is none. */
class RefusedOriginsTest {
  private static final Pattern WRITTEN = Pattern.compile("[a-z][a-z0-9+.-]*://[^ ,]+");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.example | origin-no-scheme | write https://a.example",
        "*.a.example | origin-no-scheme | write https://*.a.example",
        "A.example | origin-no-scheme | write https://a.example",
        "https:/a.example | origin-no-scheme | write https://a.example",
        "//a.example | origin-no-scheme | write https://a.example",
        "://a.example | origin-no-scheme | write https://a.example",
        "NULL | origin-null-case | write null",
        "'' | origin-empty | remove the extra comma",
        "https://a.example/ | origin-trailing-slash | remove the trailing slash: https://a.example",
        "https://a.example/x | origin-path | write https://a.example",
        "https://a.example?x | origin-query | write https://a.example",
        "https://a.example#x | origin-fragment | write https://a.example",
        "https://a.example\\x | origin-backslash | write https://a.example",
        "https://u:p@a.example | origin-userinfo | write https://a.example",
        "https://a%2eexample | origin-percent | write https://a.example",
        "https://a .example | origin-white-space | write https://a.example",
        "https://a.example:443 | origin-default-port | write https://a.example",
        "http://a.example:80 | origin-default-port | write http://a.example",
        "https://a.example:0 | origin-port | write https://a.example",
        "https://a.example:65536 | origin-port | write https://a.example",
        "https://a.example:x | origin-port | write https://a.example",
        "https://a.example: | origin-port | write https://a.example",
        "HTTPS://a.example | origin-upper-case | write https://a.example",
        "https://A.example | origin-upper-case | write https://a.example",
        "https://A.example:8443 | origin-upper-case | write https://a.example:8443",
        "https://münchen.example | origin-not-ascii | write https://xn--mnchen-3ya.example",
        "https://*.münchen.example:8443 | origin-not-ascii | write https://*.xn--mnchen-3ya.example:8443",
        "file://a | origin-file | 'serve the page over http://localhost, or from a scheme of the app''s own'",
        "https:// | origin-no-host | 'list the origins you mean, such as https://app.example'",
        "https://:8443 | origin-no-host | 'write it whole, as in https://app.example'",
        "https://1.2.3 | origin-ipv4 | 'write it as location.origin shows it in the browser''s console'",
        "https://*.2.3.4 | origin-wildcard-address | 'list the addresses, or give them names'",
        "https://[::01] | origin-ipv6 | 'write it as location.origin shows it in the browser''s console'",
        "https://[::*] | origin-wildcard-address | 'list the addresses, or give them names'",
        "https://::1:8080 | origin-ipv6 | write [address]",
        "https://*.*.example | origin-several-wildcards | list the origins one by one",
        "htt*x://a.example | origin-scheme | 'write http*, http or https'",
        "1http://a.example | origin-scheme | write https://a.example",
        "https://a!b | origin-host | 'write it as location.origin shows it in the browser''s console'",
        "https://192.168.1.* | origin-wildcard-address | 'list the addresses, or give them names'",
        "http://192.168.*.*:8080 | origin-wildcard-address | 'list the addresses, or give them names'",
        "http://10* | origin-wildcard-address | 'list the addresses, or give them names'",
        "https://*.*.example.com | origin-several-wildcards | write https://*.example.com",
        "https://pr-*-*.example.com | origin-several-wildcards | write https://pr-*.example.com",
        "*://*.example.com | origin-several-wildcards | write https://*.example.com",
        "https://*.*.com | origin-several-wildcards | list the origins one by one",
        "*-extension://a | origin-scheme | write each scheme in full",
        "file: | origin-file | 'serve the page over http://localhost, or from a scheme of the app''s own'",
        "FILE:///x | origin-file | 'serve the page over http://localhost, or from a scheme of the app''s own'",
        "https | origin-no-host | 'list the origins you mean, such as https://app.example'",
        "HTTPS://A.example/ | origin-trailing-slash | 'remove the trailing slash'",
        "HTTPS://A.example | origin-upper-case | write https://a.example",
        "localhost:3000 | origin-no-scheme | write http://localhost:3000",
        "localhost/x | origin-no-scheme | write http://localhost",
        "a.example:8443 | origin-no-scheme | write https://a.example:8443",
        "capacitor:localhost | origin-no-scheme | write capacitor://localhost",
        "app:. | origin-no-scheme | write app://.",
        "moz-extension:/a-b | origin-no-scheme | write moz-extension://a-b",
        "blob:https://a.example | origin-scheme | write https://a.example",
        "about:blank | origin-scheme | write the origin of the page that makes it",
        "APP://MyApp | origin-upper-case | write app://MyApp",
        "capacitor://MyApp/ | origin-trailing-slash | 'remove the trailing slash: capacitor://MyApp'",
        "moz-extension://*/* | origin-path | write moz-extension://*",
        "app:// | origin-no-host | 'write it as location.origin shows it in the browser''s console'",
        "app://a:x | origin-port | write app://a",
        "app://a:1:2 | origin-port | write app://a:1",
        "app://a^b | origin-host | 'write it as location.origin shows it in the browser''s console'",
        "app://é | origin-not-ascii | write app://%C3%A9",
        "app://[::01] | origin-ipv6 | 'write it as location.origin shows it in the browser''s console'",
        "app://[*] | origin-wildcard-address | 'list the addresses, or give them names'",
        "https://https://a.example | origin-scheme-twice | write https://a.example",
        "http://app://MyApp | origin-scheme-twice | write app://MyApp",
        "https://a.example;https://b.example | origin-several-values | 'write each as a value of its own: https://a.example and https://b.example'",
        "https://a.example b.example | origin-several-values | 'write each as a value of its own: https://a.example and https://b.example'",
        "[https://a.example] | origin-quoted | write https://a.example",
        "'\"https://a.example\"' | origin-quoted | write https://a.example",
        "https://a.example\u00a0 | origin-white-space | write https://a.example",
        "https://a.\u200bexample | origin-white-space | write https://a.example",
        "https://*. | origin-host | 'write * alone, or the domain after it'",
        "https://a..b | origin-label | remove the extra dot",
        "https:/// | origin-no-host | 'list the origins you mean, such as https://app.example'",
        "WSS: | origin-no-host | 'list the origins you mean, such as wss://app.example'",
        "'\u00a0\u200b' | origin-empty | remove the extra comma",
        "blob:https://a.example/0c5d | origin-scheme | write https://a.example",
        "blob:null/0c5d | origin-scheme | write the origin of the page that makes it",
        "filesystem:https://a.example:81/x | origin-scheme | write https://a.example:81",
        "http//a.example | origin-no-scheme | write http://a.example",
        "https//a.example/x | origin-no-scheme | write https://a.example",
        "https:https://a.example | origin-scheme-twice | write https://a.example",
        "https://tauri://localhost | origin-scheme-twice | write tauri://localhost",
        "https://ahttps://bhttp://c | origin-several-values | 'write each as a value of its own: https://a and https://b and http://c'",
        "'a.example|b.example' | origin-several-values | 'write each as a value of its own: https://a.example and https://b.example'",
        "A.example;https://b.example:81 | origin-several-values | 'write each as a value of its own: https://a.example and https://b.example:81'",
        "https://a.example/;https://b.example | origin-several-values | write each as a value of its own",
        "https://www. a.example | origin-white-space | write https://www.a.example",
        "https://*. a.example | origin-white-space | write https://*.a.example",
        "'\ta.example' | origin-white-space | write https://a.example",
        "\u201ca.example\u201d | origin-quoted | write https://a.example",
        "(https://[::1]) | origin-quoted | 'write https://[::1]'",
        "https://[::1]; | origin-separator | 'write https://[::1]'",
        "a.example; | origin-separator | write https://a.example",
        "https://a.example/x;y=1 | origin-path | write https://a.example",
        "https://a.example/x,y | origin-path | write https://a.example",
        "https://a.example?x=1,2 | origin-query | write https://a.example",
        "https://a.example/x;localhost:3000 | origin-several-values | write each as a value of its own",
        "https://a.example/;* | origin-several-values | write each as a value of its own",
        "https;//a.example | origin-no-scheme | write https://a.example",
        "http.//a.example:81/ | origin-no-scheme | write http://a.example:81",
        "https://%61.example | origin-percent | write https://a.example",
        "https://a%zz.example | origin-percent | 'write it as location.origin shows it in the browser''s console'",
        "https://straße.example | origin-not-ascii | 'write it as location.origin shows it in the browser''s console'",
        "https://.a.example | origin-label | remove the extra dot",
        "app://a~b:x | origin-port | write app://a~b",
        "app://é~ | origin-not-ascii | write app://%C3%A9~",
        "https://A.example:* | origin-upper-case | write https://a.example:*",
        "*://192.168.1.* | origin-wildcard-address | 'list the addresses, or give them names'",
        "app://192.168.*.* | origin-several-wildcards | list the origins one by one",
        "a.example,,b.example | origin-several-values | 'write each as a value of its own: https://a.example and https://b.example'",
      })
  void areToldTheirMistakeAndWhatToWriteInstead(String origin, String code, String fix) {
    CorsProblem problem = problem(origin);
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.fix()).isEqualTo(fix);
    Matcher written = WRITTEN.matcher(fix);
    while (written.find()) {
      assertThat(OriginPattern.read(written.group())).as(fix).isInstanceOf(OriginPattern.class);
    }
  }

  @Test
  void areToldWhatIsTooLong() {
    assertThat(problem("https://" + "a".repeat(64)).code()).isEqualTo("origin-label");
    assertThat(problem("https://" + "a.".repeat(127)).code()).isEqualTo("origin-host");
    assertThat(problem("s".repeat(65) + "://a").code()).isEqualTo("origin-scheme");
  }

  @Test
  void areNotToldThatTheyAreTooLongWhereTheyAreNot() {
    String label = "a".repeat(63);
    String host = (label + ".").repeat(3) + "a".repeat(60) + "!";
    assertThat(host).hasSize(253);
    assertThat(problem("https://" + label + ".b!").part()).isEqualTo("!");
    assertThat(problem("https://" + host).part()).isEqualTo("!");
    assertThat(problem("1" + "s".repeat(63) + "://a").fix()).isEqualTo("write https://a");
    assertThat(problem("1" + "s".repeat(64) + "://a").fix())
        .isEqualTo("write it as location.origin shows it in the browser's console");
  }

  @Test
  void areToldOnWhichSideTheBlankStands() {
    assertThat(problem(" https://a.example").explanation()).isEqualTo("a blank stands before it");
    assertThat(problem("https://a.example\t").explanation()).isEqualTo("a tab stands after it");
    assertThat(problem("https://a.\texample").explanation()).isEqualTo("a tab stands within it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "\"\"", "((", "[", "()"})
  void mayBeNothingButQuotesAndBrackets(String origin) {
    assertThat(problem(origin).code()).isEqualTo("origin-no-scheme");
    assertThat(problem(origin).fix()).isEqualTo("write it whole, as in https://app.example");
  }

  private static CorsProblem problem(String origin) {
    CorsRule rule = CorsRule.allow(origin).methods("GET", "HEAD").build();
    List<CorsProblem> problems = CorsPolicy.builder().rule(rule).check();
    assertThat(problems).singleElement().isInstanceOf(CorsProblem.Refusal.class);
    return problems.get(0);
  }
}
