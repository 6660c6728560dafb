package io.bucketcors.examples.bucket;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpStatus;

/**
 * The app's errors as one line of text: no exception, and of the request only what the app says.
 * The container comes here by an ERROR dispatch.
 */
final class ErrorPage extends HttpServlet {
  /** No key has a name with a leading dot. */
  static final String PATH = "/.error";

  @Serial private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status)) {
      response.setStatus(404);
      return;
    }
    String name = HttpStatus.getMessage(status);
    boolean thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) != null;
    Object message = request.getAttribute(RequestDispatcher.ERROR_MESSAGE);
    boolean says = message != null && !thrown && !message.equals(name);
    byte[] text =
        (status + " " + name + (says ? ": " + message : "") + "\n")
            .getBytes(StandardCharsets.UTF_8);
    response.setContentType("text/plain;charset=utf-8");
    response.setContentLength(text.length);
    response.getOutputStream().write(text);
  }
}
