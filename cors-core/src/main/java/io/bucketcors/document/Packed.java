package io.bucketcors.document;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows files that are no text by the bytes that they begin with. */
final class Packed {
  private static final Map<String, String> BEGINNINGS = new LinkedHashMap<>();

  static {
    BEGINNINGS.put("\u001f\u008b", "gzip");
    BEGINNINGS.put("PK\u0003\u0004", "zip");
    BEGINNINGS.put("PK\u0005\u0006", "zip");
    BEGINNINGS.put("BZh", "bzip2");
    BEGINNINGS.put("\u00fd7zXZ", "xz");
    BEGINNINGS.put("7z\u00bc\u00af", "7z");
    BEGINNINGS.put("(\u00b5/\u00fd", "Zstandard");
    BEGINNINGS.put("\u0004\"M\u0018", "LZ4");
    BEGINNINGS.put("\u001f\u009d", "compress");
    BEGINNINGS.put("Rar!", "RAR");
    BEGINNINGS.put("%PDF-", "PDF");
    BEGINNINGS.put("\u00d0\u00cf\u0011\u00e0", "an office program");
    BEGINNINGS.put("{\\rtf", "RTF");
    BEGINNINGS.put("\u0089PNG", "PNG");
    BEGINNINGS.put("\u00ff\u00d8\u00ff", "JPEG");
    BEGINNINGS.put("\u00ca\u00fe\u00ba\u00be", "Java");
    BEGINNINGS.put("\u007fELF", "ELF");
  }

  private Packed() {}

  /** The format, or null where the bytes may be text. */
  static @Nullable String name(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(bytes.length, 8), StandardCharsets.ISO_8859_1);
    for (Map.Entry<String, String> beginning : BEGINNINGS.entrySet()) {
      if (head.startsWith(beginning.getKey())) {
        return beginning.getValue();
      }
    }
    return null;
  }
}
