package io.bucketcors.cli;

import io.bucketcors.text.Quoted;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a message on a browser's console means. */
final class BrowserError {
  /** Chromium names the page and the address, Firefox only the address. */
  private static final Pattern CHROMIUM =
      Pattern.compile(
          "Access to .*? at '(?<url>[^']*)'(?: \\(redirected from '(?<from>[^']*)'\\))?"
              + " from origin '(?<origin>[^']*)' has been blocked by CORS policy: ?(?<why>.*)");

  private static final Pattern FIREFOX =
      Pattern.compile(
          "Cross-Origin Request (?:Blocked|Warning): The Same Origin Policy (?:will )?disallows?"
              + " reading the remote resource at '?(?<url>[^ ']*?)'?(?: soon)?\\. ?(?<why>.*)");

  private static final String PREFLIGHT =
      "Response to preflight request doesn't pass access control check: ";

  private BrowserError() {}

  /**
   * Explains a message.
   *
   * @param message as copied from the console; the part after {@code CORS policy:} or within {@code
   *     (Reason: …)} will do
   * @return several lines
   * @throws UnusableException if nothing is known of it
   */
  static String explain(String message) throws UnusableException {
    String plain = plain(message);
    Matcher chromium = CHROMIUM.matcher(plain);
    Matcher firefox = FIREFOX.matcher(plain);
    StringBuilder text = new StringBuilder();
    String why = plain;
    if (chromium.find()) {
      why = chromium.group("why");
    } else if (firefox.find()) {
      why = firefox.group("why");
    }
    boolean preflight = why.contains(PREFLIGHT);
    BrowserMessage known = find(why);
    if (known == null) {
      throw new UnusableException(
          "this is no message that is known of Chromium's or Firefox's CORS: "
              + Quoted.of(plain)
              + "; copy it from the console, not from the script's exception, which browsers keep"
              + " bare on purpose");
    }
    text.append(known.isFirefox() ? "Firefox" : "Chromium");
    if (preflight) {
      text.append(", of the preflight (the OPTIONS request that the browser sends first)");
    }
    text.append("\n  meaning: ").append(known.meaning());
    text.append("\n  look at: ").append(known.place());
    if (known.ambiguity() != null) {
      text.append("\n  cannot tell: ").append(known.ambiguity());
    }
    String from = chromium.reset(plain).find() ? chromium.group("from") : null;
    if (from != null) {
      text.append("\n  redirected: the answer is that of ")
          .append(Quoted.bare(chromium.group("url")))
          .append(", to which ")
          .append(Quoted.bare(from))
          .append(" has redirected; both need CORS headers, and after a redirect to another origin")
          .append(" the Origin can be null; let the script ask for the last address at once");
    }
    if (chromium.reset(plain).find()) {
      text.append("\n  next: bucketcors explain FILE --origin ")
          .append(word(chromium.group("origin")))
          .append(" --method METHOD --headers NAMES");
    }
    return text.toString();
  }

  private static @Nullable BrowserMessage find(String why) {
    for (BrowserMessage message : BrowserMessage.values()) {
      if (message.is(why)) {
        return message;
      }
    }
    return null;
  }

  /** One line, with straight quotes: Firefox writes ‘ and ’, and copying changes others. */
  private static String plain(String message) {
    return message.replaceAll("[\u2018\u2019\u201c\u201d`]", "'").replaceAll("\\s+", " ").strip();
  }

  /** What can be copied into a shell. */
  private static String word(String text) {
    return text.matches("[A-Za-z0-9_.:/\\[\\]-]+") ? text : "ORIGIN";
  }
}
