package io.bucketcors.examples.bucket.s3;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The query of a request, decoded. The servlet API's parameters are of no use here: they would read
 * the body of a form.
 */
record Query(Map<String, List<String>> all) {
  /** What S3 serves under the same path as objects and buckets, and this does not. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          ("accelerate acl analytics attributes delete encryption intelligent-tiering inventory"
                  + " legal-hold lifecycle logging metrics notification object-lock"
                  + " ownershipControls policy policyStatus publicAccessBlock replication"
                  + " requestPayment restore retention select tagging torrent versionId versioning"
                  + " versions website")
              .split(" ", -1));

  static Query parse(@Nullable String raw) throws S3Exception {
    Map<String, List<String>> all = new LinkedHashMap<>();
    try {
      for (String part : raw == null ? new String[0] : raw.split("&")) {
        if (!part.isEmpty()) {
          String[] pair = part.split("=", 2);
          all.computeIfAbsent(decoded(pair[0]), name -> new ArrayList<>())
              .add(pair.length == 2 ? decoded(pair[1]) : "");
        }
      }
    } catch (IllegalArgumentException broken) {
      throw S3Exception.invalid("InvalidURI", "Couldn't parse the specified URI.");
    }
    return new Query(all);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  boolean has(String name) {
    return all.containsKey(name);
  }

  /** The value, or null. */
  @Nullable String get(String name) {
    List<String> values = all.get(name);
    return values == null ? null : values.get(0);
  }

  /** The value, or an empty one. */
  String text(String name) {
    String value = get(name);
    return value == null ? "" : value;
  }

  /**
   * A whole number.
   *
   * @throws S3Exception if it is none, or not in the range
   */
  int number(String name, int least, int most, int otherwise) throws S3Exception {
    String value = get(name);
    if (value == null) {
      return otherwise;
    }
    if (value.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw S3Exception.invalid(
        "InvalidArgument", name + " must be an integer between " + least + " and " + most);
  }

  /** Refuses what would otherwise be taken for an object's bytes. */
  void refuseWhatIsElsewhere() throws S3Exception {
    for (String name : all.keySet()) {
      if (ELSEWHERE.contains(name)) {
        throw S3Exception.notImplemented("?" + name);
      }
    }
  }
}
