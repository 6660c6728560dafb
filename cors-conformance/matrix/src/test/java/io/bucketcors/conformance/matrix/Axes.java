package io.bucketcors.conformance.matrix;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What cells are made of. */
final class Axes {
  private Axes() {}

  /** Where a page is. All names lead to this machine, in every browser. */
  enum Site {
    APP("app.localhost", false, false),
    SUB("sub.app.localhost", false, false),
    APEX("localhost", false, false),
    OTHER_PORT("app.localhost", true, false),
    UNDERSCORE("a_b.app.localhost", false, false),
    PUNYCODE("xn--bcher-kva.app.localhost", false, false),
    /** Another origin than the one without the dot; browsers keep it, and find the same machine. */
    TRAILING_DOT("app.localhost.", false, false),
    STRANGER("evilapp.localhost", false, false),
    OPAQUE("app.localhost", false, true);

    final String host;
    final boolean otherPort;

    /** Whether its requests come from a sandboxed frame, which has an origin of its own. */
    final boolean opaque;

    Site(String host, boolean otherPort, boolean opaque) {
      this.host = host;
      this.otherPort = otherPort;
      this.opaque = opaque;
    }
  }

  /** As a script gives it. */
  enum Method {
    GET("GET"),
    HEAD("HEAD"),
    POST("POST"),
    PUT("PUT"),
    DELETE("DELETE"),
    PATCH("PATCH"),
    LOWER_PATCH("patch"),
    CHICKEN("CHICKEN");

    final String name;

    Method(String name) {
      this.name = name;
    }
  }

  /** The headers that a script sets; those of the names need a preflight. */
  enum Headers {
    NONE(List.of(), ""),
    JSON(List.of("content-type"), "application/json"),
    AUTHORIZATION(List.of("authorization"), "Bearer x"),
    CUSTOM(List.of("x-custom"), "1"),
    TWENTY(IntStream.rangeClosed(1, 20).mapToObj(i -> "x-h-" + i).toList(), "1"),
    LONG_ACCEPT(List.of("accept"), "text/plain, application/" + "a".repeat(120));

    final List<String> names;
    final String value;

    Headers(List<String> names, String value) {
      this.names = names;
      this.value = value;
    }
  }

  enum Redirect {
    NONE,
    SAME_ORIGIN,
    CROSS_ORIGIN
  }

  /** What the app does. */
  enum App {
    OK(true),
    NO_CONTENT(true),
    NOT_MODIFIED(true),
    UNAUTHORIZED(true),
    NOT_FOUND(true),
    EXCEPTION(true),
    SEND_ERROR(false),
    RESET(false),
    ASYNC(false),
    /** Nobody completes what was started; the container's error dispatch answers. */
    ASYNC_TIMEOUT(false),
    OWN_HEADERS(true);

    /** Whether JAX-RS has it too. */
    final boolean jaxrs;

    App(boolean jaxrs) {
      this.jaxrs = jaxrs;
    }
  }

  enum Adapter {
    SERVLET("s"),
    JAXRS("j");

    final String path;

    Adapter(String path) {
      this.path = path;
    }
  }

  /**
   * What credentials, hosts and errors have to do with, for HTTPS. Without the dot at the end:
   * Chromium sends it as the name of the server, which RFC 6066, section 3, forbids, and the TLS of
   * the JDK ends the handshake.
   */
  static List<List<Object>> secure() {
    return Stream.<Object[]>of(
            new RuleSet[] {
              RuleSet.NO_RULES,
              RuleSet.EXACT,
              RuleSet.EXACT_CREDENTIALS,
              RuleSet.SUB_DOMAINS_AND_APEX,
              RuleSet.ANY_PORT_CREDENTIALS,
              RuleSet.ANYBODY,
              RuleSet.EXPOSES_LIST_CREDENTIALS,
              RuleSet.MAX_AGE_600_CREDENTIALS,
              RuleSet.NULL_AND_APP,
              RuleSet.UNDERSCORE,
              RuleSet.PUNYCODE
            },
            Stream.of(Site.values()).filter(site -> site != Site.TRAILING_DOT).toArray(),
            new Method[] {Method.GET, Method.HEAD, Method.POST, Method.PUT},
            new Headers[] {Headers.NONE, Headers.JSON, Headers.AUTHORIZATION},
            new Boolean[] {false, true},
            Redirect.values(),
            new App[] {App.OK, App.NOT_MODIFIED, App.EXCEPTION, App.SEND_ERROR, App.ASYNC_TIMEOUT},
            Adapter.values())
        .map(List::of)
        .toList();
  }

  /** All values of all axes, in the order of {@link Cell#of}. */
  static List<List<Object>> all() {
    return Stream.<Object[]>of(
            RuleSet.values(),
            Site.values(),
            Method.values(),
            Headers.values(),
            new Boolean[] {false, true},
            Redirect.values(),
            App.values(),
            Adapter.values())
        .map(List::of)
        .toList();
  }
}
