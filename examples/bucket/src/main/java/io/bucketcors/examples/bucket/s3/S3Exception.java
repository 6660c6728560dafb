package io.bucketcors.examples.bucket.s3;

import java.io.Serial;

/** A request is answered by an error, as S3 has it. */
final class S3Exception extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String text;

  S3Exception(int status, String code, String text) {
    super(code + ": " + text, null, false, false);
    this.status = status;
    this.code = code;
    this.text = text;
  }

  static S3Exception accessDenied(String text) {
    return new S3Exception(403, "AccessDenied", text);
  }

  static S3Exception signatureDoesNotMatch() {
    return new S3Exception(
        403,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check"
            + " your key and signing method.");
  }

  static S3Exception invalid(String code, String text) {
    return new S3Exception(400, code, text);
  }

  static S3Exception notImplemented(String what) {
    return new S3Exception(501, "NotImplemented", what + " is not implemented here.");
  }

  static S3Exception noSuchBucket() {
    return new S3Exception(404, "NoSuchBucket", "The specified bucket does not exist");
  }

  static S3Exception noSuchUpload() {
    return new S3Exception(
        404,
        "NoSuchUpload",
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have"
            + " been aborted or completed.");
  }

  static S3Exception malformedXml() {
    return invalid(
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published"
            + " schema");
  }

  static S3Exception preconditionFailed() {
    return new S3Exception(
        412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  /** The message as S3 words it. */
  String text() {
    return text;
  }
}
