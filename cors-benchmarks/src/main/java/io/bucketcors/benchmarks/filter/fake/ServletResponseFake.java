package io.bucketcors.benchmarks.filter.fake;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The response of all servlet filters: header lines in arrays, looked for one after the other as
 * containers do. Writing a header allocates nothing.
 */
public abstract class ServletResponseFake implements HttpServletResponse {
  private static final int MOST = 32;

  private final String[] names = new String[MOST];
  private final String[] values = new String[MOST];
  private final PrintWriter writer = new PrintWriter(Writer.nullWriter());
  private int lines;
  private int status = SC_OK;

  ServletResponseFake() {}

  /** A response without anything. */
  public static ServletResponseFake create() {
    return Concrete.of(ServletResponseFake.class);
  }

  /** Takes everything away. */
  public void recycle() {
    lines = 0;
    status = SC_OK;
  }

  /** All lines, names in lower case. */
  public Map<String, List<String>> headers() {
    Map<String, List<String>> headers = new TreeMap<>();
    for (int i = 0; i < lines; i++) {
      headers
          .computeIfAbsent(names[i].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(values[i]);
    }
    return headers;
  }

  private int find(String name) {
    for (int i = 0; i < lines; i++) {
      if (names[i].equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  private void remove(int line) {
    lines--;
    for (int i = line; i < lines; i++) {
      names[i] = names[i + 1];
      values[i] = values[i + 1];
    }
  }

  @Override
  public void setHeader(String name, @Nullable String value) {
    int at = find(name);
    if (value == null) {
      if (at >= 0) {
        remove(at);
      }
      return;
    }
    if (at < 0) {
      addHeader(name, value);
      return;
    }
    values[at] = value;
    for (int i = lines - 1; i > at; i--) {
      if (names[i].equalsIgnoreCase(name)) {
        remove(i);
      }
    }
  }

  @Override
  public void addHeader(String name, String value) {
    names[lines] = name;
    values[lines++] = value;
  }

  @Override
  public boolean containsHeader(String name) {
    return find(name) >= 0;
  }

  @Override
  public @Nullable String getHeader(String name) {
    int at = find(name);
    return at < 0 ? null : values[at];
  }

  @Override
  public Collection<String> getHeaders(String name) {
    if (find(name) < 0) {
      return List.of();
    }
    List<String> found = new ArrayList<>(1);
    for (int i = 0; i < lines; i++) {
      if (names[i].equalsIgnoreCase(name)) {
        found.add(values[i]);
      }
    }
    return found;
  }

  @Override
  public Collection<String> getHeaderNames() {
    return headers().keySet();
  }

  @Override
  public void setStatus(int newStatus) {
    status = newStatus;
  }

  @Override
  public int getStatus() {
    return status;
  }

  @Override
  public void sendError(int error) {
    status = error;
  }

  @Override
  public void sendError(int error, String message) {
    status = error;
  }

  @Override
  public void setContentLength(int length) {}

  @Override
  public void setContentLengthLong(long length) {}

  @Override
  public void setContentType(String type) {}

  @Override
  public @Nullable String getContentType() {
    return null;
  }

  @Override
  public void setCharacterEncoding(String encoding) {}

  @Override
  public String getCharacterEncoding() {
    return "UTF-8";
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return NOWHERE;
  }

  @Override
  public PrintWriter getWriter() {
    return writer;
  }

  @Override
  public void flushBuffer() {}

  @Override
  public void resetBuffer() {}

  @Override
  public void reset() {
    recycle();
  }

  @Override
  public boolean isCommitted() {
    return false;
  }

  private static final ServletOutputStream NOWHERE =
      new ServletOutputStream() {
        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}

        @Override
        public void write(int b) {}

        @Override
        public void write(byte[] bytes, int offset, int length) {}
      };
}
