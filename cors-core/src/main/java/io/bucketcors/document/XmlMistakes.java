package io.bucketcors.document;

import io.bucketcors.CorsProblemType;
import io.bucketcors.text.Quoted;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in plain words what is wrong with XML that cannot be read. */
final class XmlMistakes {
  private static final Pattern ENTITY = Pattern.compile("The entity \"([^\"]*)\" was referenced.*");
  private static final Pattern UNCLOSED =
      Pattern.compile("The element type \"([^\"]*)\" must be terminated by .*");

  private final DocumentText document;

  XmlMistakes(DocumentText document) {
    this.document = document;
  }

  /**
   * Explains what the parser complains about.
   *
   * @param words the parser's own, for what is not known here
   */
  DocumentException explain(int offset, String words) {
    String text = document.text();
    int declaration = text.indexOf("<?xml ");
    if (declaration > 0 && words.contains("matching \"[xX][mM][lL]\"")) {
      return document.refuse(
          CorsProblemType.DOCUMENT_TEXT_BEFORE,
          0,
          "",
          "an XML declaration stands first in a document, or not at all; here something stands"
              + " before it",
          "remove what stands before <?xml, white space and comments included");
    }
    if (text.toLowerCase(Locale.ROOT).contains("<html")) {
      return html(0);
    }
    if (words.contains("start and end within the same entity")) {
      return unfinished(offset);
    }
    Matcher entity = ENTITY.matcher(words);
    if (entity.matches()) {
      String name = entity.group(1);
      return malformed(
          offset,
          "XML has no &" + Quoted.sentence(name) + ";",
          name.equals("nbsp") ? "remove it" : "write the character itself");
    }
    Matcher unclosed = UNCLOSED.matcher(words);
    if (unclosed.matches()) {
      String name = Quoted.sentence(unclosed.group(1));
      return malformed(offset, "the element " + name + " is not closed", "add </" + name + ">");
    }
    if (words.contains("immediately follow the '&'") || words.contains("must end with the ';'")) {
      return malformed(offset, "a & stands alone", "write &amp; for it");
    }
    if (words.contains("markup in the document following the root element")) {
      return malformed(
          offset, "something follows after the document's end", "keep one document, and remove it");
    }
    if (text.indexOf('\u201c') >= 0 || text.indexOf('\u201d') >= 0) {
      return malformed(
          offset, "typographic quotes stand in it", "write the straight quote \" in their place");
    }
    return malformed(offset, Quoted.sentence(words), "mend it there or just before");
  }

  DocumentException doctype(int offset) {
    boolean html =
        document.text().regionMatches(true, offset, "<!DOCTYPE html", 0, "<!DOCTYPE html".length());
    return html
        ? html(offset)
        : document.refuse(
            CorsProblemType.DOCUMENT_DOCTYPE,
            offset,
            "",
            "document types and entities are never read",
            "remove the DOCTYPE");
  }

  /** What a login page, an error page or a store's console gives in place of a document. */
  DocumentException html(int offset) {
    return document.refuse(
        CorsProblemType.DOCUMENT_HTML,
        offset,
        "",
        "this is an HTML page, such as one for a login or an error, not a rules document",
        "fetch the document itself, by the store's console or command line");
  }

  private DocumentException unfinished(int offset) {
    String text = document.text();
    boolean inTag = text.lastIndexOf('<') > text.lastIndexOf('>');
    return malformed(
        offset,
        inTag
            ? "the document ends within a tag"
            : "the document ends before its elements are closed",
        inTag ? "add the missing >" : "add what is missing at the end; it may have been cut off");
  }

  private DocumentException malformed(int offset, String why, String fix) {
    return document.refuse(
        CorsProblemType.DOCUMENT_NOT_WELL_FORMED,
        offset,
        "",
        "the XML is not well-formed: " + why,
        fix);
  }
}
