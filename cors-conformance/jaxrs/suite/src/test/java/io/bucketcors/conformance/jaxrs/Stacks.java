package io.bucketcors.conformance.jaxrs;

import static java.util.Objects.requireNonNull;

import io.bucketcors.conformance.harness.LogCapture;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestWatcher;

/** Starts each stack once for all tests, ends all of them, and keeps the table of what they did. */
final class Stacks implements BeforeAllCallback, TestWatcher {
  private static final StackFactory FACTORY =
      ServiceLoader.load(StackFactory.class).findFirst().orElseGet(EmbeddedStacks::new);

  /** The columns; a system property leaves only some of them. */
  static final List<String> NAMES =
      FACTORY.names().stream().filter(name -> name.matches(wanted())).toList();

  private static String wanted() {
    if (FACTORY instanceof EmbeddedStacks) {
      return Boolean.getBoolean("thorough") ? ".*" : EmbeddedStacks.EACH_ONCE;
    }
    return System.getProperty("jaxrs.servers", ".*");
  }

  private static final Map<String, Stack> RUNNING = new ConcurrentHashMap<>();
  private static final ResultTable TABLE =
      new ResultTable(FACTORY.part(), FACTORY.chapters(), FACTORY.names(), FACTORY::hasServlets);
  private static final LogCapture LOG = LogCapture.of("");

  /** What was logged, over all stacks, since the first was started. */
  static List<String> log() {
    return LOG.causes();
  }

  static List<String> withServlets() {
    return NAMES.stream().filter(FACTORY::hasServlets).toList();
  }

  static Stack get(String name) {
    return RUNNING.computeIfAbsent(name, Stacks::start);
  }

  private static Stack start(String name) {
    try {
      return FACTORY.start(name);
    } catch (Exception failed) {
      throw new IllegalStateException(name, failed);
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.create(Stacks.class))
        .getOrComputeIfAbsent("end", key -> (AutoCloseable) Stacks::end);
  }

  private static void end() throws Exception {
    for (Stack stack : RUNNING.values()) {
      stack.close();
    }
    TABLE.write();
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    if (context.getRequiredTestInstance() instanceof Conformance test) {
      TABLE.record(
          test.chapter(),
          requireNonNull(context.getRequiredTestMethod()).getName(),
          test.stackName(),
          test.cell());
    }
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    TABLE.fail();
  }
}
