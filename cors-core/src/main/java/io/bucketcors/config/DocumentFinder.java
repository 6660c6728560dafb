package io.bucketcors.config;

import io.bucketcors.document.CorsDocument;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fetches rules documents: {@code classpath:x}, {@code file:/x} or a path. Nothing is ever fetched
 * over a network.
 */
final class DocumentFinder {
  // Two letters at least: one letter is a drive.
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.*)");

  private final @Nullable ClassLoader loader;

  DocumentFinder(@Nullable ClassLoader loader) {
    this.loader = loader;
  }

  /** The content as it is now. Never throws: what went wrong is in the result. */
  DocumentContent fetch(String location) {
    Matcher scheme = SCHEME.matcher(location);
    try {
      if (!scheme.matches()) {
        return file(location, Path.of(location));
      }
      return switch (scheme.group(1)) {
        case "classpath" -> resource(location, scheme.group(2).replaceFirst("^/+", ""));
        case "file" -> file(location, Path.of(URI.create(location)));
        default ->
            DocumentContent.failed(
                location,
                "rules are read from classpath:, file: and paths only",
                "fetch the document to a file and name that");
      };
    } catch (InvalidPathException e) {
      return DocumentContent.failed(location, "this is no path", "");
    } catch (IllegalArgumentException e) {
      // From URI.create and Path.of(URI).
      return DocumentContent.failed(
          location, "this is no file URI", "write it as file:/x, with spaces as %20");
    } catch (IOException e) {
      String type = e.getClass().getSimpleName();
      return DocumentContent.failed(location, "reading it failed with " + type, "");
    }
  }

  private DocumentContent resource(String location, String name) throws IOException {
    URL url = loader == null ? ClassLoader.getSystemResource(name) : loader.getResource(name);
    if (url == null) {
      return DocumentContent.failed(
          location,
          "no such resource is on the class path",
          "name it by its full path within a jar or src/main/resources, or name a file");
    }
    URLConnection connection = url.openConnection();
    // A cached jar file would show the old content, and keep the jar open after an undeploy.
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      return DocumentContent.of(location, in.readNBytes(CorsDocument.MAX_BYTES + 1));
    }
  }

  private static DocumentContent file(String location, Path path) throws IOException {
    Path absolute = path.toAbsolutePath();
    if (!Files.exists(path)) {
      return DocumentContent.failed(
          location, "there is no such file: " + absolute, "write the path in full");
    }
    // A pipe or a device could block, or never end.
    if (!Files.isRegularFile(path)) {
      return DocumentContent.failed(location, absolute + " is no regular file", "");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return DocumentContent.of(location, in.readNBytes(CorsDocument.MAX_BYTES + 1));
    }
  }
}
