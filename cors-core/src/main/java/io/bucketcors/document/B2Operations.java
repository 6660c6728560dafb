package io.bucketcors.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Backblaze B2 allows operations where others allow methods. An operation is read as the methods
 * that it is asked for with: a download by GET, and by HEAD for its headers alone.
 */
final class B2Operations {
  private static final Map<String, List<String>> METHODS = new LinkedHashMap<>();

  static {
    METHODS.put("b2_download_file_by_id", List.of("GET", "HEAD"));
    METHODS.put("b2_download_file_by_name", List.of("GET", "HEAD"));
    METHODS.put("b2_upload_file", List.of("POST"));
    METHODS.put("b2_upload_part", List.of("POST"));
    for (String method : List.of("GET", "HEAD", "PUT", "POST", "DELETE")) {
      METHODS.put(operation(method), List.of(method));
    }
  }

  private B2Operations() {}

  /** The methods of an operation, or null where there is no such operation. */
  static @Nullable List<String> methods(String operation) {
    return METHODS.get(operation);
  }

  static Set<String> names() {
    return METHODS.keySet();
  }

  /** The operation of B2's S3 interface that is asked for with a method. */
  static String operation(String method) {
    return "s3_" + method.toLowerCase(Locale.ROOT);
  }

  /** Whether there is an operation for exactly this method. */
  static boolean covers(String method) {
    return List.of(method).equals(METHODS.get(operation(method)));
  }
}
