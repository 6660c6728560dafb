package io.bucketcors;

import io.bucketcors.adapter.CorsRequestReader;
import org.jspecify.annotations.Nullable;

/**
 * The status, and the body if any, with which a policy answers a request itself.
 *
 * @param status the HTTP status
 * @param error how to write the body, or null for an empty one
 */
record Answer(int status, @Nullable BucketError error) {

  <R> @Nullable String body(
      R request, CorsRequestReader<? super R> reader, String path, @Nullable AnswerIds ids) {
    return error == null
        ? null
        : error.xml(request, reader, path, ids == null ? AnswerIds.next(error.dialect()) : ids);
  }
}
