package io.bucketcors.conformance.readme;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** Compiles a Java snippet as it stands, with the imports that an editor would add. */
final class Snippet {
  private static final String IMPORTS =
      """
      import io.bucketcors.*;
      import io.bucketcors.jaxrs.*;
      import io.bucketcors.servlet.*;
      import jakarta.servlet.*;
      import jakarta.ws.rs.*;
      import jakarta.ws.rs.core.Application;
      import io.bucketcors.config.*;
      import io.bucketcors.document.*;
      import io.bucketcors.testing.*;
      import java.net.InetSocketAddress;
      import java.util.*;
      import org.eclipse.jetty.ee10.servlet.*;
      import org.eclipse.jetty.server.Server;
      """;

  private Snippet() {}

  /** Compiles the body of a class named {@code name}. */
  static Class<?> compile(Path folder, String name, String code) throws Exception {
    Path source = folder.resolve(name + ".java");
    Files.writeString(source, IMPORTS + code);
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    if (result != 0) {
      throw new AssertionError("the snippet does not compile");
    }
    return loader(folder).loadClass(name);
  }

  private static ClassLoader loader(Path folder) throws IOException {
    // Not closed: the snippet's classes live as long as the test.
    return new URLClassLoader(new URL[] {folder.toUri().toURL()}, Snippet.class.getClassLoader());
  }
}
