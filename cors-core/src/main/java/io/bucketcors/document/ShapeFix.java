package io.bucketcors.document;

import io.bucketcors.document.Node.Shape;
import io.bucketcors.text.Blanks;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says how a JSON value is written that is there in another form. */
final class ShapeFix {
  private static final int MOST = 120;

  private ShapeFix() {}

  static String of(Node node, Shape wanted) {
    String text = Blanks.strip(node.text());
    return switch (wanted) {
      case LIST -> list(node, text);
      case NUMBER ->
          node.is(Shape.STRING) && text.matches("-?[0-9]{1,19}")
              ? "write " + text + " without quotes"
              : "write a number, in digits alone";
      case STRING -> string(node, text);
      case OBJECT ->
          node.is(Shape.LIST)
              ? "remove the brackets around it"
              : "write {…} with the keys of a rule";
      default -> "";
    };
  }

  private static String list(Node node, String text) {
    return switch (node.shape()) {
      case STRING ->
          text.length() > MOST ? "write a list: [\"…\"]" : "write [" + quoted(text) + "]";
      case OBJECT -> "put it into brackets: [{…}]";
      default -> "write [] for none";
    };
  }

  private static String string(Node node, String text) {
    return switch (node.shape()) {
      case NUMBER, BOOLEAN -> "write \"" + text + "\" with quotes";
      case LIST -> "remove the brackets around it";
      case NULL -> "remove it";
      default -> "write text, in quotes";
    };
  }

  private static String quoted(String text) {
    return Stream.of(text.split(","))
        .map(Blanks::strip)
        .filter(part -> !part.isEmpty())
        .map(part -> '"' + part + '"')
        .collect(Collectors.joining(", "));
  }
}
