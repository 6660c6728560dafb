package io.bucketcors.examples.bucket;

import io.bucketcors.examples.bucket.console.Console;
import io.bucketcors.servlet.CorsFilter;
import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;

/** The example, running: the bucket on one origin, the page on another. */
public final class BucketExample implements AutoCloseable {
  private static final long MAX_OBJECT_BYTES = 64L * 1024 * 1024;

  private final HttpServer bucket;
  private final HttpServer page;
  private final DataFolder data;
  private final Rules rules;

  /** What to end, last opened first. */
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private final Thread stopper = new Thread(this::stop, "bucket-example-stop");

  private BucketExample(Options options) throws Exception {
    try {
      data = opened(DataFolder.open(options.data()));
      bucket = opened(HttpServer.open("bucket", options.host(), options.port(), "--port"));
      page = opened(HttpServer.open("page", options.host(), options.pagePort(), "--page-port"));
      rules = opened(Rules.fromConfig());
      Journal journal = new Journal(rules.source());
      serveBucket(journal);
      servePage(journal);
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

  /** The bucket, as a browser on this machine would write it. */
  public URI bucket() {
    return bucket.uri("/");
  }

  /** The folder that the bucket serves. */
  public Path folder() {
    return data.path();
  }

  /** The rules in force, which can be exchanged. */
  Rules rules() {
    return rules;
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

  private void serveBucket(Journal journal) throws Exception {
    ServletContextHandler app = new ServletContextHandler("/", false, false);
    FilterHolder cors = new FilterHolder(new CorsFilter(rules.source()));
    cors.setAsyncSupported(true);
    app.addFilter(cors, "/*", EnumSet.allOf(DispatcherType.class));
    ObjectFolder objects = new ObjectFolder(data.path(), MAX_OBJECT_BYTES);
    ServletHolder servlet = new ServletHolder(new ObjectServlet(objects));
    servlet.setAsyncSupported(true);
    app.addServlet(servlet, "/*");
    bucket.serve(app, journal);
  }

  private void servePage(Journal journal) throws Exception {
    RulesBackend backend = new RulesBackend(rules, journal, bucket());
    page.serve(Console.app(backend), new Handler.Wrapper());
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
