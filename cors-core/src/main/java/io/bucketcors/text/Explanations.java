package io.bucketcors.text;

/** What more than one judge of configuration has to say, in the same words. */
public final class Explanations {
  public static final String NO_SUCH_KEY = "no such key";

  public static final String BUCKET_NAME =
      "a bucket's name is made of lower-case letters and digits";

  public static final String PREFLIGHT_STATUS =
      "browsers take a preflight for answered only with a status from 200 to 299";

  public static final String PREFLIGHT_STATUS_FIX = "write 204 or 200";

  public static final String ONE_BY_ONE = "list the names one by one";

  private Explanations() {}

  /** Why credentials are not to be configured in a dialect. */
  public static String bucketDecides(String dialect) {
    return "in dialect " + dialect + " the bucket decides on credentials";
  }
}
