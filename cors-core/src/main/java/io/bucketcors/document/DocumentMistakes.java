package io.bucketcors.document;

import io.bucketcors.CorsProblemType;
import io.bucketcors.text.Blanks;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what a text is that begins neither as XML nor as JSON does. */
final class DocumentMistakes {
  private static final Pattern MARKUP =
      Pattern.compile("<\\?xml|<!--|<[A-Za-z][A-Za-z0-9:]*[\\s/>]");
  private static final Pattern JSON = Pattern.compile("(?m)^[\\[{]\\s*([\"{}\\[\\]]|$)");
  private static final Pattern YAML =
      Pattern.compile("(?m)^ *(- *)?[A-Za-z][A-Za-z0-9_-]*: *($|[\\[\"'#>|&!{]|[A-Za-z0-9])");
  private static final Pattern SWIFT = Pattern.compile("(?im)^x-container-meta-");
  private static final Pattern PROPERTIES = Pattern.compile("(?m)^ *bucketcors[.:]");
  private static final Pattern COMMAND =
      Pattern.compile(
          "^ *(\\$ *)?(aws|gsutil|gcloud|b2|az|curl|coscli|ossutil|mc|s3cmd|wrangler|npx|cat) .*",
          Pattern.DOTALL);

  private final DocumentText document;
  private final int start;

  /**
   * @param start the offset of the first character that is no white space
   */
  DocumentMistakes(DocumentText document, int start) {
    this.document = document;
    this.start = start;
  }

  DocumentException refuse() {
    String text = document.text().substring(start);
    if (text.startsWith("```") || text.startsWith("~~~")) {
      return unknown(
          "this is a document within marks of Markdown",
          "remove the lines with " + text.substring(0, 3));
    }
    if (text.startsWith("//") || text.startsWith("/*")) {
      return comment();
    }
    if (text.startsWith("\"") || text.startsWith("'")) {
      return unknown(
          "this is a document within quotes",
          "write the document itself, without the quotes around it and the backslashes in it");
    }
    if (COMMAND.matcher(text).matches()) {
      return unknown("this is a command, not a document", "give the document that it names");
    }
    if (PROPERTIES.matcher(text).find()) {
      return unknown(
          "these are properties, not a rules document",
          "put them where configuration is read from, and leave rules-location out");
    }
    if (SWIFT.matcher(text).find()) {
      return unknown(
          "these are headers of Swift, whose rules have no document",
          "write rules: allowed-origins, allowed-methods");
    }
    int later = firstOf(text, MARKUP, JSON);
    if (later >= 0) {
      return text.startsWith("#") ? comment() : before(start + later);
    }
    if (YAML.matcher(text).find()) {
      return unknown(
          "this looks like YAML, which is not read", "give the same as JSON, with its own keys");
    }
    return unknown(
        "the document is neither XML nor JSON", "use the document that the bucket's store shows");
  }

  private static int firstOf(String text, Pattern... patterns) {
    int first = -1;
    for (Pattern pattern : patterns) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.find() && (first < 0 || matcher.start() < first)) {
        first = matcher.start();
      }
    }
    return first;
  }

  private DocumentException before(int found) {
    String stray = Blanks.strip(document.text().substring(start, found));
    return document.refuse(
        CorsProblemType.DOCUMENT_TEXT_BEFORE,
        start,
        stray,
        "text stands before the document",
        "remove it");
  }

  private DocumentException comment() {
    return document.refuse(
        CorsProblemType.DOCUMENT_COMMENT,
        start,
        "",
        "comments stand in it, which JSON does not have",
        "remove them");
  }

  private DocumentException unknown(String explanation, String fix) {
    return document.refuse(CorsProblemType.DOCUMENT_UNKNOWN, start, "", explanation, fix);
  }
}
