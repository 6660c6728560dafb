package io.bucketcors.conformance.harness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate of a test, made by the JDK's own tool. */
public final class Certificate {
  private static final String PASSWORD = "only for this test";
  private static final String ALIAS = "test";

  private final KeyStore keys;

  private Certificate(KeyStore keys) {
    this.keys = keys;
  }

  /**
   * Makes one, with {@code certificate.pem} and {@code key.pem} in the folder.
   *
   * @param hosts the names that it is for; {@code *.} in front stands for one label
   */
  public static Certificate make(Path folder, String... hosts) throws Exception {
    Path store = folder.resolve("keys.p12");
    String names = Stream.of(hosts).map(host -> "dns:" + host).collect(Collectors.joining(","));
    List<String> command =
        List.of(
            ServerProcess.ofJdk("keytool"),
            "-genkeypair",
            "-alias",
            ALIAS,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=" + names,
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            PASSWORD);
    Path log = folder.resolve("keytool.log");
    Process keytool =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException("no certificate: " + Files.readString(log));
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    write(folder, "certificate.pem", "CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
    write(
        folder, "key.pem", "PRIVATE KEY", keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
    return new Certificate(keys);
  }

  private static void write(Path folder, String file, String what, byte[] bytes)
      throws IOException {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
    Files.writeString(
        folder.resolve(file),
        "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
  }

  /** The certificate with its key, for a server. */
  public KeyStore keys() {
    return keys;
  }

  /** What opens {@link #keys}. */
  public String password() {
    return PASSWORD;
  }

  /** The certificate itself, for a client that is to know it. */
  public java.security.cert.Certificate certificate() throws GeneralSecurityException {
    return keys.getCertificate(ALIAS);
  }

  /** Trusts this certificate and no other. */
  public SSLContext trusted() throws GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    try {
      KeyStore only = KeyStore.getInstance("PKCS12");
      only.load(null, null);
      only.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
      trust.init(only);
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
