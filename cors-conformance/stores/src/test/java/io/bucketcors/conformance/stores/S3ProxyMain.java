package io.bucketcors.conformance.stores;

import io.bucketcors.servlet.CorsFilter;
import jakarta.servlet.DispatcherType;
import java.lang.reflect.Field;
import java.net.URI;
import java.util.EnumSet;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.shaded.org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.gaul.shaded.org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.gaul.shaded.org.eclipse.jetty.server.Server;

/**
 * S3Proxy as its builder makes it, in its own Jetty, with its objects in memory. Between building
 * and starting it, the filter is added to its servlet context, for which S3Proxy has no method: its
 * server is a private field.
 *
 * <p>Arguments: the port, the access key, the secret key, and {@code plain} where the filter is
 * left out. The filter reads its rules from system properties.
 */
final class S3ProxyMain {
  private S3ProxyMain() {}

  public static void main(String[] arguments) throws Exception {
    Properties settings = new Properties();
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(BlobStores.create("transient", settings))
            .endpoint(URI.create("http://127.0.0.1:" + arguments[0]))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, arguments[1], arguments[2])
            .build();
    if (!arguments[3].equals("plain")) {
      addFilter(proxy);
    }
    proxy.start();
  }

  private static void addFilter(S3Proxy proxy) throws ReflectiveOperationException {
    Field field = S3Proxy.class.getDeclaredField("server");
    field.setAccessible(true);
    ServletContextHandler context =
        ((Server) field.get(proxy)).getDescendant(ServletContextHandler.class);
    FilterHolder filter = new FilterHolder(new CorsFilter());
    filter.setAsyncSupported(true);
    context.addFilter(filter, "/*", EnumSet.allOf(DispatcherType.class));
  }
}
