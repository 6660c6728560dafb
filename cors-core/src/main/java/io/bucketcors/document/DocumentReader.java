package io.bucketcors.document;

import io.bucketcors.CorsProblemType;
import io.bucketcors.CorsProblems;

/** Recognises what a document is and has it read. */
final class DocumentReader {
  private final DocumentText document;
  private final CorsProblems problems;
  private final RuleSink sink;

  DocumentReader(DocumentText document, CorsProblems problems, RuleSink sink) {
    this.document = document;
    this.problems = problems;
    this.sink = sink;
  }

  DocumentKind read() throws DocumentException {
    String text = document.text();
    int start = text.length() - WhiteSpace.trimStart(text).length();
    if (start == text.length()) {
      throw document.refuse(
          CorsProblemType.DOCUMENT_EMPTY,
          0,
          "",
          "the document is empty",
          "a document without rules is [] or <CORSConfiguration/>");
    }
    return switch (text.charAt(start)) {
      case '<' -> xml(new XmlTree(document).read());
      case '[', '{' -> json(JsonFormat.read(document, problems));
      default -> throw new DocumentMistakes(document, start).refuse();
    };
  }

  private DocumentKind json(Node root) throws DocumentException {
    return new JsonRules(document, sink).read(root);
  }

  private DocumentKind xml(Node root) throws DocumentException {
    XmlRules rules = new XmlRules(document, sink);
    return switch (root.name()) {
      case XmlRules.BUCKET_ROOT -> rules.bucket(root);
      case XmlRules.AZURE_ROOT -> rules.azure(root);
      case XmlRules.AZURE_PROPERTIES -> {
        Node cors = XmlRules.azureRoot(root);
        if (cors == null) {
          throw document.refuse(
              CorsProblemType.DOCUMENT_UNKNOWN,
              root.start(),
              root.name(),
              "these properties do not have exactly one element Cors",
              "add one; an empty one means no rules");
        }
        yield rules.azure(cors);
      }
      case XmlRules.GCS_ROOT -> rules.gcs(root);
      default -> throw new XmlRoots(document).unknown(root);
    };
  }
}
