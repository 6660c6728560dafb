package io.bucketcors.document;

import io.bucketcors.CorsProblem;
import java.util.List;

/**
 * The way to JSON that names no class of Jakarta JSON Processing, so that everything else works
 * without that jar.
 */
final class JsonFormat {
  private JsonFormat() {}

  static Node read(DocumentText document, List<CorsProblem> problems) throws DocumentException {
    try {
      return new JsonTree(document, problems).read();
    } catch (LinkageError e) {
      throw missing(document);
    }
  }

  static DocumentException missing(DocumentText document) {
    return document.refuse(
        "document-json-provider",
        0,
        "",
        "JSON is read and written through Jakarta JSON Processing, and none is there",
        "add org.eclipse.parsson:parsson, or use an XML document");
  }
}
