package io.bucketcors.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.parsson.JsonProviderImpl;
import org.junit.jupiter.api.Test;

/** What happens where Jakarta JSON Processing, or a part of it, is not there. */
class JsonAbsenceTest {
  private static final String XML =
      "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin>"
          + "<AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>";
  private static final String JSON = "[{\"AllowedOrigins\":[\"*\"],\"AllowedMethods\":[\"GET\"]}]";

  @Test
  void readsXmlWithoutTheApi() throws Exception {
    assertThat(read(XML)).contains("rules=[CorsRule[").contains("problems=[]");
  }

  @Test
  void saysWhatToAddWithoutTheApi() throws Exception {
    assertThat(read(JSON))
        .contains("document-json-provider")
        .contains("add org.eclipse.parsson:parsson");
  }

  @Test
  void saysWhatToAddWithoutAProvider() throws Exception {
    assertThat(read(JSON, JsonProvider.class))
        .contains("document-json-provider")
        .contains("add org.eclipse.parsson:parsson");
  }

  @Test
  void writesXmlWithoutTheApiAndSaysWhatToAddForJson() throws Exception {
    assertThat(write("S3_XML")).contains("<CORSConfiguration");
    assertThat(write("S3_JSON")).contains("add org.eclipse.parsson:parsson");
  }

  /** The test's own context class loader sees another JSON API, so its provider is of no use. */
  @Test
  void findsTheProviderBesideTheLibraryWhereTheContextHasAnother() throws Exception {
    assertThat(read(JSON, JsonProvider.class, JsonProviderImpl.class))
        .contains("rules=[CorsRule[")
        .contains("problems=[]");
  }

  /** Reads a document by a library that sees no other jar than those of the given classes. */
  private static String read(String document, Class<?>... others) throws Exception {
    try (URLClassLoader loader = loader(others)) {
      return loader
          .loadClass("io.bucketcors.document.CorsDocument")
          .getMethod("read", byte[].class, String.class, String.class)
          .invoke(null, document.getBytes(UTF_8), "document", "default")
          .toString();
    }
  }

  /** Writes no rules, in the same way; the text, or why there is none. */
  private static String write(String kind) throws Exception {
    try (URLClassLoader loader = loader()) {
      Class<?> kinds = loader.loadClass("io.bucketcors.document.DocumentKind");
      Object found = kinds.getMethod("valueOf", String.class).invoke(null, kind);
      return String.valueOf(
          loader
              .loadClass("io.bucketcors.document.CorsDocument")
              .getMethod("write", kinds, List.class, boolean.class)
              .invoke(null, found, List.of(), false));
    } catch (InvocationTargetException e) {
      return String.valueOf(e.getCause());
    }
  }

  private static URLClassLoader loader(Class<?>... others) throws IOException {
    URL[] jars =
        Stream.concat(Stream.of(CorsDocument.class), Arrays.stream(others))
            .map(type -> Objects.requireNonNull(type.getProtectionDomain().getCodeSource()))
            .map(source -> Objects.requireNonNull(source.getLocation()))
            .toArray(URL[]::new);
    return new URLClassLoader(jars, ClassLoader.getPlatformClassLoader());
  }
}
