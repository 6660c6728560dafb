package io.bucketcors;

import org.jspecify.annotations.Nullable;

/** What a bucket has beside its rules. */
record PolicySettings(
    String bucket,
    CorsDialect dialect,
    int preflightStatus,
    boolean responseVary,
    boolean diagnostics,
    @Nullable String version) {

  /** The settings of a bucket that nobody has set anything of. */
  static PolicySettings standard(String bucket) {
    return new PolicySettings(bucket, CorsDialect.STANDARD, 204, false, false, null);
  }

  /** The value of the diagnostics header for an allowed request, or null where it is off. */
  @Nullable String allowed(CorsRule rule, int index) {
    if (!diagnostics) {
      return null;
    }
    String id = rule.id();
    // An id is configured text; only what is safe in a header is repeated.
    boolean plain =
        id != null && !id.isEmpty() && id.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ';');
    return "allowed; rule=" + (plain ? id : Integer.toString(index)) + "; bucket=" + place();
  }

  @Nullable String denied(CorsReason reason) {
    return diagnostics ? "denied; reason=" + reason + "; bucket=" + place() : null;
  }

  @Nullable String notCors() {
    return diagnostics ? "not-cors; bucket=" + place() : null;
  }

  private String place() {
    return version == null ? bucket : bucket + "; version=" + version;
  }

  /** The same as part of a snapshot of that version. */
  PolicySettings in(String newVersion) {
    return new PolicySettings(
        bucket, dialect, preflightStatus, responseVary, diagnostics, newVersion);
  }
}
