package io.bucketcors.document;

import io.bucketcors.CorsField;
import io.bucketcors.CorsProblemType;
import io.bucketcors.document.Node.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads rules out of the JSON of the stores. */
final class JsonRules {
  /** What the AWS SDK for Python puts beside the rules. */
  private static final String RESPONSE_METADATA = "ResponseMetadata";

  private final DocumentText document;
  private final RuleSink sink;

  JsonRules(DocumentText document, RuleSink sink) {
    this.document = document;
    this.sink = sink;
  }

  DocumentKind read(Node root) throws DocumentException {
    return root.is(Shape.LIST) ? bare(root) : object(root);
  }

  /** A list of rules alone, as consoles and some tools show it. */
  private DocumentKind bare(Node list) throws DocumentException {
    JsonForm form = form(list, JsonForm.S3);
    if (form == JsonForm.R2) {
      throw document.refuse(
          CorsProblemType.DOCUMENT_BARE_LIST,
          list.start(),
          "",
          "rules of this kind stand in an object",
          "put the list under " + form.root + ": " + form.example());
    }
    rules(list, form);
    return form.kind;
  }

  private DocumentKind object(Node root) throws DocumentException {
    Node cloudFormation = root;
    for (Node member : root.children()) {
      if (member.name().equals(JsonForm.CLOUDFORMATION_ROOT)
          && member.has(JsonForm.CLOUDFORMATION.root)) {
        cloudFormation = member;
      }
    }
    if (cloudFormation != root) {
      others(root, cloudFormation, JsonForm.CLOUDFORMATION);
    }
    for (Node member : cloudFormation.children()) {
      JsonForm named = JsonRoots.named(member);
      if (named != null) {
        return whole(cloudFormation, member, named);
      }
    }
    throw new JsonRoots(document).unknown(root);
  }

  /** A document that holds its list of rules under a key. */
  private DocumentKind whole(Node root, Node list, JsonForm named) throws DocumentException {
    if (!expect(list, -1, null, Shape.LIST)) {
      others(root, list, named);
      return named.kind;
    }
    JsonForm form = form(list, named);
    if (!list.name().equals(form.root)) {
      sink.stranger(list, "did you mean " + form.root + "?");
    }
    others(root, list, form);
    rules(list, form);
    return form.kind;
  }

  /** A bucket's own properties are none of our business; any other neighbour may be a mistake. */
  private void others(Node root, Node list, JsonForm form) {
    boolean bucket = form == JsonForm.GCS || form == JsonForm.B2;
    for (Node member : root.children()) {
      boolean second = !member.name().equals(list.name()) && JsonRoots.named(member) != null;
      boolean known =
          member.name().equals(list.name())
              || bucket
              || form == JsonForm.S3 && member.name().equals(RESPONSE_METADATA);
      if (second || !known) {
        sink.stranger(member, "remove it");
      }
    }
  }

  /** The kind of the rules in a list; one error for all of them where no key is known. */
  private JsonForm form(Node list, JsonForm preferred) throws DocumentException {
    List<Node> rules = list.children().stream().filter(rule -> rule.is(Shape.OBJECT)).toList();
    if (rules.isEmpty() && !list.children().isEmpty()) {
      Node first = list.children().get(0);
      throw document.refuse(
          CorsProblemType.DOCUMENT_TYPE,
          first.start(),
          first.is(Shape.LIST) ? "" : first.text(),
          first.shape().words + " stands where a rule is expected",
          first.is(Shape.LIST) ? "remove the brackets that stand twice" : "write [] for no rules");
    }
    JsonForm form = JsonForm.nearest(rules, preferred);
    ForeignRules foreign = ForeignRules.find(rules, form != null);
    if (form == null || foreign != null) {
      throw new JsonRoots(document).unknownRules(rules, list, foreign);
    }
    return form;
  }

  private void rules(Node list, JsonForm form) {
    for (Node rule : list.children()) {
      RuleSink.Draft draft = sink.rule(rule.start());
      if (expect(rule, draft.index(), null, Shape.OBJECT)) {
        members(rule, draft, form, form.fields);
      }
      draft.finish();
    }
  }

  private void members(
      Node object, RuleSink.Draft draft, JsonForm form, Map<String, CorsField> fields) {
    Set<String> seen = new HashSet<>();
    boolean nests = form == JsonForm.R2 && fields == form.fields;
    for (Node member : object.children()) {
      CorsField field = fields.get(member.name());
      if (!seen.add(member.name())) {
        continue; // The tree has reported it.
      }
      if (field != null) {
        value(member, draft, form, field);
      } else if (!nests || !member.name().equals(JsonForm.R2_ALLOWED)) {
        sink.unknown(member, draft.index(), fields, nests ? Set.of(JsonForm.R2_ALLOWED) : Set.of());
      } else if (expect(member, draft.index(), null, Shape.OBJECT)) {
        members(member, draft, form, JsonForm.R2_ALLOWED_FIELDS);
      }
    }
  }

  private void value(Node member, RuleSink.Draft draft, JsonForm form, CorsField field) {
    if (member.is(Shape.NULL)) {
      return; // As if it were not there: some tools write every key.
    }
    int offset = member.valueStart();
    switch (field) {
      case ID -> {
        if (expect(member, draft.index(), field, Shape.STRING)) {
          draft.id(member.text(), offset);
        }
      }
      case MAX_AGE_SECONDS -> {
        if (expect(member, draft.index(), field, Shape.NUMBER)) {
          draft.maxAge(member.text(), offset);
        }
      }
      default -> {
        if (expect(member, draft.index(), field, Shape.LIST)) {
          list(member, draft, form, field);
        }
      }
    }
  }

  private void list(Node list, RuleSink.Draft draft, JsonForm form, CorsField field) {
    draft.list(field, list.valueStart());
    for (Node item : list.children()) {
      if (expect(item, draft.index(), field, Shape.STRING)) {
        if (form == JsonForm.B2) {
          draft.addOfB2(field, item.text(), item.valueStart());
        } else {
          draft.add(field, item.text(), item.valueStart());
        }
      }
    }
    if (form == JsonForm.GCS && field == CorsField.ALLOWED_HEADERS) {
      draft.exposeAllowed(list.name());
    }
  }

  private boolean expect(Node node, int rule, @Nullable CorsField field, Shape wanted) {
    if (node.is(wanted)) {
      return true;
    }
    sink.refuse(
        CorsProblemType.DOCUMENT_TYPE,
        node.valueStart(),
        rule,
        field,
        node.name(),
        node.shape().words + " stands where " + wanted.words + " is expected",
        ShapeFix.of(node, wanted));
    return false;
  }
}
