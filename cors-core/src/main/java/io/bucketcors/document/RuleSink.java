package io.bucketcors.document;

import io.bucketcors.CorsField;
import io.bucketcors.CorsLocation;
import io.bucketcors.CorsProblemType;
import io.bucketcors.CorsProblems;
import io.bucketcors.CorsRule;
import io.bucketcors.text.Blanks;
import io.bucketcors.text.EditDistance;
import io.bucketcors.text.Explanations;
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
  private final CorsProblems problems;
  private final List<CorsRule> rules = new ArrayList<>();
  private final Map<RulePart, Integer> places = new HashMap<>();
  private boolean responseVary;

  RuleSink(DocumentText document, CorsProblems problems) {
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
    places.put(new RulePart(-1, CorsField.RESPONSE_VARY, -1), offset);
  }

  /** Starts the next rule. */
  Draft rule(int offset) {
    places.put(new RulePart(rules.size(), null, -1), offset);
    return new Draft();
  }

  /** Finds the nearest place that is known: the element, else its field, rule or document. */
  CorsLocation.Finder finder() {
    Map<RulePart, Integer> found = Map.copyOf(places);
    return (bucket, rule, field, element) -> {
      Integer offset = found.get(new RulePart(rule, field, element));
      if (offset == null) {
        offset = found.get(new RulePart(rule, field, 0));
      }
      if (offset == null) {
        offset = found.get(new RulePart(rule, field, -1));
      }
      if (offset == null) {
        offset = found.getOrDefault(new RulePart(rule, null, -1), 0);
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
  void unknown(Node node, int rule, Map<String, CorsField> fields, Set<String> others) {
    UnknownName unknown = new UnknownName(node, fields, others);
    CorsField field = unknown.field();
    // Told of as the field that was meant, so that this one is not also reported as missing.
    problems
        .at(document.at(node.start(), rule, field, -1))
        .error(CorsProblemType.UNKNOWN_KEY, node.name(), Explanations.NO_SUCH_KEY, unknown.fix());
  }

  /** Reports a key beside the list of rules, or of that list. */
  void stranger(Node node, String fix) {
    problems
        .at(document.at(node.start()))
        .error(CorsProblemType.UNKNOWN_KEY, node.name(), Explanations.NO_SUCH_KEY, fix);
  }

  void duplicate(Node node, int rule) {
    String name = node.name();
    refuse(
        CorsProblemType.DOCUMENT_DUPLICATE,
        node.start(),
        rule,
        null,
        name,
        "this may stand only once",
        "keep one");
  }

  void refuse(
      CorsProblemType code,
      int offset,
      int rule,
      @Nullable CorsField field,
      String value,
      String explanation,
      String fix) {
    problems.at(document.at(offset, rule, field, -1)).error(code, value, explanation, fix);
  }

  private void warn(
      CorsProblemType code, int offset, int rule, String value, String explanation, String fix) {
    problems.at(document.at(offset, rule, null, -1)).warn(code, value, explanation, fix);
  }

  /** Refuses text where only elements may stand. */
  void noText(Node node, int rule) {
    String stray = WhiteSpace.trim(node.text());
    if (!stray.isEmpty()) {
      boolean unseen = Blanks.strip(stray).isEmpty();
      refuse(
          CorsProblemType.DOCUMENT_STRAY_TEXT,
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
    private final Map<CorsField, List<String>> lists = new EnumMap<>(CorsField.class);
    private @Nullable String id;
    private OptionalLong maxAge = OptionalLong.empty();

    int index() {
      return index;
    }

    void add(CorsField field, String value, int offset) {
      List<String> list = lists.computeIfAbsent(field, any -> new ArrayList<>());
      places.put(new RulePart(index, field, list.size()), offset);
      list.add(value);
    }

    /** Notes where a list stands that may be empty. */
    void list(CorsField field, int offset) {
      places.put(new RulePart(index, field, -1), offset);
    }

    /** Adds a value as Backblaze B2 has it: operations for methods, and one word for origins. */
    void addOfB2(CorsField field, String value, int offset) {
      if (field == CorsField.ALLOWED_METHODS) {
        addOperation(value, offset);
      } else if (field == CorsField.ALLOWED_ORIGINS && value.equals("https")) {
        add(field, "https://*", offset);
        warn(
            CorsProblemType.DOCUMENT_ANY_HTTPS,
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
        String nearest = EditDistance.nearest(operation, B2Operations.names());
        refuse(
            CorsProblemType.DOCUMENT_OPERATION,
            offset,
            index,
            CorsField.ALLOWED_METHODS,
            operation,
            "B2 has no such operation",
            nearest == null
                ? "the operations are " + String.join(", ", B2Operations.names())
                : "did you mean " + nearest + "?");
        return;
      }
      for (String method : methods) {
        if (!list(CorsField.ALLOWED_METHODS).contains(method)) {
          add(CorsField.ALLOWED_METHODS, method, offset);
        }
      }
    }

    /** Exposes the headers that are allowed, as stores with one list for both do. */
    void exposeAllowed(String key) {
      List<Written> written = new ArrayList<>();
      List<String> allowed = list(CorsField.ALLOWED_HEADERS);
      for (int i = 0; i < allowed.size(); i++) {
        int offset = places.getOrDefault(new RulePart(index, CorsField.ALLOWED_HEADERS, i), 0);
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
          add(CorsField.EXPOSE_HEADERS, header.value(), header.offset());
        } else if (header.value().equals("*")) {
          warn(
              CorsProblemType.EXPOSE_WILDCARD_DROPPED,
              header.offset(),
              index,
              header.value(),
              "a * beside names in " + key + " exposes nothing more: browsers take it alone",
              "write * alone, or the names");
        } else {
          warn(
              CorsProblemType.EXPOSE_PREFIX_DROPPED,
              header.offset(),
              index,
              header.value(),
              "browsers know no prefix of exposed headers, so scripts cannot read what this one in "
                  + key
                  + " stands for",
              Explanations.ONE_BY_ONE);
        }
      }
    }

    void id(String value, int offset) {
      list(CorsField.ID, offset);
      id = value;
    }

    void maxAge(String value, int offset) {
      list(CorsField.MAX_AGE_SECONDS, offset);
      try {
        if (value.matches("-?[0-9]{1,19}")) {
          maxAge = OptionalLong.of(Long.parseLong(value));
          return;
        }
      } catch (NumberFormatException tooLarge) {
        // Said below.
      }
      problems
          .at(document.at(offset, index, CorsField.MAX_AGE_SECONDS, -1))
          .error(CorsProblemType.MAX_AGE, value, Seconds.explanation(value), Seconds.fix(value));
    }

    void finish() {
      CorsRule.Builder rule =
          CorsRule.allow()
              .id(id)
              .origins(list(CorsField.ALLOWED_ORIGINS))
              .methods(list(CorsField.ALLOWED_METHODS))
              .headers(list(CorsField.ALLOWED_HEADERS))
              .expose(list(CorsField.EXPOSE_HEADERS));
      maxAge.ifPresent(rule::maxAgeSeconds);
      rules.add(rule.build());
    }

    private List<String> list(CorsField field) {
      return lists.getOrDefault(field, List.of());
    }
  }
}
