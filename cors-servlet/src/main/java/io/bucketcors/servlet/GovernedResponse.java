package io.bucketcors.servlet;

import static io.bucketcors.servlet.ServletReader.READER;
import static io.bucketcors.servlet.ServletWriter.WRITER;

import io.bucketcors.CorsDecision;
import io.bucketcors.CorsHeaders;
import io.bucketcors.CorsResponseWriter;
import io.bucketcors.CorsVary;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A response on which the policy's headers stay as the policy decided them: written again after
 * {@code reset()}, not replaced or doubled by the app, and its {@code Vary} merged with the app's.
 */
final class GovernedResponse extends HttpServletResponseWrapper {
  private static final CorsResponseWriter<HttpServletResponse> ONLY_VARY =
      new CorsResponseWriter<>() {
        @Override
        public void set(HttpServletResponse response, String name, String value) {}

        @Override
        public void vary(HttpServletResponse response, String fieldNames) {
          WRITER.vary(response, fieldNames);
        }
      };

  private final HttpServletRequest request;
  private final CorsDecision decision;
  private final Warnings warnings;
  private boolean errorSent;

  GovernedResponse(
      HttpServletRequest request,
      HttpServletResponse response,
      CorsDecision decision,
      Warnings warnings) {
    super(response);
    this.request = request;
    this.decision = decision;
    this.warnings = warnings;
  }

  /** The governed response that a response is or wraps, or null. */
  static @Nullable GovernedResponse in(ServletResponse response) {
    ServletResponse at = response;
    while (!(at instanceof GovernedResponse)) {
      if (!(at instanceof ServletResponseWrapper wrapper)) {
        return null;
      }
      at = wrapper.getResponse();
    }
    return (GovernedResponse) at;
  }

  /** Writes the headers of the decision, over those that are there. */
  void writePolicyHeaders() {
    decision.writeHeaders(request, READER, container(), WRITER);
  }

  private HttpServletResponse container() {
    return (HttpServletResponse) getResponse();
  }

  /** Whether somebody has answered with {@code sendError}. */
  boolean isErrorSent() {
    return errorSent;
  }

  @Override
  public void sendError(int status) throws IOException {
    errorSent = true;
    super.sendError(status);
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    errorSent = true;
    super.sendError(status, message);
  }

  @Override
  public void reset() {
    super.reset();
    writePolicyHeaders();
  }

  @Override
  public void setHeader(String name, String value) {
    if (isPolicys(name)) {
      return;
    }
    super.setHeader(name, value);
    if (name != null && name.equalsIgnoreCase(CorsHeaders.VARY)) {
      decision.writeHeaders(request, READER, container(), ONLY_VARY);
    }
  }

  @Override
  public void addHeader(String name, String value) {
    if (isPolicys(name)) {
      return;
    }
    if (name == null || value == null || !name.equalsIgnoreCase(CorsHeaders.VARY)) {
      super.addHeader(name, value);
      return;
    }
    String merged = CorsVary.merge(getHeaders(CorsHeaders.VARY), value);
    if (merged != null) {
      super.setHeader(CorsHeaders.VARY, merged);
    }
  }

  @Override
  public void setIntHeader(String name, int value) {
    if (!isPolicys(name)) {
      super.setIntHeader(name, value);
    }
  }

  @Override
  public void addIntHeader(String name, int value) {
    if (!isPolicys(name)) {
      super.addIntHeader(name, value);
    }
  }

  @Override
  public void setDateHeader(String name, long date) {
    if (!isPolicys(name)) {
      super.setDateHeader(name, date);
    }
  }

  @Override
  public void addDateHeader(String name, long date) {
    if (!isPolicys(name)) {
      super.addDateHeader(name, date);
    }
  }

  private boolean isPolicys(String name) {
    if (name == null || !CorsHeaders.isPolicyHeader(name)) {
      return false;
    }
    warnings.appWrotePolicyHeader();
    return true;
  }
}
