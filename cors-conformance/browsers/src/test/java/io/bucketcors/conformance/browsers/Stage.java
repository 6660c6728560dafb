package io.bucketcors.conformance.browsers;

import static java.util.Objects.requireNonNull;

import io.bucketcors.CorsRule;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A browser, a bucket and pages, for all tests of a class. */
final class Stage implements BeforeAllCallback, AfterAllCallback {
  private final Supplier<Browser> launch;
  private @Nullable Browser browser;
  private @Nullable TestBucket bucket;
  private @Nullable TestPages pages;

  /**
   * @param launch starts the browser, or skips the tests where it is not installed
   */
  Stage(Supplier<Browser> launch) {
    this.launch = launch;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    browser = launch.get();
    bucket = new TestBucket();
    pages = new TestPages();
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    for (AutoCloseable each : Arrays.asList(browser, bucket, pages)) {
      if (each != null) {
        each.close();
      }
    }
  }

  Browser browser() {
    return requireNonNull(browser);
  }

  String origin(String host) {
    return requireNonNull(pages).origin(host);
  }

  void openPage(String host) {
    browser().open(origin(host) + "/");
  }

  void rules(CorsRule.Builder... rules) {
    requireNonNull(bucket)
        .rules(Arrays.stream(rules).map(CorsRule.Builder::build).toArray(CorsRule[]::new));
  }

  List<String> arrived() {
    return requireNonNull(bucket).arrived();
  }

  /** Status, ETag and body as the script sees them, or {@code refused}. */
  String fetch(String host, String path, String init) {
    return browser()
        .evaluate(
            """
            try {
              const response = await fetch('%s', %s);
              const tag = response.headers.get('ETag');
              return response.status + ' etag=' + tag + ' ' + await response.text();
            } catch (error) {
              return 'refused';
            }
            """
                .formatted(requireNonNull(bucket).url(host, path), init));
  }

  /** The status that a script in a sandboxed frame sees, or {@code refused}. */
  String fetchInSandbox(String host, String path) {
    return browser()
        .evaluate(
            """
            const told = new Promise((done) => {
              addEventListener('message', (event) => done(event.data), { once: true });
            });
            const frame = document.createElement('iframe');
            frame.sandbox = 'allow-scripts';
            frame.srcdoc = `<script>
              fetch('%s').then((response) => response.status, () => 'refused')
                .then((outcome) => parent.postMessage(outcome, '*'));
            </` + `script>`;
            document.body.append(frame);
            return await told;
            """
                .formatted(requireNonNull(bucket).url(host, path)));
  }

  /** Loads an image as a plain {@code <img>} does, without CORS. */
  String loadImage(String host, String path) {
    return browser()
        .evaluate(
            """
            const image = new Image();
            const outcome = new Promise((done) => {
              image.onload = () => done('loaded');
              image.onerror = () => done('failed');
            });
            image.src = '%s';
            document.body.append(image);
            return await outcome;
            """
                .formatted(requireNonNull(bucket).url(host, path)));
  }
}
