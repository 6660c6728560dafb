package io.bucketcors.examples.bucket;

import io.bucketcors.CorsDialect;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param host the address to listen on
 * @param port the buckets' port; 0 takes any free one
 * @param pagePort the page's port; 0 takes any free one
 * @param data the folder of buckets, or null for one that lasts as long as the program
 * @param dialect whose way of answering the buckets follow
 * @param open whether anyone may write
 * @param accessKey who may write, or null for the pair of keys kept beside the data
 * @param secretKey what is signed with; null where there is no access key
 * @param help whether only help is asked for
 */
public record Options(
    String host,
    int port,
    int pagePort,
    @Nullable Path data,
    CorsDialect dialect,
    boolean open,
    @Nullable String accessKey,
    @Nullable String secretKey,
    boolean help) {
  static final String HELP =
      """
      Serves buckets as S3 does on one origin, and on another a page that explains their CORS rules.

        --port N        the buckets' port (default 8080; 0 = any free one)
        --page-port N   the page's port (default: the buckets' + 1)
        --data DIR      the folder of buckets (default: a new one, removed at the end)
        --dialect NAME  whose answers: s3 (default), cos or standard
        --open          anyone may write; otherwise objects are for all to read, and everything
                        else takes a signature
        --access-key ID, --secret-key KEY
                        who may write (default: a new pair, printed once and kept in the folder;
                        or BUCKET_ACCESS_KEY and BUCKET_SECRET_KEY in the environment)
        --host ADDRESS  the address to listen on (default 127.0.0.1: this machine only)
        --help          this text

      The rules of the first bucket may come from MicroProfile Config, for example
        -Dbucketcors.rules[0].allowed-origins=http://localhost:8081
        -Dbucketcors.rules[0].allowed-methods=GET,HEAD
      Without any, it starts as a fresh one does: with no rules.""";

  private static final int DEFAULT_PORT = 8080;

  private static final Set<String> WITH_VALUE =
      Set.of(
          "--port", "--page-port", "--data", "--dialect", "--access-key", "--secret-key", "--host");

  /** A command line that makes no sense; the message is one line that says how to mend it. */
  static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    Invalid(String message) {
      super(message);
    }
  }

  /** Any free ports on loopback, a folder of its own, and all else as it is without options. */
  public static Options ephemeral() {
    return new Options("127.0.0.1", 0, 0, null, CorsDialect.S3, false, null, null, false);
  }

  /** The same with a folder. */
  public Options withData(Path folder) {
    return new Options(host, port, pagePort, folder, dialect, open, accessKey, secretKey, help);
  }

  /** The same with ports. */
  public Options withPorts(int bucket, int page) {
    return new Options(host, bucket, page, data, dialect, open, accessKey, secretKey, help);
  }

  /** The same with another way of answering. */
  public Options withDialect(CorsDialect other) {
    return new Options(host, port, pagePort, data, other, open, accessKey, secretKey, help);
  }

  /** The same, and anyone may write. */
  public Options opened() {
    return new Options(host, port, pagePort, data, dialect, true, accessKey, secretKey, help);
  }

  /** The same with keys. */
  public Options withKeys(@Nullable String access, @Nullable String secret) {
    return new Options(host, port, pagePort, data, dialect, open, access, secret, help);
  }

  static Options parse(String... args) throws Invalid {
    return parse(System.getenv(), args);
  }

  static Options parse(Map<String, String> environment, String... args) throws Invalid {
    Options read =
        ephemeral()
            .withPorts(DEFAULT_PORT, -1)
            .withKeys(environment.get("BUCKET_ACCESS_KEY"), environment.get("BUCKET_SECRET_KEY"));
    for (int i = 0; i < args.length; i++) {
      int equals = args[i].indexOf('=');
      String name = equals < 0 ? args[i] : args[i].substring(0, equals);
      switch (name) {
        case "--help", "-h" -> {
          return new Options(read.host, 0, 0, null, read.dialect, false, null, null, true);
        }
        case "--open" -> {
          if (equals >= 0) {
            throw new Invalid("--open takes no value; see --help");
          }
          read = read.opened();
        }
        default -> {
          if (!WITH_VALUE.contains(name)) {
            throw new Invalid("unknown option " + quoted(name) + "; see --help");
          }
          if (equals < 0 && i + 1 == args.length) {
            throw new Invalid(name + " needs a value; see --help");
          }
          read = read.with(name, equals < 0 ? args[++i] : args[i].substring(equals + 1));
        }
      }
    }
    return read.checked();
  }

  private Options with(String name, String value) throws Invalid {
    return switch (name) {
      case "--port" -> withPorts(port(name, value), pagePort);
      case "--page-port" -> withPorts(port, port(name, value));
      case "--data" -> withData(folder(value));
      case "--dialect" -> withDialect(dialect(value));
      case "--access-key" -> withKeys(value, secretKey);
      case "--secret-key" -> withKeys(accessKey, value);
      default ->
          new Options(
              address(value), port, pagePort, data, dialect, open, accessKey, secretKey, help);
    };
  }

  private Options checked() throws Invalid {
    int page = pagePort >= 0 ? pagePort : port == 0 ? 0 : port + 1;
    if (page > 65535) {
      throw new Invalid("--page-port is needed beside --port 65535");
    }
    if (port != 0 && port == page) {
      throw new Invalid("--port and --page-port are the same: the page needs an origin of its own");
    }
    if ((accessKey == null) != (secretKey == null)) {
      throw new Invalid("--access-key and --secret-key go together");
    }
    if (accessKey != null && !accessKey.matches("[A-Za-z0-9_-]{3,128}")) {
      throw new Invalid(
          "--access-key " + quoted(accessKey) + " is none; write 3 to 128 letters and digits");
    }
    if (secretKey != null && secretKey.length() < 8) {
      throw new Invalid("--secret-key is too short; write at least 8 characters");
    }
    return withPorts(port, page);
  }

  private static CorsDialect dialect(String value) throws Invalid {
    for (CorsDialect dialect : CorsDialect.values()) {
      if (dialect.key().equals(value)) {
        return dialect;
      }
    }
    throw new Invalid("--dialect " + quoted(value) + " is none; write s3, cos or standard");
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

  /** Without the secret. */
  @Override
  public String toString() {
    return "Options[" + host + ":" + port + ", " + dialect + (open ? ", open" : "") + "]";
  }

  static String quoted(String text) {
    String shown = text.length() > 100 ? text.substring(0, 100) + "…" : text;
    return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
  }
}
