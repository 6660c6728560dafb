package io.bucketcors.document;

import io.bucketcors.CorsProblemType;
import io.bucketcors.document.Node.Open;
import io.bucketcors.document.Node.Shape;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads XML by the JDK's own StAX, whatever else is on the class path. A document type is refused
 * where it begins, so no entity is ever declared, and nothing is ever fetched (CWE-611, CWE-776).
 */
final class XmlTree {
  private final DocumentText document;
  private final TagCursor cursor;
  private final Deque<Open> open = new ArrayDeque<>();
  private int nodes;

  XmlTree(DocumentText document) {
    this.document = document;
    this.cursor = new TagCursor(document.text());
  }

  Node read() throws DocumentException {
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(document.text()));
      try {
        return read(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      Location place = e.getLocation();
      int offset =
          place == null ? 0 : document.offset(place.getLineNumber(), place.getColumnNumber());
      throw malformed(offset, e.getMessage());
    } catch (RuntimeException e) {
      // The JDK's scanner lets a few of its own failures through.
      throw malformed(0, e.getMessage());
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setXMLResolver(
        (publicId, systemId, baseUri, namespace) -> {
          throw new XMLStreamException("nothing is fetched");
        });
    return factory;
  }

  private Node read(XMLStreamReader reader) throws XMLStreamException, DocumentException {
    @Nullable Node root = null;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> start(reader);
        case XMLStreamConstants.END_ELEMENT -> root = end();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text(reader.getText());
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new XmlMistakes(document).doctype(cursor.next());
        default -> {
          // Comments and processing instructions say nothing about rules.
        }
      }
    }
    if (root == null) {
      throw malformed(0, "no element");
    }
    return root;
  }

  private void start(XMLStreamReader reader) throws DocumentException {
    int start = cursor.next();
    Open element = new Open(Shape.ELEMENT, reader.getLocalName(), start, cursor.content());
    count(start);
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String namespace = reader.getAttributeNamespace(i);
      if (namespace == null || namespace.isEmpty()) {
        count(start);
        Open attribute =
            new Open(Shape.ATTRIBUTE, "@" + reader.getAttributeLocalName(i), start, start);
        attribute.append(reader.getAttributeValue(i));
        element.add(attribute.close());
      }
    }
    open.push(element);
    if (open.size() > CorsDocument.MAX_DEPTH) {
      throw document.refuse(
          CorsProblemType.DOCUMENT_TOO_DEEP,
          start,
          reader.getLocalName(),
          "elements stand in each other more than " + CorsDocument.MAX_DEPTH + " deep",
          "look whether this is the right file");
    }
  }

  private void count(int offset) throws DocumentException {
    if (++nodes > CorsDocument.MAX_NODES) {
      throw document.refuse(
          CorsProblemType.DOCUMENT_TOO_LARGE,
          offset,
          "",
          "a rules document has at most " + CorsDocument.MAX_NODES + " elements",
          "look whether this is the right file");
    }
  }

  private void text(String text) {
    Open element = open.peek();
    if (element != null) {
      element.append(text);
    }
  }

  /** The element that ends here; the last to end is the root. */
  private Node end() {
    Node node = open.pop().close();
    Open parent = open.peek();
    if (parent != null) {
      parent.add(node);
    }
    return node;
  }

  private DocumentException malformed(int offset, @Nullable String message) {
    // The scanner's text repeats the place in its first line.
    String why = message == null ? "" : message.substring(message.indexOf('\n') + 1);
    return new XmlMistakes(document).explain(offset, why.replaceFirst("^Message: ", ""));
  }
}
