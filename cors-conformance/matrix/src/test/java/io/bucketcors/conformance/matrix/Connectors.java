package io.bucketcors.conformance.matrix;

import io.bucketcors.conformance.harness.Certificate;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** How servers are reached. */
final class Connectors {
  private Connectors() {}

  /** The scheme of all that is reached so. */
  static String scheme(@Nullable Certificate certificate) {
    return certificate == null ? "http" : "https";
  }

  /** Plain HTTP; with a certificate HTTPS, where a browser takes HTTP/2. */
  static ServerConnector of(Server server, @Nullable Certificate certificate) {
    HttpConfiguration http = new HttpConfiguration();
    ServerConnector connector;
    if (certificate == null) {
      connector = new ServerConnector(server, new HttpConnectionFactory(http));
    } else {
      // No look at the name: not all of the hosts here are such that a certificate can have them.
      http.addCustomizer(new SecureRequestCustomizer(false));
      SslContextFactory.Server tls = new SslContextFactory.Server();
      tls.setKeyStore(certificate.keys());
      tls.setKeyStorePassword(certificate.password());
      ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
      alpn.setDefaultProtocol("http/1.1");
      connector =
          new ServerConnector(
              server,
              new SslConnectionFactory(tls, alpn.getProtocol()),
              alpn,
              new HTTP2ServerConnectionFactory(http),
              new HttpConnectionFactory(http));
    }
    connector.setHost("localhost");
    return connector;
  }
}
