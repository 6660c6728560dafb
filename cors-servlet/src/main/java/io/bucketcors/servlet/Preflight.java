package io.bucketcors.servlet;

import static io.bucketcors.servlet.ServletReader.READER;
import static io.bucketcors.servlet.ServletWriter.WRITER;

import io.bucketcors.CorsDecision;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers what a policy answers itself. */
final class Preflight {
  private Preflight() {}

  static void answer(
      CorsDecision decision, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    decision.writeHeaders(request, READER, response, WRITER);
    response.setStatus(decision.status());
    String body =
        decision.hasBody() ? decision.body(request, READER, BucketPath.of(request)) : null;
    if (body != null) {
      // Bytes, not a writer: a writer would add a charset, which stores do not send.
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      response.setContentType("application/xml");
      response.setContentLength(bytes.length);
      response.getOutputStream().write(bytes);
    } else if (decision.status() != HttpServletResponse.SC_NO_CONTENT) {
      // RFC 9110 section 8.6: no Content-Length on a 204.
      response.setContentLength(0);
    }
  }
}
