package io.bucketcors.examples.bucket;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.examples.bucket.console.Console;
import io.bucketcors.examples.bucket.s3.Keys;
import io.bucketcors.examples.bucket.s3.S3Servlet;
import io.bucketcors.examples.bucket.s3.VirtualHosts;
import io.bucketcors.examples.bucket.store.BucketRules;
import io.bucketcors.examples.bucket.store.Store;
import io.bucketcors.servlet.CorsFilter;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.jspecify.annotations.Nullable;

/** The example, running: the bucket on one origin, the page on another. */
public final class BucketExample implements AutoCloseable {
  private final HttpServer bucket;
  private final HttpServer page;
  private final Store store;
  private final BucketRules rules;

  /** Null where anyone may write. */
  private final @Nullable Keys keys;

  /** What to end, last opened first. */
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private final Thread stopper = new Thread(this::stop, "bucket-example-stop");

  private BucketExample(Options options) throws Exception {
    try {
      store = opened(store(options));
      bucket = opened(HttpServer.open("bucket", options.host(), options.port(), "--port"));
      page = opened(HttpServer.open("page", options.host(), options.pagePort(), "--page-port"));
      rules = opened(rules(options, store));
      keys = options.open() ? null : Keys.of(options.accessKey(), options.secretKey(), store);
      Journal journal = new Journal(rules.source());
      serveBucket(journal);
      URI endpoint = bucket.uri("/");
      RulesBackend backend = new RulesBackend(store, rules, journal, endpoint, keys == null);
      ServletContextHandler console = Console.app(backend);
      page.serve(console, console);
      Runtime.getRuntime().addShutdownHook(stopper);
    } catch (Exception failed) {
      stop();
      throw failed;
    }
  }

  /**
   * Starts both servers and returns.
   *
   * @throws NotStartedException if a port is taken, the folder is unusable or the rules are wrong
   */
  public static BucketExample start(Options options) throws NotStartedException {
    try {
      return new BucketExample(options);
    } catch (NotStartedException expected) {
      throw expected;
    } catch (Exception failed) {
      throw new NotStartedException("not started: " + failed, failed);
    }
  }

  /** The page, as a browser on this machine would open it. */
  public URI page() {
    return page.uri("/");
  }

  /** The first bucket, as a browser on this machine would write it. */
  public URI bucket() {
    return bucket.uri("/" + Store.FIRST_BUCKET + "/");
  }

  /** The data folder, which has a folder for each bucket. */
  public Path folder() {
    return store.folder();
  }

  /** The rules in force, which can be exchanged. */
  public BucketRules rules() {
    return rules;
  }

  /** Who may write, in words. */
  String describeKeys() {
    return keys == null ? "open    anyone may write" : "keys    " + keys.shown();
  }

  /** Waits until both servers have ended. */
  public void join() throws InterruptedException {
    bucket.join();
    page.join();
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(stopper);
    } catch (IllegalStateException stoppingAlready) {
      return;
    }
    stop();
  }

  private static Store store(Options options) throws NotStartedException {
    try {
      return Store.open(options.data());
    } catch (IOException unusable) {
      String shown = "--data " + Options.quoted(String.valueOf(options.data()));
      throw new NotStartedException(shown + " " + unusable.getMessage(), unusable);
    }
  }

  private static BucketRules rules(Options options, Store store)
      throws IOException, NotStartedException {
    try {
      return BucketRules.open(store, options.dialect());
    } catch (CorsConfigurationException refused) {
      throw new NotStartedException(String.valueOf(refused.getMessage()), refused);
    }
  }

  private void serveBucket(Journal journal) throws Exception {
    ServletContextHandler app = new ServletContextHandler("/", false, false);
    // Before anything else: preflights are never signed.
    FilterHolder cors = new FilterHolder(new CorsFilter(rules.source()));
    cors.setAsyncSupported(true);
    app.addFilter(cors, "/*", EnumSet.allOf(DispatcherType.class));
    ServletHolder servlet = new ServletHolder(new S3Servlet(store, rules, keys));
    servlet.setAsyncSupported(true);
    app.addServlet(servlet, "/*");
    VirtualHosts hosts = new VirtualHosts(store);
    hosts.setHandler(journal);
    journal.setHandler(app);
    bucket.serve(app, hosts);
  }

  private <C extends AutoCloseable> C opened(C resource) {
    open.push(resource);
    return resource;
  }

  private void stop() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception goOn) {
        System.getLogger("bucket").log(System.Logger.Level.WARNING, "while stopping", goOn);
      }
    }
  }
}
