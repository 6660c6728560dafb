package io.bucketcors.conformance.harness;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it came over the wire.
 *
 * @param status 0 where the connection was closed without an answer in HTTP/1
 * @param lines the header lines, in order
 * @param body without its chunk sizes, bytes as ISO 8859-1
 * @param whole whether all of the body came that was announced
 */
public record RawResponse(int status, List<String> lines, String body, boolean whole) {
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  /** An answer with a whole body. */
  public RawResponse(int status, List<String> lines, String body) {
    this(status, List.copyOf(lines), body, true);
  }

  /**
   * Reads one answer and not a byte more (RFC 9112, section 6.3), so that a connection which is
   * kept open, even one that was asked to be closed, holds nobody up.
   *
   * @param head whether HEAD was asked
   * @throws EOFException if the stream ends before the header section does
   */
  static RawResponse read(InputStream in, boolean head) throws IOException {
    String first = line(in);
    if (!first.startsWith("HTTP/")) {
      return new RawResponse(0, List.of(), first);
    }
    int status = Integer.parseInt(first.split(" ")[1]);
    List<String> lines = new ArrayList<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      lines.add(line);
    }
    RawResponse answer = new RawResponse(status, lines, "");
    boolean bare =
        head || status == SWITCHING_PROTOCOLS || status == NO_CONTENT || status == NOT_MODIFIED;
    return bare ? answer : answer.withBody(in);
  }

  private RawResponse withBody(InputStream in) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean ended = false;
    try {
      ended = copyBody(in, bytes);
    } catch (EOFException | SocketException closed) {
      // A server that refuses a request half read may reset the connection behind its answer.
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return new RawResponse(status, lines, bytes.toString(StandardCharsets.ISO_8859_1), ended);
  }

  private boolean copyBody(InputStream in, ByteArrayOutputStream bytes) throws IOException {
    if ("chunked".equalsIgnoreCase(header("Transfer-Encoding"))) {
      for (int size = size(in); size > 0; size = size(in)) {
        copy(in, size, bytes);
        line(in);
      }
      // Trailers, and the line that ends them.
      while (!line(in).isEmpty()) {}
      return true;
    }
    List<String> length = lines("Content-Length");
    if (length.isEmpty()) {
      in.transferTo(bytes);
    } else {
      copy(in, Integer.parseInt(length.get(0)), bytes);
    }
    return true;
  }

  private static int size(InputStream in) throws IOException {
    return Integer.parseInt(line(in).split(";")[0].strip(), 16);
  }

  private static void copy(InputStream in, int length, ByteArrayOutputStream to)
      throws IOException {
    byte[] bytes = in.readNBytes(length);
    to.writeBytes(bytes);
    if (bytes.length < length) {
      throw new EOFException("the body ended after " + bytes.length + " of " + length);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("closed after \"" + line + "\"");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private static String name(String line) {
    return line.substring(0, Math.max(0, line.indexOf(':')));
  }

  private static String value(String line) {
    return line.substring(line.indexOf(':') + 1).strip();
  }

  /** The values of all lines with that name, any case, in order; maybe none. */
  public List<String> lines(String name) {
    return lines.stream()
        .filter(line -> name(line).equalsIgnoreCase(name))
        .map(RawResponse::value)
        .toList();
  }

  /** All lines of a header joined, or null where there is none. */
  public @Nullable String header(String name) {
    List<String> values = lines(name);
    return values.isEmpty() ? null : String.join(", ", values);
  }

  /** The values by name, any case. */
  public Map<String, List<String>> headers() {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : lines) {
      headers.computeIfAbsent(name(line), name -> new ArrayList<>()).add(value(line));
    }
    return headers;
  }

  /** The field names that the answer varies by, over all lines, as they stand there. */
  public List<String> vary() {
    return lines("Vary").stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .map(String::strip)
        .toList();
  }

  /** Whether the connection is good for another request: neither closed nor read to its end. */
  public boolean keptAlive() {
    boolean framed = header("Content-Length") != null || header("Transfer-Encoding") != null;
    boolean bare = status == NO_CONTENT || status == NOT_MODIFIED;
    return (framed || bare) && !"close".equalsIgnoreCase(header("Connection"));
  }

  /** The names of policy headers that are there, in lower case, sorted. */
  public List<String> grants() {
    return lines.stream()
        .map(line -> name(line).toLowerCase(Locale.ROOT))
        .filter(name -> name.startsWith("access-control-"))
        .sorted()
        .toList();
  }
}
