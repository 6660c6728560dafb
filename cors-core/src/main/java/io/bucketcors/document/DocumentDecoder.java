package io.bucketcors.document;

import io.bucketcors.CorsProblemType;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the bytes of a document into text. What does not decode is refused, never replaced. */
final class DocumentDecoder {
  private static final Pattern DECLARED =
      Pattern.compile("^<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([^\"'>]*)[\"']");

  /** An XML declaration is looked for in so many bytes. */
  private static final int HEAD = 256;

  private final byte[] bytes;
  private final String name;
  private final String bucket;

  DocumentDecoder(byte[] bytes, String name, String bucket) {
    this.bytes = bytes;
    this.name = name;
    this.bucket = bucket;
  }

  DocumentText decode() throws DocumentException {
    if (bytes.length > CorsDocument.MAX_BYTES) {
      throw nowhere()
          .refuse(
              CorsProblemType.DOCUMENT_TOO_LARGE,
              0,
              "",
              "a rules document has at most " + CorsDocument.MAX_BYTES + " bytes",
              "look whether this is the right file");
    }
    String packed = Packed.name(bytes);
    if (packed != null) {
      throw nowhere()
          .refuse(
              CorsProblemType.DOCUMENT_PACKED,
              0,
              "",
              "this is a file of " + packed,
              "unpack it, or save the document as text");
    }
    DocumentText text = decode(encoding());
    int nul = text.text().indexOf('\0');
    if (nul >= 0) {
      throw text.refuse(
          CorsProblemType.DOCUMENT_NUL,
          nul,
          "",
          "a NUL character stands in it",
          "save it as UTF-8");
    }
    return text;
  }

  /** By its mark, by its first two bytes, or as XML declares it; JSON is UTF-8 (RFC 8259 8.1). */
  private Encoding encoding() throws DocumentException {
    if (startsWith(0xEF, 0xBB, 0xBF)) {
      return agreed(new Encoding(StandardCharsets.UTF_8, 3), "utf-8");
    }
    if (startsWith(0xFE, 0xFF)) {
      return agreed(new Encoding(StandardCharsets.UTF_16BE, 2), "utf-16");
    }
    if (startsWith(0xFF, 0xFE)) {
      return agreed(new Encoding(StandardCharsets.UTF_16LE, 2), "utf-16");
    }
    boolean wide = bytes.length > 1 && (bytes[0] == 0) != (bytes[1] == 0);
    if (wide) {
      Charset charset = bytes[0] == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
      return agreed(new Encoding(charset, 0), "utf-16");
    }
    String declared = declared(new Encoding(StandardCharsets.ISO_8859_1, 0));
    return switch (declared) {
      case "", "utf-8", "utf8" -> new Encoding(StandardCharsets.UTF_8, 0);
      case "us-ascii", "ascii" -> new Encoding(StandardCharsets.US_ASCII, 0);
      case "iso-8859-1" -> new Encoding(StandardCharsets.ISO_8859_1, 0);
      default -> throw wrong(declared);
    };
  }

  private Encoding agreed(Encoding found, String family) throws DocumentException {
    String declared = declared(found);
    if (!declared.isEmpty() && !declared.startsWith(family)) {
      throw wrong(declared);
    }
    return found;
  }

  private String declared(Encoding encoding) {
    byte[] head = Arrays.copyOfRange(bytes, encoding.mark, Math.min(bytes.length, HEAD));
    Matcher matcher = DECLARED.matcher(new String(head, encoding.charset));
    return matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
  }

  private DocumentException wrong(String declared) {
    return nowhere()
        .refuse(
            CorsProblemType.DOCUMENT_ENCODING,
            0,
            declared,
            "this encoding is declared, but it is not the one found, or cannot be read here",
            "save it as UTF-8");
  }

  private DocumentText decode(Encoding encoding) throws DocumentException {
    CharsetDecoder decoder =
        encoding
            .charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes, encoding.mark, bytes.length - encoding.mark);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    DocumentText text = new DocumentText(out.flip().toString(), name, bucket);
    if (result.isError()) {
      throw text.refuse(
          CorsProblemType.DOCUMENT_ENCODING,
          text.text().length(),
          "",
          "what follows is not " + encoding.charset.name(),
          "save it as UTF-8");
    }
    return text;
  }

  private DocumentText nowhere() {
    return new DocumentText("", name, bucket);
  }

  private boolean startsWith(int... start) {
    for (int i = 0; i < start.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != start[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * @param charset how characters are written
   * @param mark the number of bytes of the byte order mark
   */
  private record Encoding(Charset charset, int mark) {}
}
