package io.bucketcors.servlet;

import static io.bucketcors.servlet.ServletReader.READER;

import io.bucketcors.CorsDecision;
import io.bucketcors.adapter.CorsHeaders;
import io.bucketcors.adapter.CorsResponseWriter;
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
  private static final CorsResponseWriter<GovernedResponse> ONLY_VARY =
      new CorsResponseWriter<>() {
        @Override
        public void set(GovernedResponse response, String name, String value) {}

        @Override
        public void vary(GovernedResponse response, String fieldNames) {
          response.support.writer().vary(response.container(), fieldNames);
        }
      };

  private final HttpServletRequest request;
  private final CorsDecision decision;
  private final ContainerSupport support;
  private boolean errorSent;

  GovernedResponse(
      HttpServletRequest request,
      HttpServletResponse response,
      CorsDecision decision,
      ContainerSupport support) {
    super(response);
    this.request = request;
    this.decision = decision;
    this.support = support;
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
    decision.writeHeaders(request, READER, container(), support.writer());
  }

  private HttpServletResponse container() {
    return (HttpServletResponse) getResponse();
  }

  ContainerSupport support() {
    return support;
  }

  /** Whether somebody has answered with {@code sendError}. */
  boolean isErrorSent() {
    return errorSent;
  }

  @Override
  public void sendError(int status) throws IOException {
    errorSent = true;
    if (!answeredWithoutError(status)) {
      super.sendError(status);
    }
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    errorSent = true;
    if (!answeredWithoutError(status)) {
      super.sendError(status, message);
    }
  }

  /**
   * Sends a status that has no body as it is, where the container would take {@code Vary} off it as
   * off an error and let it be cached.
   */
  private boolean answeredWithoutError(int status) throws IOException {
    if (support.varyStays() || isCommitted() || !hasNoBody(status)) {
      return false;
    }
    resetBuffer();
    setStatus(status);
    flushBuffer();
    return true;
  }

  private static boolean hasNoBody(int status) {
    return status == SC_NO_CONTENT || status == SC_RESET_CONTENT || status == SC_NOT_MODIFIED;
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
    if (name == null || !name.equalsIgnoreCase(CorsHeaders.VARY)) {
      super.setHeader(name, value);
      return;
    }
    if (value == null) {
      super.setHeader(name, value);
    } else {
      support.writer().setVary(container(), value);
    }
    decision.writeHeaders(request, READER, this, ONLY_VARY);
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
    support.writer().vary(container(), value);
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
    support.warnings().appWrotePolicyHeader();
    return true;
  }
}
