package io.bucketcors.examples.bucket;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param host the address to listen on
 * @param port the bucket's port; 0 takes any free one
 * @param pagePort the page's port; 0 takes any free one
 * @param data the folder of objects, or null for one that lasts as long as the program
 * @param help whether only help is asked for
 */
public record Options(String host, int port, int pagePort, @Nullable Path data, boolean help) {
  static final String HELP =
      """
      Serves a folder of objects on one origin, and on another a page that tries CORS on it.

        --port N        the bucket's port (default 8080; 0 = any free one)
        --page-port N   the page's port (default: the bucket's + 1)
        --data DIR      the folder of objects (default: a new one, removed at the end)
        --host ADDRESS  the address to listen on (default 127.0.0.1: this machine only)
        --help          this text

      Rules come from MicroProfile Config, for example
        -Dbucketcors.rules[0].allowed-origins=http://localhost:8081
        -Dbucketcors.rules[0].allowed-methods=GET,HEAD
      Without any, the bucket starts as a fresh one does: with no rules.""";

  private static final int DEFAULT_PORT = 8080;

  /** A command line that makes no sense; the message is one line that says how to mend it. */
  static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    Invalid(String message) {
      super(message);
    }
  }

  /** Any free ports on loopback, and a folder of its own. */
  public static Options ephemeral() {
    return new Options("127.0.0.1", 0, 0, null, false);
  }

  static Options parse(String... args) throws Invalid {
    String host = "127.0.0.1";
    int port = DEFAULT_PORT;
    int pagePort = -1;
    Path data = null;
    for (int i = 0; i < args.length; i++) {
      String arg = args[i];
      int equals = arg.indexOf('=');
      String name = equals < 0 ? arg : arg.substring(0, equals);
      if (name.equals("--help") || name.equals("-h")) {
        return new Options(host, port, 0, null, true);
      }
      switch (name) {
        case "--port", "--page-port", "--data", "--host" -> {}
        default -> throw new Invalid("unknown option " + quoted(name) + "; see --help");
      }
      String value;
      if (equals >= 0) {
        value = arg.substring(equals + 1);
      } else if (i + 1 < args.length) {
        value = args[++i];
      } else {
        throw new Invalid(name + " needs a value; see --help");
      }
      switch (name) {
        case "--port" -> port = port(name, value);
        case "--page-port" -> pagePort = port(name, value);
        case "--data" -> data = folder(value);
        default -> host = address(value);
      }
    }
    if (pagePort < 0) {
      pagePort = port == 0 ? 0 : port + 1;
    }
    if (pagePort > 65535) {
      throw new Invalid("--page-port is needed beside --port 65535");
    }
    if (port != 0 && port == pagePort) {
      throw new Invalid("--port and --page-port are the same: the page needs an origin of its own");
    }
    return new Options(host, port, pagePort, data, false);
  }

  private static int port(String name, String value) throws Invalid {
    if (value.matches("[0-9]{1,5}")) {
      int port = Integer.parseInt(value);
      if (port <= 65535) {
        return port;
      }
    }
    throw new Invalid(name + " " + quoted(value) + " is no port; write a number from 0 to 65535");
  }

  private static Path folder(String value) throws Invalid {
    try {
      if (!value.isBlank()) {
        return Path.of(value);
      }
    } catch (InvalidPathException noPath) {
      // As an empty one.
    }
    throw new Invalid("--data " + quoted(value) + " is no folder");
  }

  private static String address(String value) throws Invalid {
    if (value.isBlank()) {
      throw new Invalid("--host is empty; write an address such as 127.0.0.1");
    }
    return value;
  }

  static String quoted(String text) {
    String shown = text.length() > 100 ? text.substring(0, 100) + "…" : text;
    return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
  }
}
