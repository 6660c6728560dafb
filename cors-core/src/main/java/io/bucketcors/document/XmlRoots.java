package io.bucketcors.document;

import io.bucketcors.CorsProblemType;
import io.bucketcors.text.EditDistance;
import io.bucketcors.text.KeyWords;
import io.bucketcors.text.Quoted;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what XML is whose root is none of a rules document. */
final class XmlRoots {
  private static final List<String> ROOTS =
      List.of(XmlRules.BUCKET_ROOT, XmlRules.AZURE_ROOT, XmlRules.GCS_ROOT);

  /** Rules without the element that holds them. */
  private static final Map<String, String> RULES =
      Map.of(XmlRules.BUCKET_RULE, XmlRules.BUCKET_ROOT, XmlRules.AZURE_RULE, XmlRules.AZURE_ROOT);

  private final DocumentText document;

  XmlRoots(DocumentText document) {
    this.document = document;
  }

  DocumentException unknown(Node root) {
    String name = root.name();
    if (name.equalsIgnoreCase("html")) {
      return new XmlMistakes(document).html(root.start());
    }
    if (name.equals("Error")) {
      String code =
          root.named("Code")
              .map(Node::text)
              .findFirst()
              .map(text -> " (" + Quoted.sentence(text) + ")")
              .orElse("");
      return refuse(
          root, "a store's answer to an error" + code + ", not rules", "ask the store again");
    }
    String around = RULES.get(name);
    if (around != null) {
      return refuse(root, "one rule without the element that holds rules", "put it into " + around);
    }
    String within = within(root, 0);
    if (within != null) {
      return document.refuse(
          CorsProblemType.DOCUMENT_WRAPPED,
          root.start(),
          name,
          "the rules stand deeper, in " + within,
          "give the element " + within + " alone");
    }
    String nearest = near(name);
    return document.refuse(
        CorsProblemType.DOCUMENT_UNKNOWN,
        root.start(),
        name,
        "this XML is no rules document",
        nearest != null
            ? "did you mean " + nearest + "?"
            : "its root is CORSConfiguration (S3, COS, OSS), Cors (Azure) or CorsConfig (GCS)");
  }

  private static @Nullable String near(String name) {
    for (String root : ROOTS) {
      if (KeyWords.shape(root).equals(KeyWords.shape(name))) {
        return root;
      }
    }
    return EditDistance.nearest(name, ROOTS);
  }

  private static @Nullable String within(Node element, int depth) {
    for (Node child : element.children()) {
      if (ROOTS.contains(child.name())) {
        return child.name();
      }
      String deeper = depth < CorsDocument.MAX_DEPTH ? within(child, depth + 1) : null;
      if (deeper != null) {
        return deeper;
      }
    }
    return null;
  }

  private DocumentException refuse(Node root, String what, String fix) {
    return document.refuse(
        CorsProblemType.DOCUMENT_UNKNOWN, root.start(), root.name(), "this is " + what, fix);
  }
}
