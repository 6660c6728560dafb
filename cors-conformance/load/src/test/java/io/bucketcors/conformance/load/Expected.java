package io.bucketcors.conformance.load;

import io.bucketcors.conformance.harness.RawResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one right answer to a request under one rule set.
 *
 * @param body as {@code asks.txt} writes it
 * @param headers as {@link PolicyHeaders}
 */
record Expected(int status, String body, List<String> headers) {

  /** What is wrong with an answer, or null. */
  @Nullable String fault(RawResponse answer) {
    if (answer.status() != status) {
      return "status " + answer.status() + " instead of " + status;
    }
    if (!PolicyHeaders.of(answer.lines()).equals(headers)) {
      return "headers " + PolicyHeaders.of(answer.lines()) + " instead of " + headers;
    }
    return bodyIsRight(answer.body())
        ? null
        : "a body of " + answer.body().length() + " instead of " + body;
  }

  private boolean bodyIsRight(String text) {
    String rest = body.substring(1);
    return switch (body.charAt(0)) {
      case '=' -> text.equals(rest);
      case '~' -> text.contains(rest);
      case '#' -> text.length() == Integer.parseInt(rest);
      case '-' -> text.isEmpty();
      case '*' -> true;
      default -> throw new IllegalStateException("unknown: " + body);
    };
  }
}
