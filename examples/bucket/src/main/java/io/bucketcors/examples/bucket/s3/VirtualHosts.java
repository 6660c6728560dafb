package io.bucketcors.examples.bucket.s3;

import io.bucketcors.examples.bucket.store.Names;
import io.bucketcors.examples.bucket.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Turns {@code bucket.localhost/key} into {@code localhost/bucket/key}, before anybody looks at the
 * path: so CORS, which goes by path, and the operations mean the same bucket.
 */
public final class VirtualHosts extends Handler.Wrapper {
  private static final String SENT = VirtualHosts.class.getName() + ".sent";
  private static final String BASE = ".localhost";

  private final Store store;

  /** Knows the buckets that there are. */
  public VirtualHosts(Store store) {
    this.store = store;
  }

  /** The path as the client wrote it, and signed it. */
  static String pathAsSent(HttpServletRequest request) {
    return request.getAttribute(SENT) instanceof String sent ? sent : request.getRequestURI();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    HttpURI sent = request.getHttpURI();
    String path = sent.getPath() == null ? "" : sent.getPath();
    String bucket = bucket(Request.getServerName(request), path);
    if (bucket == null) {
      return super.handle(request, response, callback);
    }
    request.setAttribute(SENT, path);
    HttpURI byPath =
        HttpURI.build(sent, "/" + bucket + path, sent.getParam(), sent.getQuery()).asImmutable();
    Request.Wrapper wrapper =
        new Request.Wrapper(request) {
          @Override
          public HttpURI getHttpURI() {
            return byPath;
          }
        };
    return super.handle(wrapper, response, callback);
  }

  /**
   * The bucket that a host names, or null. A name that is no bucket's is not looked at where the
   * path names one: browsers are sent to {@code page.localhost} and its like for their origin.
   */
  private @Nullable String bucket(@Nullable String host, String path) {
    String name = host == null ? "" : host.toLowerCase(Locale.ROOT);
    if (!name.endsWith(BASE) || !path.startsWith("/")) {
      return null;
    }
    String bucket = name.substring(0, name.length() - BASE.length());
    String first = path.substring(1).split("/", 2)[0];
    boolean named = store.bucket(bucket) != null || store.bucket(first) == null;
    return named && Names.isBucket(bucket) ? bucket : null;
  }
}
