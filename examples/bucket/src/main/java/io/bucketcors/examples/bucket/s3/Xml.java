package io.bucketcors.examples.bucket.s3;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A document as S3 writes it. Not thread-safe. */
final class Xml {
  private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

  private final StringBuilder text =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  private final Deque<String> open = new ArrayDeque<>();

  private Xml() {}

  /** Starts a document in S3's namespace. */
  static Xml of(String root) {
    Xml xml = new Xml();
    xml.text.append('<').append(root).append(" xmlns=\"").append(NAMESPACE).append("\">");
    xml.open.push(root);
    return xml;
  }

  /** Starts a document without a namespace, as errors are. */
  static Xml plain(String root) {
    return new Xml().open(root);
  }

  Xml open(String name) {
    text.append('<').append(name).append('>');
    open.push(name);
    return this;
  }

  Xml close() {
    text.append("</").append(open.pop()).append('>');
    return this;
  }

  Xml element(String name, Object value) {
    text.append('<').append(name).append('>');
    value
        .toString()
        .chars()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                case '"' -> text.append("&quot;");
                default -> text.append(c >= ' ' ? (char) c : '?');
              }
            });
    text.append("</").append(name).append('>');
    return this;
  }

  /** Ends the document and sends it. */
  void send(HttpServletResponse response, int status) throws IOException {
    while (!open.isEmpty()) {
      close();
    }
    send(response, status, text.toString());
  }

  static void send(HttpServletResponse response, int status, String document) throws IOException {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType("application/xml");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  /** What a client wants an object to be made of: the tags of its parts, without quotes. */
  static SortedMap<Integer, String> readParts(InputStream in) throws S3Exception {
    XMLInputFactory factory = XMLInputFactory.newInstance();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    SortedMap<Integer, String> parts = new TreeMap<>();
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(in);
      int number = 0;
      String etag = "";
      while (reader.hasNext()) {
        int event = reader.next();
        String name = reader.hasName() ? reader.getLocalName() : "";
        if (event == XMLStreamReader.END_ELEMENT && name.equals("Part")) {
          if (number < 1 || etag.isEmpty()) {
            throw S3Exception.malformedXml();
          }
          if (!parts.isEmpty() && parts.lastKey() >= number) {
            throw S3Exception.invalid(
                "InvalidPartOrder",
                "The list of parts was not in ascending order. Parts must be ordered by part"
                    + " number.");
          }
          parts.put(number, etag);
          number = 0;
          etag = "";
        } else if (event == XMLStreamReader.START_ELEMENT && name.equals("PartNumber")) {
          number = Integer.parseInt(reader.getElementText().trim());
        } else if (event == XMLStreamReader.START_ELEMENT && name.equals("ETag")) {
          // Some clients leave the quotes out; who writes them escapes them, which is read by now.
          etag = reader.getElementText().trim().replace("\"", "");
        }
      }
    } catch (XMLStreamException | NumberFormatException broken) {
      throw S3Exception.malformedXml();
    }
    if (parts.isEmpty()) {
      throw S3Exception.malformedXml();
    }
    return parts;
  }
}
