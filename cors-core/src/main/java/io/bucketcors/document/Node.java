package io.bucketcors.document;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An element of XML or a value of JSON, with the place at which it was written.
 *
 * <p>An attribute is a child whose name starts with {@code @}: no kind of document has any, so each
 * is reported as unknown.
 *
 * @param shape what it is
 * @param name the element's local name or the member's key; empty for other values
 * @param text an element's own text, whitespace included, or a scalar as text
 * @param children elements, members or list items, in their order
 * @param start the offset of the tag or key, or of the value where it has no key
 * @param valueStart the offset of an element's content or of a value
 */
record Node(Shape shape, String name, String text, List<Node> children, int start, int valueStart) {

  enum Shape {
    ELEMENT("an element"),
    ATTRIBUTE("an attribute"),
    OBJECT("an object"),
    LIST("a list"),
    STRING("text"),
    NUMBER("a number"),
    BOOLEAN("a boolean"),
    NULL("null");

    final String words;

    Shape(String words) {
      this.words = words;
    }
  }

  boolean is(Shape other) {
    return shape == other;
  }

  Stream<Node> named(String wanted) {
    return children.stream().filter(child -> child.name.equals(wanted));
  }

  boolean has(String wanted) {
    return named(wanted).findAny().isPresent();
  }

  /** A node that is still being read. */
  static final class Open {
    private final Shape shape;
    private final String name;
    private final int start;
    private final int valueStart;
    private final StringBuilder text = new StringBuilder();
    private final List<Node> children = new ArrayList<>();

    Open(Shape shape, String name, int start, int valueStart) {
      this.shape = shape;
      this.name = name;
      this.start = start;
      this.valueStart = valueStart;
    }

    void append(String more) {
      text.append(more);
    }

    void add(Node child) {
      children.add(child);
    }

    Node close() {
      return new Node(shape, name, text.toString(), children, start, valueStart);
    }
  }
}
