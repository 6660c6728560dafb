package io.bucketcors.document;

import io.bucketcors.text.KeyWords;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** CORS rules of products whose documents are not read, told by keys that only they have. */
enum ForeignRules {
  AZURE_IN_JSON(
      "these are Azure's rules as its templates and command line have them in JSON",
      "give them as Azure's XML, Cors, or in the keys of another kind",
      true,
      "maxAgeInSeconds"),
  BAIDU(
      "these are rules of Baidu's BOS, which are not read",
      "write them as S3's: AllowedOrigins, AllowedMethods, AllowedHeaders, ExposeHeaders",
      true,
      "allowedExposeHeaders"),
  QINIU(
      "these are rules of Qiniu's Kodo, which are not read",
      "write them as S3's: AllowedOrigins, AllowedMethods, AllowedHeaders, ExposeHeaders",
      false,
      "allowedorigin",
      "allowedmethod"),
  FUNCTION(
      "these are CORS rules of another product, such as a function's URL or an API gateway, not of a"
          + " bucket",
      "write rules: AllowedOrigins, AllowedMethods, AllowedHeaders, ExposeHeaders, MaxAgeSeconds;"
          + " credentials are said by bucketcors.allow-credentials beside bucketcors.rules-location",
      false,
      "alloworigins",
      "allowmethods");

  final String explanation;
  final String fix;
  private final boolean exact;
  private final List<String> keys;

  ForeignRules(String explanation, String fix, boolean exact, String... keys) {
    this.explanation = explanation;
    this.fix = fix;
    this.exact = exact;
    this.keys = List.of(keys);
  }

  /**
   * The product whose keys stand in one of some objects or the objects in them; or null.
   *
   * @param known whether other keys of them are those of a kind that is read, so that only a key
   *     exactly as the product writes it counts
   */
  static @Nullable ForeignRules find(List<Node> objects, boolean known) {
    for (ForeignRules foreign : values()) {
      boolean found =
          objects.stream()
              .flatMap(object -> Stream.concat(Stream.of(object), object.children().stream()))
              .anyMatch(foreign::matches);
      if (found && (foreign.exact || !known)) {
        return foreign;
      }
    }
    return null;
  }

  private boolean matches(Node object) {
    return object.children().stream()
        .map(member -> exact ? member.name() : KeyWords.shape(member.name()))
        .anyMatch(keys::contains);
  }
}
