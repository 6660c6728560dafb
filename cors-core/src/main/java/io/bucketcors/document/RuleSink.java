package io.bucketcors.document;

import io.bucketcors.CorsLocation;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsProblem.InvalidDocument;
import io.bucketcors.CorsProblem.InvalidValue;
import io.bucketcors.CorsProblem.UnknownKey;
import io.bucketcors.CorsRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Takes the rules of a document as they are found, with their places, and what is wrong. */
final class RuleSink {
  private final DocumentText document;
  private final List<CorsProblem> problems;
  private final List<CorsRule> rules = new ArrayList<>();
  private final Map<Place, Integer> places = new HashMap<>();
  private boolean responseVary;

  RuleSink(DocumentText document, List<CorsProblem> problems) {
    this.document = document;
    this.problems = problems;
  }

  List<CorsRule> rules() {
    return rules;
  }

  boolean responseVary() {
    return responseVary;
  }

  void responseVary(boolean vary, int offset) {
    responseVary = vary;
    places.put(new Place(-1, "response-vary", -1), offset);
  }

  /** Starts the next rule. */
  Draft rule(int offset) {
    places.put(new Place(rules.size(), "", -1), offset);
    return new Draft();
  }

  /** Finds the nearest place that is known: the element, else its field, rule or document. */
  CorsLocation.Finder finder() {
    Map<Place, Integer> found = Map.copyOf(places);
    return (bucket, rule, field, element) -> {
      Integer offset = found.get(new Place(rule, field, element));
      if (offset == null) {
        offset = found.get(new Place(rule, field, 0));
      }
      if (offset == null) {
        offset = found.get(new Place(rule, field, -1));
      }
      if (offset == null) {
        offset = found.getOrDefault(new Place(rule, "", -1), 0);
      }
      return document.at(offset, rule, field, element);
    };
  }

  void unknown(Node node, int rule, Collection<String> known) {
    String name = node.name();
    String nearest = Words.nearest(name, known);
    String fix = "remove it";
    if (nearest != null) {
      fix = "did you mean " + nearest + "?";
    } else if (!known.isEmpty()) {
      fix = "known here: " + String.join(", ", known);
    }
    problems.add(new UnknownKey(document.at(node.start(), rule, "", -1), name, name, fix, true));
  }

  void duplicate(Node node, int rule) {
    String name = node.name();
    refuse("document-duplicate", node.start(), rule, name, "this may stand only once", "keep one");
  }

  void refuse(String code, int offset, int rule, String value, String explanation, String fix) {
    problems.add(
        new InvalidDocument(
            code, document.at(offset, rule, "", -1), value, value, explanation, fix));
  }

  /** Refuses text where only elements may stand. */
  void noText(Node node, int rule) {
    String stray = Words.trim(node.text());
    if (!stray.isEmpty()) {
      refuse(
          "document-stray-text",
          node.valueStart(),
          rule,
          stray,
          "text stands directly in " + node.name(),
          "put it into an element");
    }
  }

  private record Place(int rule, String field, int element) {}

  /** A rule that is still being read. */
  final class Draft {
    private final int index = rules.size();
    private final Map<Field, List<String>> lists = new EnumMap<>(Field.class);
    private @Nullable String id;
    private OptionalLong maxAge = OptionalLong.empty();

    int index() {
      return index;
    }

    void add(Field field, String value, int offset) {
      List<String> list = lists.computeIfAbsent(field, any -> new ArrayList<>());
      places.put(new Place(index, field.key, list.size()), offset);
      list.add(value);
    }

    /** Notes where a list stands that may be empty. */
    void list(Field field, int offset) {
      places.put(new Place(index, field.key, -1), offset);
    }

    void id(String value, int offset) {
      list(Field.ID, offset);
      id = value;
    }

    void maxAge(String value, int offset) {
      list(Field.MAX_AGE, offset);
      try {
        if (value.matches("-?[0-9]{1,19}")) {
          maxAge = OptionalLong.of(Long.parseLong(value));
          return;
        }
      } catch (NumberFormatException tooLarge) {
        // Said below.
      }
      problems.add(
          new InvalidValue(
              "max-age",
              document.at(offset, index, Field.MAX_AGE.key, -1),
              value,
              value,
              "seconds are a whole number, 0 or more",
              "write digits alone"));
    }

    void finish() {
      CorsRule.Builder rule =
          CorsRule.allow()
              .id(id)
              .origins(list(Field.ORIGINS))
              .methods(list(Field.METHODS))
              .headers(list(Field.HEADERS))
              .expose(list(Field.EXPOSE));
      maxAge.ifPresent(rule::maxAgeSeconds);
      rules.add(rule.build());
    }

    private List<String> list(Field field) {
      return lists.getOrDefault(field, List.of());
    }
  }
}
