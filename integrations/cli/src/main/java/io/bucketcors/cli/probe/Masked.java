package io.bucketcors.cli.probe;

import io.bucketcors.text.Quoted;
import java.net.URI;
import java.util.regex.Pattern;

/** What is printed of URLs and values: no secrets, and nothing that acts on a terminal. */
final class Masked {
  private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@?#]*@");
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)([?&][^=&#]*(?:token|key|sig|secret|pass|auth|cred|session|jwt)[^=&#]*=)[^&#]+");

  private Masked() {}

  static String url(URI url) {
    String text = USER_INFO.matcher(url.toString()).replaceAll("***@");
    return text(SECRET.matcher(text).replaceAll("$1***"));
  }

  static String text(String text) {
    return Quoted.bare(text);
  }
}
