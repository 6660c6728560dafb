package io.bucketcors.examples.bucket;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Errors that no app has seen, such as garbage bytes, as one line of text. */
final class PlainErrors extends ErrorHandler {
  private static final HttpField TEXT =
      new HttpField(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    String name = HttpStatus.getMessage(code);
    boolean says = message != null && cause == null && !message.equals(name);
    response.getHeaders().put(TEXT);
    Content.Sink.write(
        response, true, code + " " + name + (says ? ": " + message : "") + "\n", callback);
  }
}
