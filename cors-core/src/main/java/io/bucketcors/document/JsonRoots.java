package io.bucketcors.document;

import io.bucketcors.CorsProblemType;
import io.bucketcors.document.Node.Shape;
import io.bucketcors.text.KeyWords;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says what JSON is that is no rules document, and where in it the rules may be. */
final class JsonRoots {
  private static final int DEEPEST = 8;

  private final DocumentText document;

  JsonRoots(DocumentText document) {
    this.document = document;
  }

  /** The kind whose list of rules stands under a key, case and underscores aside; or null. */
  static @Nullable JsonForm named(Node member) {
    JsonForm near = null;
    for (JsonForm form : JsonForm.values()) {
      if (form.root.equals(member.name())) {
        return form;
      }
      if (near == null && KeyWords.shape(form.root).equals(KeyWords.shape(member.name()))) {
        near = form;
      }
    }
    return near;
  }

  /** The refusal of a document none of whose members is a list of rules. */
  DocumentException unknown(Node root) {
    String first = root.children().isEmpty() ? "" : root.children().get(0).name();
    List<Node> objects = new ArrayList<>(List.of(root));
    objects.addAll(root.children());
    ForeignRules foreign = ForeignRules.find(objects, isRule(root));
    List<String> path = new ArrayList<>();
    Node list = foreign == null ? find(root, path, 0) : null;
    if (list != null) {
      foreign = ForeignRules.find(list.children(), true);
    }
    if (foreign == null && list != null) {
      return document.refuse(
          CorsProblemType.DOCUMENT_WRAPPED,
          root.valueStart(),
          path.get(0),
          "the rules stand deeper, in " + String.join(".", path),
          "give what stands under "
              + String.join(".", path.subList(0, path.size() - 1))
              + " alone");
    }
    if (foreign == null && isRule(root)) {
      return document.refuse(
          CorsProblemType.DOCUMENT_NOT_A_LIST,
          root.valueStart(),
          first,
          "this is one rule, and a document is a list of them",
          "put it into brackets: [{…}]");
    }
    if (foreign != null) {
      return refuse(root.valueStart(), first, foreign);
    }
    return document.refuse(
        CorsProblemType.DOCUMENT_UNKNOWN,
        root.valueStart(),
        root.is(Shape.OBJECT) ? first : root.text(),
        "this JSON is no rules document",
        "write a list of rules, or an object such as " + examples());
  }

  /** The refusal of rules none of whose keys is known. */
  DocumentException unknownRules(List<Node> rules, Node list, @Nullable ForeignRules foreign) {
    String first =
        rules.stream()
            .flatMap(rule -> rule.children().stream())
            .map(Node::name)
            .findFirst()
            .orElse("");
    if (foreign != null) {
      return refuse(list.valueStart(), first, foreign);
    }
    return document.refuse(
        CorsProblemType.DOCUMENT_UNKNOWN,
        list.valueStart(),
        first,
        "these are no rules of a bucket: no key that tells a kind is known",
        "a rule has the keys of one kind, such as " + keys());
  }

  private DocumentException refuse(int offset, String value, ForeignRules foreign) {
    return document.refuse(
        CorsProblemType.DOCUMENT_UNKNOWN, offset, value, foreign.explanation, foreign.fix);
  }

  private static boolean isRule(Node object) {
    return object.is(Shape.OBJECT)
        && !object.children().isEmpty()
        && JsonForm.nearest(List.of(object), JsonForm.S3) != null;
  }

  /** Finds a list of rules in an object in an object, and notes the way to it. */
  private static @Nullable Node find(Node object, List<String> path, int depth) {
    for (Node member : object.children()) {
      path.add(member.name());
      boolean holdsRules =
          depth > 0
              && member.is(Shape.LIST)
              && named(member) != null
              && member.children().stream().allMatch(rule -> rule.is(Shape.OBJECT));
      boolean deeper = member.is(Shape.OBJECT) && depth < DEEPEST;
      Node found = holdsRules ? member : deeper ? find(member, path, depth + 1) : null;
      if (found != null) {
        return found;
      }
      path.remove(path.size() - 1);
    }
    return null;
  }

  private static String examples() {
    return Stream.of(JsonForm.values()).map(JsonForm::example).collect(Collectors.joining(", "));
  }

  private static String keys() {
    return Stream.of(JsonForm.S3, JsonForm.GCS)
        .map(form -> String.join(", ", form.keys()))
        .collect(Collectors.joining("; or "));
  }
}
