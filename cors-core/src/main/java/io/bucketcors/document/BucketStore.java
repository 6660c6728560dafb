package io.bucketcors.document;

import java.util.Objects;
import java.util.Optional;

/**
 * The stores that take rules as XML, with their limits and refusals, for servers that stand in for
 * one.
 *
 * <p>{@link #S3}'s messages are S3's own to the byte. The other stores of its family have its codes
 * and messages too, where theirs are not known. {@link #AZURE} has the codes and messages of its
 * documentation.
 */
public enum BucketStore {
  /** Amazon S3. */
  S3(100, 64 << 10),
  /** Tencent Cloud COS. */
  COS(100, 64 << 10),
  /** Alibaba Cloud OSS. */
  OSS(10, 16 << 10),
  /** Cloudflare R2, by its S3 interface: no wildcard in an origin's port. */
  R2(100, 64 << 10),
  /** Azure Blob Storage. Its limit of bytes counts values only, not tags. */
  AZURE(5, 2 << 10);

  private final int maxRules;
  private final int maxBytes;

  BucketStore(int maxRules, int maxBytes) {
    this.maxRules = maxRules;
    this.maxBytes = maxBytes;
  }

  /** The largest number of rules. */
  public int maxRules() {
    return maxRules;
  }

  /** The largest document in bytes; for {@link #AZURE} the largest sum of its values. */
  public int maxBytes() {
    return maxBytes;
  }

  /**
   * Judges the body of a request to put a bucket's rules. Never throws whatever the body is; a body
   * beyond the limits is not parsed.
   *
   * @return what the store answers instead of taking the document, or empty where it takes it
   */
  public Optional<StoreRefusal> check(byte[] document) {
    Objects.requireNonNull(document, "document");
    try {
      if (this == AZURE) {
        new AzureStoreCheck(this).check(document);
      } else {
        new BucketStoreCheck(this).check(document);
      }
      return Optional.empty();
    } catch (Refused e) {
      return Optional.of(e.refusal);
    }
  }

  /** Ends a check at the first thing that the store refuses. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient StoreRefusal refusal;

    Refused(StoreRefusal refusal) {
      super(refusal.message(), null, false, false);
      this.refusal = refusal;
    }
  }
}
