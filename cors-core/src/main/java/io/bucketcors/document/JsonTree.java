package io.bucketcors.document;

import io.bucketcors.CorsProblemType;
import io.bucketcors.CorsProblems;
import io.bucketcors.document.Node.Open;
import io.bucketcors.document.Node.Shape;
import io.bucketcors.text.Quoted;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON through Jakarta JSON Processing's streaming parser, which knows lines and columns and
 * leaves depth and duplicate keys to be judged here. Loaded only when there is JSON to read.
 */
final class JsonTree {
  private final DocumentText document;
  private final CorsProblems problems;
  private final Deque<Open> open = new ArrayDeque<>();
  private final Deque<Set<String>> keys = new ArrayDeque<>();
  private @Nullable Node root;
  private String key = "";
  private int keyStart = -1;
  private int nodes;

  /**
   * @param problems takes what is wrong without ending the reading
   */
  JsonTree(DocumentText document, CorsProblems problems) {
    this.document = document;
    this.problems = problems;
  }

  Node read() throws DocumentException {
    StringReader reader = new StringReader(document.text());
    try (JsonParser parser = factory().createParser(reader)) {
      while (parser.hasNext()) {
        int start = tokenStart(parser);
        take(parser, parser.next(), start);
      }
    } catch (JsonParsingException e) {
      long offset = e.getLocation() == null ? 0 : e.getLocation().getStreamOffset();
      throw malformed((int) Math.max(0, Math.min(offset, document.text().length())), e);
    } catch (RuntimeException e) {
      // Providers bound depth and numbers by other exceptions.
      throw malformed(0, e);
    }
    if (root == null) {
      throw document.refuse(CorsProblemType.DOCUMENT_EMPTY, 0, "", "there is no value in it", "");
    }
    return root;
  }

  private JsonParserFactory factory() throws DocumentException {
    try {
      return JsonSupport.provider().createParserFactory(Map.of());
    } catch (JsonException | ServiceConfigurationError e) {
      throw JsonFormat.missing(document);
    }
  }

  /** Where the next token starts: after the last one, white space and punctuation. */
  private int tokenStart(JsonParser parser) {
    String text = document.text();
    long offset = parser.getLocation().getStreamOffset();
    int start = (int) Math.max(0, Math.min(offset, text.length()));
    while (start < text.length()) {
      char c = text.charAt(start);
      if (c != ',' && c != ':' && !WhiteSpace.isSpace(c)) {
        break;
      }
      start++;
    }
    return start;
  }

  private void take(JsonParser parser, JsonParser.Event event, int start) throws DocumentException {
    switch (event) {
      case KEY_NAME -> key(parser.getString(), start);
      case START_OBJECT -> push(Shape.OBJECT, start);
      case START_ARRAY -> push(Shape.LIST, start);
      case END_OBJECT, END_ARRAY -> pop();
      case VALUE_STRING -> scalar(Shape.STRING, parser.getString(), start + 1);
      case VALUE_NUMBER -> scalar(Shape.NUMBER, parser.getString(), start);
      case VALUE_TRUE -> scalar(Shape.BOOLEAN, "true", start);
      case VALUE_FALSE -> scalar(Shape.BOOLEAN, "false", start);
      case VALUE_NULL -> scalar(Shape.NULL, "null", start);
    }
  }

  private void key(String name, int start) {
    key = name;
    keyStart = start;
    Set<String> seen = keys.peek();
    if (seen != null && !seen.add(name)) {
      // Parsers differ in which of the two they keep, so neither is believed (RFC 8259 section 4).
      problems
          .at(document.at(start))
          .error(
              CorsProblemType.DOCUMENT_DUPLICATE_KEY,
              name,
              "this key stands twice in one object",
              "keep one of them");
    }
  }

  private void push(Shape shape, int start) throws DocumentException {
    count(start);
    open.push(opened(shape, start));
    keys.push(new HashSet<>());
    if (open.size() > CorsDocument.MAX_DEPTH) {
      throw document.refuse(
          CorsProblemType.DOCUMENT_TOO_DEEP,
          start,
          "",
          "lists and objects stand in each other more than " + CorsDocument.MAX_DEPTH + " deep",
          "look whether this is the right file");
    }
  }

  private void scalar(Shape shape, String text, int start) throws DocumentException {
    count(start);
    Open value = opened(shape, start);
    value.append(text);
    add(value.close());
  }

  private Open opened(Shape shape, int start) {
    Open opened = new Open(shape, key, keyStart < 0 ? start : keyStart, start);
    key = "";
    keyStart = -1;
    return opened;
  }

  private void pop() {
    keys.pop();
    add(open.pop().close());
  }

  private void add(Node node) {
    Open parent = open.peek();
    if (parent == null) {
      root = node;
    } else {
      parent.add(node);
    }
  }

  private void count(int offset) throws DocumentException {
    if (++nodes > CorsDocument.MAX_NODES) {
      throw document.refuse(
          CorsProblemType.DOCUMENT_TOO_LARGE,
          offset,
          "",
          "a rules document has at most " + CorsDocument.MAX_NODES + " values",
          "look whether this is the right file");
    }
  }

  private DocumentException malformed(int offset, RuntimeException e) {
    DocumentException known = new JsonMistakes(document).find();
    return known != null
        ? known
        : document.refuse(
            CorsProblemType.DOCUMENT_NOT_WELL_FORMED,
            offset,
            "",
            "the JSON is not well-formed: " + Quoted.sentence(e.getMessage()),
            "mend it there or just before");
  }
}
