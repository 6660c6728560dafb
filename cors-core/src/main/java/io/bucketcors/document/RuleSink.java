package io.bucketcors.document;

import io.bucketcors.CorsLocation;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsProblem.InvalidDocument;
import io.bucketcors.CorsProblem.InvalidValue;
import io.bucketcors.CorsProblem.Questionable;
import io.bucketcors.CorsProblem.UnknownKey;
import io.bucketcors.CorsRule;
import io.bucketcors.text.Blanks;
import io.bucketcors.text.Seconds;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
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

  /**
   * Reports a key that is not known where it stands.
   *
   * @param fields the keys that are known there, by what they say
   * @param others what else is known there
   */
  void unknown(Node node, int rule, Map<String, Field> fields, Set<String> others) {
    UnknownName unknown = new UnknownName(node, fields, others);
    Field field = unknown.field();
    // Told of as the field that was meant, so that this one is not also reported as missing.
    CorsLocation location = document.at(node.start(), rule, field == null ? "" : field.key, -1);
    problems.add(new UnknownKey(location, node.name(), node.name(), unknown.fix(), true));
  }

  /** Reports a key beside the list of rules, or of that list. */
  void stranger(Node node, String fix) {
    CorsLocation location = document.at(node.start());
    problems.add(new UnknownKey(location, node.name(), node.name(), fix, true));
  }

  void duplicate(Node node, int rule) {
    String name = node.name();
    refuse(
        "document-duplicate",
        node.start(),
        rule,
        null,
        name,
        "this may stand only once",
        "keep one");
  }

  void refuse(
      String code,
      int offset,
      int rule,
      @Nullable Field field,
      String value,
      String explanation,
      String fix) {
    CorsLocation location = document.at(offset, rule, field == null ? "" : field.key, -1);
    problems.add(new InvalidDocument(code, location, value, value, explanation, fix));
  }

  private void warn(
      String code, int offset, int rule, String value, String explanation, String fix) {
    CorsLocation location = document.at(offset, rule, "", -1);
    problems.add(new Questionable(code, location, value, value, explanation, fix));
  }

  /** Refuses text where only elements may stand. */
  void noText(Node node, int rule) {
    String stray = Words.trim(node.text());
    if (!stray.isEmpty()) {
      boolean unseen = Blanks.strip(stray).isEmpty();
      refuse(
          "document-stray-text",
          node.valueStart(),
          rule,
          null,
          stray,
          (unseen ? Blanks.name(stray.charAt(0)) + " stands" : "text stands")
              + " directly in "
              + node.name(),
          unseen ? "remove it" : "put it into an element, or remove it");
    }
  }

  /** A value and where it was written. */
  record Written(String value, int offset) {}

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

    /** Adds a value as Backblaze B2 has it: operations for methods, and one word for origins. */
    void addOfB2(Field field, String value, int offset) {
      if (field == Field.METHODS) {
        addOperation(value, offset);
      } else if (field == Field.ORIGINS && value.equals("https")) {
        add(field, "https://*", offset);
        warn(
            "document-any-https",
            offset,
            index,
            value,
            "B2's word for any origin over https is read as https://*",
            "in dialect standard that covers no port: write https://*:* for those");
      } else {
        add(field, value, offset);
      }
    }

    private void addOperation(String operation, int offset) {
      List<String> methods = B2Operations.methods(operation);
      if (methods == null) {
        String nearest = Words.nearest(operation, B2Operations.names());
        refuse(
            "document-operation",
            offset,
            index,
            Field.METHODS,
            operation,
            "B2 has no such operation",
            nearest == null
                ? "the operations are " + String.join(", ", B2Operations.names())
                : "did you mean " + nearest + "?");
        return;
      }
      for (String method : methods) {
        if (!list(Field.METHODS).contains(method)) {
          add(Field.METHODS, method, offset);
        }
      }
    }

    /** Exposes the headers that are allowed, as stores with one list for both do. */
    void exposeAllowed(String key) {
      List<Written> written = new ArrayList<>();
      List<String> allowed = list(Field.HEADERS);
      for (int i = 0; i < allowed.size(); i++) {
        int offset = places.getOrDefault(new Place(index, Field.HEADERS.key, i), 0);
        written.add(new Written(allowed.get(i), offset));
      }
      expose(key, written);
    }

    /**
     * Exposes headers of a store that takes prefixes there. Browsers do not, and a list of names
     * that changed with every response would cost each of them; so they are left out, never
     * silently.
     *
     * @param key what the store calls the list
     */
    void expose(String key, List<Written> written) {
      List<String> names = written.stream().map(Written::value).toList();
      for (Written header : written) {
        if (ExposedNames.isKept(header.value(), names)) {
          add(Field.EXPOSE, header.value(), header.offset());
        } else if (header.value().equals("*")) {
          warn(
              "expose-wildcard-dropped",
              header.offset(),
              index,
              header.value(),
              "a * beside names in " + key + " exposes nothing more: browsers take it alone",
              "write * alone, or the names");
        } else {
          warn(
              "expose-prefix-dropped",
              header.offset(),
              index,
              header.value(),
              "browsers know no prefix of exposed headers, so scripts cannot read what this one in "
                  + key
                  + " stands for",
              "list the names one by one");
        }
      }
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
              Seconds.explanation(value),
              Seconds.fix(value)));
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
