package io.bucketcors.document;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblemType;
import io.bucketcors.CorsProblems;
import io.bucketcors.CorsRule;
import java.util.List;

/**
 * The way to JSON that names no class of Jakarta JSON Processing, so that everything else works
 * without that jar.
 */
final class JsonFormat {
  private JsonFormat() {}

  static Node read(DocumentText document, CorsProblems problems) throws DocumentException {
    try {
      return new JsonTree(document, problems).read();
    } catch (LinkageError e) {
      throw missing(document);
    }
  }

  /**
   * @throws CorsConfigurationException if there is no provider
   */
  static String write(DocumentKind kind, List<CorsRule> rules) {
    try {
      return JsonWriter.write(kind, rules);
    } catch (LinkageError e) {
      throw new CorsConfigurationException(List.of(missing().problem()));
    }
  }

  static DocumentException missing() {
    return missing(new DocumentText("", "new document", CorsPolicy.DEFAULT_BUCKET));
  }

  static DocumentException missing(DocumentText document) {
    return document.refuse(
        CorsProblemType.DOCUMENT_JSON_PROVIDER,
        0,
        "",
        "JSON is read and written through Jakarta JSON Processing, and none is there",
        "add org.eclipse.parsson:parsson, or use an XML document");
  }
}
