package io.bucketcors.examples.bucket;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What of a request and its answer is shown on the page: bounded, and nothing that opens a door.
 * Names stay, since CORS is about names; of what may be a secret the value goes.
 */
final class Disclosure {
  private static final String HIDDEN = "…";
  private static final int MAX_VALUE = 300;

  /** Header names that carry credentials, of any store and any framework. */
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          ".*(auth|cookie|token|secret|signature|credential|passw|session|csrf|xsrf|jwt|assertion"
              + "|certificate|client-cert|api-?key|-key|key-md5|key-sha256).*");

  /** Credentials under a name that does not say so. */
  private static final Pattern SECRET_VALUE =
      Pattern.compile(
          "\\s*(bearer|basic|digest|negotiate|ntlm|aws|aws4-\\S*|oss|oss4-\\S*|goog\\S*)\\s.*"
              + "|.*(eyj[\\w-]{8,}\\.|q-signature=|signature=|security-token).*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern QUERY_VALUE = Pattern.compile("([?&][^=&#]*=)[^&#\\s]*");
  private static final Pattern BARE_QUERY = Pattern.compile("([?&])[^=&#\\s]{32,}");
  private static final Pattern PATH_PARAMETER = Pattern.compile("(;[^=/;?#]*=)[^/;?#]*");
  private static final Pattern USER = Pattern.compile("//[^/?#\\s]*@");

  private Disclosure() {}

  /**
   * A request's target. Presigned ones hold a signature, and each store names its parts otherwise,
   * so no value of a query is shown.
   */
  static String target(@Nullable String target) {
    return bounded(withoutValues(target == null ? "" : target));
  }

  /** The value of a header. */
  static String value(String name, @Nullable String value) {
    if (value == null) {
      return "";
    }
    String lower = name.toLowerCase(Locale.ROOT);
    boolean ofCors = lower.startsWith("access-control-");
    if (!ofCors
        && (SECRET_NAME.matcher(lower).matches() || SECRET_VALUE.matcher(value).matches())) {
      return HIDDEN;
    }
    boolean address = value.indexOf('/') >= 0 && value.indexOf('?') >= 0 || value.contains("://");
    return bounded(address ? withoutValues(value) : value);
  }

  static String bounded(String text) {
    return text.length() <= MAX_VALUE ? text : text.substring(0, MAX_VALUE) + HIDDEN;
  }

  private static String withoutValues(String address) {
    String shown = USER.matcher(address).replaceAll("//" + HIDDEN + "@");
    shown = PATH_PARAMETER.matcher(shown).replaceAll("$1" + HIDDEN);
    shown = QUERY_VALUE.matcher(shown).replaceAll("$1" + HIDDEN);
    return BARE_QUERY.matcher(shown).replaceAll("$1" + HIDDEN);
  }
}
