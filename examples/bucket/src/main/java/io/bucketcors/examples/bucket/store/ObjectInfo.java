package io.bucketcors.examples.bucket.store;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/**
 * What a client said of an object besides its bytes.
 *
 * @param etag the entity tag, quotes included
 * @param headers header lines to send with the object, names in lower case
 */
public record ObjectInfo(String etag, Map<String, String> headers) {
  private static final String ETAG = "etag";
  private static final String HEADER = "header.";

  static ObjectInfo read(Path file) throws IOException {
    Properties read = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      read.load(reader);
    } catch (IllegalArgumentException broken) {
      throw new NoSuchFileException(file.toString());
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : new TreeSet<>(read.stringPropertyNames())) {
      if (name.startsWith(HEADER)) {
        headers.put(name.substring(HEADER.length()), read.getProperty(name, ""));
      }
    }
    return new ObjectInfo(read.getProperty(ETAG, ""), headers);
  }

  String write() {
    Properties all = new Properties();
    all.setProperty(ETAG, etag);
    headers.forEach((name, value) -> all.setProperty(HEADER + name, value));
    StringWriter text = new StringWriter();
    try {
      all.store(text, null);
    } catch (IOException never) {
      throw new IllegalStateException(never);
    }
    return text.toString();
  }
}
