package io.bucketcors.conformance.matrix;

import io.bucketcors.conformance.harness.Certificate;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A certificate that nobody has signed, and where a browser has to take it.
 *
 * @param authorities hosts with their ports
 */
record Trust(Certificate certificate, List<String> authorities) {
  /** As Chromium wants it: of the key, as a certificate has it. */
  String keyDigest() throws GeneralSecurityException {
    byte[] key = certificate.certificate().getPublicKey().getEncoded();
    return Base64.getEncoder().encodeToString(sha256(key));
  }

  /** What Firefox writes into its profile where somebody has accepted the risk. */
  String overrides() throws GeneralSecurityException {
    String digest =
        HexFormat.ofDelimiter(":")
            .formatHex(sha256(certificate.certificate().getEncoded()))
            .toUpperCase(Locale.ROOT);
    StringBuilder file = new StringBuilder();
    for (String authority : authorities) {
      // The object identifier says SHA-256.
      file.append(authority)
          .append(":\tOID.2.16.840.1.101.3.4.2.1\t")
          .append(digest)
          .append("\t\n");
    }
    return file.toString();
  }

  private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }
}
