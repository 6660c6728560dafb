package io.bucketcors.document;

/** The forms in which stores write the rules of a bucket. */
public enum DocumentKind {
  /** Amazon S3's XML, which MinIO, Ceph, OBS and R2 take as well. The namespace is optional. */
  S3_XML(true),
  /**
   * Amazon S3's JSON: {@code {"CORSRules":[…]}} as its command line writes it, or the bare list
   * that its console shows.
   */
  S3_JSON(false),
  /** Tencent Cloud COS: S3's XML without a namespace, and {@code ResponseVary}. */
  COS_XML(true),
  /**
   * Alibaba Cloud OSS: as {@link #COS_XML}, without ids. Nothing in a document tells the two apart,
   * so OSS's are read as {@link #COS_XML}, or without {@code ResponseVary} as {@link #S3_XML}.
   */
  OSS_XML(true),
  /**
   * Google Cloud Storage's JSON: a bare list, or the bucket's {@code {"cors":[…]}}. It has no ids,
   * and one list of headers that are both allowed and exposed.
   */
  GCS_JSON(false),
  /** Cloudflare R2's JSON: {@code {"rules":[…]}}. */
  R2_JSON(false),
  /**
   * Azure Blob Storage's XML, {@code Cors} alone or within {@code StorageServiceProperties}: lists
   * are comma-separated text. It has no ids.
   */
  AZURE_XML(true),
  /**
   * Backblaze B2's JSON: a bare list, or the bucket's {@code {"corsRules":[…]}}. It names
   * operations where others name methods; written are those of its S3 interface.
   */
  B2_JSON(false),
  /** Google Cloud Storage's XML, {@code CorsConfig}. As {@link #GCS_JSON} otherwise. */
  GCS_XML(true),
  /**
   * The property of a bucket in CloudFormation: {@code {"CorsConfiguration":{"CorsRules":[…]}}}.
   */
  CLOUDFORMATION_JSON(false);

  private final boolean xml;

  DocumentKind(boolean xml) {
    this.xml = xml;
  }

  /** Whether a rule in a document of this kind can have an id. */
  public boolean hasIds() {
    return this != OSS_XML && this != AZURE_XML && !isGcs();
  }

  /** Whether one list holds the headers that are allowed and those that are exposed. */
  boolean isGcs() {
    return this == GCS_JSON || this == GCS_XML;
  }

  /** Whether exposed headers may be written as a prefix: read without it, with a warning. */
  boolean hasExposedPrefixes() {
    return isGcs() || this == AZURE_XML;
  }

  /** Whether documents of this kind are XML; otherwise they are JSON. */
  public boolean isXml() {
    return xml;
  }
}
