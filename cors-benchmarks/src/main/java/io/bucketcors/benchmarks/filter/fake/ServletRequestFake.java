package io.bucketcors.benchmarks.filter.fake;

import io.bucketcors.benchmarks.filter.Call;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request of all servlet filters: headers in a hash table, attributes in an array. Asking for
 * anything allocates nothing, but where each Origin is to be a new string.
 */
public abstract class ServletRequestFake implements HttpServletRequest {
  private final Map<String, String[]> headers = new HashMap<>();
  private final Lines lines = new Lines();
  private final Lines names = new Lines();
  private String[] allNames = {};
  private final String[] attributeNames = new String[32];
  private final Object[] attributeValues = new Object[32];
  private int attributes;
  private String method = "GET";
  private String path = "";
  private String[] originLine = {};
  private byte @Nullable [] freshOrigin;

  ServletRequestFake() {}

  /** The request of a call. */
  public static ServletRequestFake of(Call call, boolean fresh) {
    ServletRequestFake request = Concrete.of(ServletRequestFake.class);
    request.method = call.method();
    request.path = call.path();
    request.allNames = call.headers().keySet().toArray(String[]::new);
    call.headers()
        .forEach(
            (name, values) -> {
              // Names are asked for in both spellings, and are compared without case.
              String[] lines = values.toArray(String[]::new);
              request.headers.put(name, lines);
              request.headers.put(name.toLowerCase(Locale.ROOT), lines);
              if (name.equals("Origin")) {
                request.originLine = lines;
              }
            });
    if (fresh && call.origin() != null) {
      request.freshOrigin = call.origin().getBytes(StandardCharsets.ISO_8859_1);
    }
    return request;
  }

  /** Makes it as it came in. */
  public void recycle() {
    attributes = 0;
    if (freshOrigin != null) {
      originLine[0] = new String(freshOrigin, StandardCharsets.ISO_8859_1);
    }
  }

  @Override
  public String getMethod() {
    return method;
  }

  @Override
  public @Nullable String getHeader(String name) {
    String[] values = headers.get(name);
    return values == null ? null : values[0];
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    String[] values = headers.get(name);
    if (values == null) {
      return Collections.emptyEnumeration();
    }
    lines.start(values);
    return lines;
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    names.start(allNames);
    return names;
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    for (int i = 0; i < attributes; i++) {
      if (attributeNames[i].equals(name)) {
        return attributeValues[i];
      }
    }
    return null;
  }

  @Override
  public void setAttribute(String name, Object value) {
    for (int i = 0; i < attributes; i++) {
      if (attributeNames[i].equals(name)) {
        attributeValues[i] = value;
        return;
      }
    }
    attributeNames[attributes] = name;
    attributeValues[attributes++] = value;
  }

  @Override
  public void removeAttribute(String name) {
    for (int i = 0; i < attributes; i++) {
      if (attributeNames[i].equals(name)) {
        attributes--;
        attributeNames[i] = attributeNames[attributes];
        attributeValues[i] = attributeValues[attributes];
        return;
      }
    }
  }

  @Override
  public String getRequestURI() {
    return path;
  }

  @Override
  public String getContextPath() {
    return "";
  }

  @Override
  public String getServletPath() {
    return path;
  }

  @Override
  public @Nullable String getPathInfo() {
    return null;
  }

  @Override
  public @Nullable String getQueryString() {
    return null;
  }

  @Override
  public String getScheme() {
    return "https";
  }

  @Override
  public String getServerName() {
    return "api.example";
  }

  @Override
  public int getServerPort() {
    return 443;
  }

  @Override
  public @Nullable String getCharacterEncoding() {
    return null;
  }

  @Override
  public int getContentLength() {
    return -1;
  }

  @Override
  public long getContentLengthLong() {
    return -1;
  }

  @Override
  public @Nullable String getContentType() {
    return null;
  }

  @Override
  public DispatcherType getDispatcherType() {
    return DispatcherType.REQUEST;
  }

  @Override
  public @Nullable ServletContext getServletContext() {
    return null;
  }

  @Override
  public boolean isAsyncSupported() {
    return true;
  }

  @Override
  public boolean isAsyncStarted() {
    return false;
  }

  /** Names, or the lines of one header: nobody reads two headers at a time. */
  private static final class Lines implements Enumeration<String> {
    private String[] values = {};
    private int next;

    void start(String[] of) {
      values = of;
      next = 0;
    }

    @Override
    public boolean hasMoreElements() {
      return next < values.length;
    }

    @Override
    public String nextElement() {
      return values[next++];
    }
  }
}
