package io.bucketcors.origin;

/** What came of reading a pattern: the pattern, or what is wrong with it. */
public sealed interface OriginReading permits OriginPattern, OriginReading.Refusal {

  /**
   * Text that is no origin pattern.
   *
   * @param code a stable name of the mistake
   * @param part the offending part
   * @param explanation what is wrong
   * @param fix what to write instead; empty where nobody can know
   */
  record Refusal(String code, String part, String explanation, String fix)
      implements OriginReading {}
}
