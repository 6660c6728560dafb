package io.bucketcors.conformance.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.readme.Page.Block;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Java that pages show compiles; what it does is tested where it belongs. */
class JavaInPagesTest {
  /** What a reader has around a few lines. */
  private static final String AROUND =
      """
      public class Shown {
        public interface Database {
          List<CorsRule> rules();
        }

        public static void shown(
            ServletContext servletContext,
            byte[] bytes,
            Database database,
            CorsPolicy policy,
            CorsPolicies before,
            CorsPolicies after)
            throws Exception {
      %s
        }
      }
      """;

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> compiles() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Page page : Page.all()) {
      for (Block block : page.blocks()) {
        if (block.language().equals("java") && page.name().startsWith("docs/")) {
          tests.add(
              DynamicTest.dynamicTest(
                  page.name() + ": " + block.code().lines().findFirst().orElse(""),
                  () -> compile(block.code())));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(5);
    return tests.stream();
  }

  private void compile(String code) throws Exception {
    if (code.contains("class App ")) {
      assertThat(Snippet.compile(folder, "App", code)).isNotNull();
    } else {
      Class<?> shown = Snippet.compile(folder, "Shown", AROUND.formatted(code));
      if (code.contains("CorsExpectations")) {
        // Needs nothing around it, and says itself whether it is true.
        shown.getMethods()[0].invoke(null, null, null, null, null, null, null);
      }
    }
  }
}
