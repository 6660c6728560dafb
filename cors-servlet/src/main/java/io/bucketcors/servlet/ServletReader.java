package io.bucketcors.servlet;

import io.bucketcors.adapter.CorsRequestReader;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** Reads a servlet request; the usual single-line headers cost no enumeration. */
final class ServletReader implements CorsRequestReader<HttpServletRequest> {
  static final ServletReader READER = new ServletReader();

  private ServletReader() {}

  @Override
  public String method(HttpServletRequest request) {
    return request.getMethod();
  }

  @Override
  public @Nullable String header(HttpServletRequest request, String name, int line) {
    return line == 0 ? request.getHeader(name) : laterLine(request, name, line);
  }

  /** Apart, so that the other stays small enough to be inlined wherever it is called. */
  private static @Nullable String laterLine(HttpServletRequest request, String name, int line) {
    Enumeration<String> lines = request.getHeaders(name);
    for (int i = 0; lines != null && lines.hasMoreElements(); i++) {
      String value = lines.nextElement();
      if (i == line) {
        return value;
      }
    }
    return null;
  }

  @Override
  public Enumeration<String> headers(HttpServletRequest request, String name) {
    Enumeration<String> lines = request.getHeaders(name);
    return lines == null ? Collections.emptyEnumeration() : lines;
  }
}
