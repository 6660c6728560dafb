package io.bucketcors.cli;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The messages of Chromium (its {@code cors_error_string.cc}) and of Firefox (its {@code
 * security.properties}), in the order in which they are looked for.
 */
enum BrowserMessage {
  CHROMIUM_NO_ALLOW_ORIGIN(
      "No 'Access-Control-Allow-Origin' header is present on the requested resource",
      "the answer has no Access-Control-Allow-Origin, so the page may not read it.",
      "the rules: does one list this origin with this method and all of these headers? Then the"
          + " answer itself: an error page, a proxy, a login redirect or a CDN's cached copy that"
          + " never went through the rules.",
      "a refused origin, a refused method and a refused header all read the same here, as a"
          + " refusal has no CORS headers; so does a server without any CORS. The preflight's"
          + " answer in the network panel has the status: 403 is a refusal by rules, 404, 405 or"
          + " 401 means that OPTIONS never got to them."),
  CHROMIUM_WILDCARD(
      "must not be the wildcard '\\*' when the request's credentials mode is 'include'",
      "the script sends credentials (credentials: 'include', or withCredentials), and the answer"
          + " allows any origin by '*', which with credentials counts for nothing.",
      "the rule that lists '*': give those who need credentials a rule of their own before it,"
          + " with their origins by name and allow-credentials. Or send no credentials.",
      null),
  CHROMIUM_SEVERAL(
      "'Access-Control-Allow-Origin' header contains multiple values",
      "the header is there twice, or holds a list; it may hold one origin.",
      "two layers that both add CORS headers, such as a filter in the app and a proxy before it:"
          + " leave it to one of them.",
      null),
  CHROMIUM_INVALID(
      "'Access-Control-Allow-Origin' header contains the invalid value",
      "the header's value is no origin: scheme, host and port, without a path or slash at its end.",
      "who writes that header: often a value from configuration with a path, a slash or no"
          + " scheme.",
      null),
  CHROMIUM_MISMATCH(
      "'Access-Control-Allow-Origin' header has a value '.*' that is not equal to the supplied"
          + " origin",
      "the answer allows one origin, and the page has another.",
      "a header that is fixed in a server's or proxy's configuration; or a cache that gives to one"
          + " origin what was meant for another, as the answer has no 'Vary: Origin'. Compare"
          + " scheme, host, port, 'www.' and http against https.",
      null),
  CHROMIUM_CREDENTIALS(
      "'Access-Control-Allow-Credentials' header in the response is '.*' which must be 'true'",
      "the script sends credentials, and the answer does not say Access-Control-Allow-Credentials:"
          + " true.",
      "the rule that decides: it needs allow-credentials. Look whether an earlier rule without it"
          + " lists the origin too: the first that matches decides.",
      null),
  CHROMIUM_STATUS(
      "It does not have HTTP ok status",
      "the preflight's answer allows the origin, but its status is not from 200 to 299.",
      "what answers OPTIONS: authentication that asks for a login (a preflight never has"
          + " credentials), a router without OPTIONS (405, 404). CORS must be decided before them.",
      null),
  CHROMIUM_PREFLIGHT_REDIRECT(
      "Redirect is not allowed for a preflight request",
      "the preflight was answered with a redirect, which browsers do not follow.",
      "http redirected to https, a slash added to or taken from the path, a login page: let the"
          + " script use the last address, and let OPTIONS through.",
      null),
  CHROMIUM_METHOD(
      "Method \\S+ is not allowed by Access-Control-Allow-Methods in preflight response",
      "the preflight's answer allows the origin, but does not list the method.",
      "the allowed-methods of the rule that decides. Methods are case-sensitive: 'patch' is sent as"
          + " it is written and is not PATCH. '*' does not count with credentials.",
      null),
  CHROMIUM_HEADER(
      "Request header field \\S+ is not allowed by Access-Control-Allow-Headers in preflight"
          + " response",
      "the preflight's answer allows the origin, but does not list this request header.",
      "the allowed-headers of the rule that decides; every header that the script sets must be"
          + " there. Authorization is not covered by '*', and '*' does not count with credentials.",
      "only the first such header is named; there may be more."),
  CHROMIUM_METHODS_UNREADABLE(
      "Cannot parse Access-Control-Allow-Methods response header field in preflight response",
      "the value of Access-Control-Allow-Methods is no list of methods.",
      "who writes that header: names separated by commas, no quotes, brackets or semicolons.",
      null),
  CHROMIUM_HEADERS_UNREADABLE(
      "Cannot parse Access-Control-Allow-Headers response header field in preflight response",
      "the value of Access-Control-Allow-Headers is no list of header names.",
      "who writes that header: names separated by commas, no quotes, brackets or semicolons.",
      null),
  CHROMIUM_REDIRECT_CREDENTIALS(
      "Redirect location '.*' contains a username and password",
      "the answer redirects to an address with user name and password in it, which is not allowed"
          + " across origins.",
      "who makes the Location header.",
      null),
  CHROMIUM_SCHEME(
      "Cross origin requests are only supported for protocol schemes",
      "the address is not one of http or https: often a file: page that asks for a file beside it.",
      "the address in the script; serve the page by a server. No CORS rules can allow it.",
      null),
  CHROMIUM_MODE(
      "Cross origin requests are not allowed by request mode",
      "the script asked with mode 'same-origin' for another origin.",
      "the script. The server has no part in it.",
      null),
  CHROMIUM_ADDRESS_SPACE(
      "is not a secure context and the resource is in more-private address space",
      "a page from the public network over plain http asks for something in a private network or on"
          + " this machine.",
      "the page: serve it over https. CORS rules have no part in it.",
      null),
  CHROMIUM_TARGET_SPACE(
      "Request had a target IP address space of '.*' yet the resource is in address space",
      "the script said in which network the address is (targetAddressSpace), and it is in another.",
      "the script, and what the host's name resolves to. CORS rules have no part in it.",
      null),
  CHROMIUM_RESPONSE(
      "The response is invalid\\.",
      "what came is no answer that a page may see.",
      "the network panel and the server's log.",
      null),
  FIREFOX_NO_ALLOW_ORIGIN(
      "CORS header 'Access-Control-Allow-Origin' missing",
      "the answer has no Access-Control-Allow-Origin, so the page may not read it.",
      "the status code at the end of the message: 403 is most likely a refusal by rules, 401, 404"
          + " or 405 that OPTIONS never got to them, 200 or 204 that nothing adds CORS headers"
          + " there. Then the rules: does one list this origin with this method and all of these"
          + " headers?",
      "a refused origin, a refused method and a refused header all read the same here, as a refusal"
          + " has no CORS headers; and the message does not tell the preflight from the request:"
          + " see the network panel."),
  FIREFOX_MISMATCH(
      "CORS header 'Access-Control-Allow-Origin' does not match",
      "the answer allows one origin, named in the message, and the page has another.",
      "a header that is fixed in a server's or proxy's configuration; or a cache that gives to one"
          + " origin what was meant for another, as the answer has no 'Vary: Origin'.",
      null),
  FIREFOX_SEVERAL(
      "Multiple CORS header 'Access-Control-Allow-Origin' not allowed",
      "the header is there twice.",
      "two layers that both add CORS headers, such as a filter in the app and a proxy before it:"
          + " leave it to one of them.",
      null),
  FIREFOX_WILDCARD(
      "Credential is not supported if the CORS header 'Access-Control-Allow-Origin' is '\\*'",
      "the script sends credentials, and the answer allows any origin by '*', which with"
          + " credentials counts for nothing.",
      "the rule that lists '*': give those who need credentials a rule of their own before it, with"
          + " their origins by name and allow-credentials. Or send no credentials.",
      null),
  FIREFOX_CREDENTIALS(
      "expected 'true' in CORS header 'Access-Control-Allow-Credentials'",
      "the script sends credentials, and the answer does not say Access-Control-Allow-Credentials:"
          + " true.",
      "the rule that decides: it needs allow-credentials. Look whether an earlier rule without it"
          + " lists the origin too: the first that matches decides.",
      null),
  FIREFOX_METHOD(
      "Did not find method in CORS header 'Access-Control-Allow-Methods'",
      "the preflight's answer allows the origin, but does not list the method.",
      "the allowed-methods of the rule that decides. Methods are case-sensitive: 'patch' is sent as"
          + " it is written and is not PATCH.",
      null),
  FIREFOX_HEADER(
      "header '.*' is not allowed according to header 'Access-Control-Allow-Headers' from CORS"
          + " preflight response",
      "the preflight's answer allows the origin, but does not list this request header.",
      "the allowed-headers of the rule that decides; every header that the script sets must be"
          + " there.",
      "only the first such header is named; there may be more."),
  FIREFOX_METHODS_UNREADABLE(
      "invalid token '.*' in CORS header 'Access-Control-Allow-Methods'",
      "the value of Access-Control-Allow-Methods is no list of methods.",
      "who writes that header: names separated by commas, no quotes, brackets or semicolons.",
      null),
  FIREFOX_HEADERS_UNREADABLE(
      "invalid token '.*' in CORS header 'Access-Control-Allow-Headers'",
      "the value of Access-Control-Allow-Headers is no list of header names.",
      "who writes that header: names separated by commas, no quotes, brackets or semicolons.",
      null),
  FIREFOX_PREFLIGHT_STATUS(
      "CORS preflight response did not succeed",
      "the preflight's answer allows the origin, but its status is not from 200 to 299.",
      "what answers OPTIONS: authentication that asks for a login (a preflight never has"
          + " credentials), a router without OPTIONS (405, 404). CORS must be decided before them.",
      null),
  FIREFOX_REDIRECT(
      "CORS request external redirect not allowed",
      "the answer is a redirect that may not be followed: that of a preflight, or to an address"
          + " with a user name.",
      "http redirected to https, a slash added to or taken from the path, a login page: let the"
          + " script use the last address.",
      null),
  FIREFOX_NO_ANSWER(
      "CORS request did not succeed",
      "there was no answer at all.",
      "the network: a wrong name or port, a server that is down, a certificate that is not trusted,"
          + " a blocker in the browser. Open the address in a tab of its own. It is not about rules.",
      null),
  FIREFOX_SCHEME(
      "CORS request not http",
      "the address is not one of http or https: often a file: page that asks for a file beside it.",
      "the address in the script; serve the page by a server. No CORS rules can allow it.",
      null),
  FIREFOX_ORIGIN(
      "CORS header 'Origin' cannot be added",
      "Firefox could not send the page's Origin.",
      "the browser's settings and extensions. The server has no part in it.",
      null),
  FIREFOX_DISABLED(
      "CORS disabled",
      "CORS is switched off in this Firefox (content.cors.disable), so no page reads another"
          + " origin.",
      "about:config. The server has no part in it.",
      null),
  FIREFOX_AUTHORIZATION(
      "When the 'Access-Control-Allow-Headers' is '\\*', the 'Authorization' header is not covered",
      "a warning: the answer allows '*' as request headers, which by the standard does not cover"
          + " Authorization; it works for now.",
      "the allowed-headers of the rule that decides: add authorization by name.",
      null);

  private final Pattern words;
  private final String meaning;
  private final String place;
  private final @Nullable String ambiguity;

  BrowserMessage(String words, String meaning, String place, @Nullable String ambiguity) {
    this.words = Pattern.compile(words);
    this.meaning = meaning;
    this.place = place;
    this.ambiguity = ambiguity;
  }

  boolean is(String message) {
    return words.matcher(message).find();
  }

  /** What the browser says, with … for what differs. */
  String words() {
    return words.pattern().replace("\\S+", "…").replace(".*", "…").replace("\\", "");
  }

  boolean isFirefox() {
    return name().startsWith("FIREFOX_");
  }

  String meaning() {
    return meaning;
  }

  /** Where to look. */
  String place() {
    return place;
  }

  /** What the message leaves open; null where it leaves nothing. */
  @Nullable String ambiguity() {
    return ambiguity;
  }
}
