package io.bucketcors.config;

import io.bucketcors.document.CorsDocument;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rules document at one moment, or why there is none: {@code classpath:x}, {@code file:/x} or a
 * path. Nothing is ever fetched over a network. Equal where the content is equal.
 *
 * @param location where it is, as configured
 * @param bytes its content, or null
 * @param failure what went wrong; empty where there is content
 * @param fix what to do about that
 */
record RulesDocument(String location, @Nullable ByteBuffer bytes, String failure, String fix) {
  // Two letters at least: one letter is a drive.
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.*)");

  /** A document that is the value of a property. */
  static RulesDocument inline(String property, String text) {
    return of(property, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The content as it is now. Never throws: what went wrong is in the result. */
  static RulesDocument fetch(String location, @Nullable ClassLoader loader) {
    Matcher scheme = SCHEME.matcher(location);
    try {
      if (!scheme.matches()) {
        return file(location, Path.of(location));
      }
      return switch (scheme.group(1)) {
        case "classpath" -> resource(location, scheme.group(2).replaceFirst("^/+", ""), loader);
        case "file" -> file(location, Path.of(URI.create(location)));
        default ->
            failed(
                location,
                "rules are read from classpath:, file: and paths only",
                "fetch the document to a file and name that");
      };
    } catch (InvalidPathException e) {
      return failed(location, "this is no path", "");
    } catch (IllegalArgumentException e) {
      // From URI.create and Path.of(URI).
      return failed(location, "this is no file URI", "write it as file:/x, with spaces as %20");
    } catch (IOException e) {
      String type = e.getClass().getSimpleName();
      return failed(location, "reading it failed with " + type, "");
    }
  }

  private static RulesDocument resource(String location, String name, @Nullable ClassLoader loader)
      throws IOException {
    URL url = loader == null ? ClassLoader.getSystemResource(name) : loader.getResource(name);
    if (url == null) {
      return failed(
          location,
          "no such resource is on the class path",
          "name it by its full path within a jar or src/main/resources, or name a file");
    }
    URLConnection connection = url.openConnection();
    // A cached jar file would show the old content, and keep the jar open after an undeploy.
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      return of(location, in.readNBytes(CorsDocument.MAX_BYTES + 1));
    }
  }

  private static RulesDocument file(String location, Path path) throws IOException {
    Path absolute = path.toAbsolutePath();
    if (!Files.exists(path)) {
      return failed(location, "there is no such file: " + absolute, "write the path in full");
    }
    // A pipe or a device could block, or never end.
    if (!Files.isRegularFile(path)) {
      return failed(location, absolute + " is no regular file", "");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return of(location, in.readNBytes(CorsDocument.MAX_BYTES + 1));
    }
  }

  private static RulesDocument of(String location, byte[] bytes) {
    return new RulesDocument(location, ByteBuffer.wrap(bytes), "", "");
  }

  private static RulesDocument failed(String location, String failure, String fix) {
    return new RulesDocument(location, null, failure, fix);
  }

  // Not the generated ones: see PropertyName.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RulesDocument that
        && location.equals(that.location)
        && Objects.equals(bytes, that.bytes)
        && failure.equals(that.failure)
        && fix.equals(that.fix);
  }

  @Override
  public int hashCode() {
    return 31 * location.hashCode() + Objects.hashCode(bytes);
  }
}
