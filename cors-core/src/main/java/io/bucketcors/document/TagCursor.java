package io.bucketcors.document;

/**
 * Finds the tags of XML in its text, one after the other. The character offsets that StAX reports
 * drift at line ends and where a parser refills its buffer, so they are no places; what the parser
 * has accepted is well-formed, and there a raw {@code <} begins markup and nothing else.
 */
final class TagCursor {
  private final String text;
  private int position;

  TagCursor(String text) {
    this.text = text;
  }

  /** Moves on to the next start tag or document type, and returns where it begins. */
  int next() {
    int at = text.indexOf('<', position);
    while (at >= 0) {
      if (text.startsWith("<!--", at)) {
        position = after("-->", at + 4);
      } else if (text.startsWith("<![CDATA[", at)) {
        position = after("]]>", at);
      } else if (text.startsWith("<?", at)) {
        position = after("?>", at);
      } else if (text.startsWith("</", at)) {
        position = after(">", at);
      } else {
        position = tagEnd(at);
        return at;
      }
      at = text.indexOf('<', position);
    }
    position = text.length();
    return position;
  }

  /** Where the content of the last tag begins. */
  int content() {
    return position;
  }

  /** An attribute's value may hold a {@code >}. */
  private int tagEnd(int from) {
    char quote = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return i + 1;
      }
    }
    return text.length();
  }

  private int after(String end, int from) {
    int found = text.indexOf(end, from);
    return found < 0 ? text.length() : found + end.length();
  }
}
