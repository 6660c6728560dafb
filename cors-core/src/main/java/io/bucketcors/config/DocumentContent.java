package io.bucketcors.config;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rules document at one moment, or why there is none. Equal where the content is equal.
 *
 * @param location where it is, as configured
 * @param bytes its content, or null
 * @param failure what went wrong; empty where there is content
 * @param fix what to do about that
 */
record DocumentContent(String location, @Nullable ByteBuffer bytes, String failure, String fix) {

  static DocumentContent of(String location, byte[] bytes) {
    return new DocumentContent(location, ByteBuffer.wrap(bytes), "", "");
  }

  static DocumentContent failed(String location, String failure, String fix) {
    return new DocumentContent(location, null, failure, fix);
  }

  // Not the generated ones: see Key.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DocumentContent that
        && location.equals(that.location)
        && Objects.equals(bytes, that.bytes)
        && failure.equals(that.failure)
        && fix.equals(that.fix);
  }

  @Override
  public int hashCode() {
    return 31 * location.hashCode() + Objects.hashCode(bytes);
  }
}
