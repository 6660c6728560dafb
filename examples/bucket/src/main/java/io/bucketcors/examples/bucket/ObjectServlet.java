package io.bucketcors.examples.bucket;

import io.bucketcors.examples.bucket.ObjectFolder.Written;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.jetty.http.MimeTypes;

/**
 * Objects over HTTP: strong entity tags, conditional requests, ranges, content types by the key's
 * extension. Bodies are read and written as the client sends and takes them, never by waiting.
 */
final class ObjectServlet extends HttpServlet {
  @Serial private static final long serialVersionUID = 1L;

  private final transient ObjectFolder folder;

  ObjectServlet(ObjectFolder folder) {
    this.folder = folder;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // Without it browsers keep objects for about a tenth of their age (RFC 9111, 4.2.2), and then
    // show answers from before the rules were changed.
    response.setHeader("Cache-Control", "no-cache");
    String key = key(request);
    if (key.isEmpty()) {
      list(response);
      return;
    }
    StoredObject object = folder.open(key);
    if (object == null) {
      response.sendError(404);
      return;
    }
    boolean sending = false;
    try {
      sending = answer(key, object, request, response);
    } finally {
      if (!sending) {
        object.close();
      }
    }
  }

  @Override
  protected void doHead(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    doGet(request, response);
  }

  /** The servlet API's own would echo the request, cookies included. */
  @Override
  protected void doTrace(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.sendError(405);
  }

  /** Answers a read; whether the object is being sent and will be closed after that. */
  private boolean answer(
      String key, StoredObject object, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Conditions conditions = new Conditions(request);
    Conditions.Verdict verdict = conditions.judge(object.etag(), object.modified());
    if (verdict == Conditions.Verdict.FAILED) {
      response.sendError(412);
      return false;
    }
    response.setHeader("ETag", object.etag());
    response.setDateHeader("Last-Modified", object.modified().toEpochMilli());
    if (verdict == Conditions.Verdict.NOT_MODIFIED) {
      response.setStatus(304);
      return false;
    }
    response.setHeader("Accept-Ranges", "bytes");
    ByteRange part = ByteRange.all(object.length());
    boolean head = request.getMethod().equals("HEAD");
    if (!head && conditions.allowRange(object.etag(), object.modified())) {
      ByteRange asked = ByteRange.parse(request.getHeader("Range"), object.length());
      if (asked != null) {
        response.setHeader("Content-Range", asked.of(object.length()));
        if (asked.length() == 0) {
          // Not sendError, which would take Content-Range off again.
          response.setStatus(416);
          response.setContentLength(0);
          return false;
        }
        response.setStatus(206);
        part = asked;
      }
    }
    String type = MimeTypes.DEFAULTS.getMimeByExtension(key);
    response.setContentType(type == null ? "application/octet-stream" : type);
    response.setContentLengthLong(part.length());
    if (head) {
      return false;
    }
    Sending.start(request, response, object, part);
    return true;
  }

  @Override
  protected void doPut(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    write(key(request), request, response, false);
  }

  /** Keeps the body under a new key, below the folder that the path names. */
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String below = key(request);
    if (!below.isEmpty() && !below.endsWith("/")) {
      response.setHeader("Allow", "GET, HEAD, PUT, DELETE, OPTIONS");
      response.sendError(
          405, "POST to a folder, such as / or /notes/: the bucket names the object");
      return;
    }
    write(below + UUID.randomUUID() + extension(request), request, response, true);
  }

  @Override
  protected void doDelete(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (folder.delete(key(request), new Conditions(request)::allowWrite)) {
      response.setStatus(204);
    } else {
      response.sendError(412);
    }
  }

  @Override
  protected void doOptions(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("Allow", "GET, HEAD, PUT, POST, DELETE, OPTIONS");
    response.setStatus(204);
  }

  private void write(
      String key, HttpServletRequest request, HttpServletResponse response, boolean sayWhere)
      throws IOException {
    if (folder.resolve(key) == null) {
      response.sendError(400, "not a key");
      return;
    }
    if (request.getHeader("Content-Range") != null) {
      // RFC 9110, 14.4: a server that ignores it would turn a part into the whole.
      response.sendError(400, "objects are written whole");
      return;
    }
    if (request.getContentLengthLong() > folder.maxBytes()) {
      tooLarge(response);
      return;
    }
    Upload upload = folder.begin();
    Receiving.start(request, response, new Writing(key, request, response, sayWhere, upload));
  }

  private void tooLarge(HttpServletResponse response) throws IOException {
    response.sendError(413, "larger than " + folder.maxBytes() + " bytes");
  }

  private void list(HttpServletResponse response) throws IOException {
    response.setContentType("text/plain;charset=utf-8");
    StringBuilder text = new StringBuilder();
    folder.keys().forEach(key -> text.append(key).append('\n'));
    byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static String key(HttpServletRequest request) {
    String path = request.getPathInfo();
    return path == null || path.isEmpty() ? "" : path.substring(1);
  }

  private static String extension(HttpServletRequest request) {
    String type = request.getContentType();
    String base = type == null ? "" : MimeTypes.getContentTypeWithoutCharset(type);
    return switch (base) {
      case "text/plain" -> ".txt";
      case "application/json" -> ".json";
      case "image/png" -> ".png";
      default -> ".bin";
    };
  }

  /** A body that becomes an object. */
  private final class Writing implements Receiving.Receiver {
    private final String key;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final boolean sayWhere;
    private final Upload upload;
    private long length;

    Writing(
        String key,
        HttpServletRequest request,
        HttpServletResponse response,
        boolean sayWhere,
        Upload upload) {
      this.key = key;
      this.request = request;
      this.response = response;
      this.sayWhere = sayWhere;
      this.upload = upload;
    }

    @Override
    public boolean take(byte[] bytes, int count) throws IOException {
      length += count;
      if (length > folder.maxBytes()) {
        return false;
      }
      upload.write(bytes, count);
      return true;
    }

    @Override
    public void answer() throws IOException {
      if (length > folder.maxBytes()) {
        tooLarge(response);
        return;
      }
      Written written = folder.put(key, upload, new Conditions(request)::allowWrite);
      if (written.refusal() != null) {
        switch (written.refusal()) {
          case PRECONDITION_FAILED -> response.sendError(412);
          case CONFLICT -> response.sendError(409, "a folder, or below an object");
        }
        return;
      }
      response.setHeader("ETag", written.etag());
      if (sayWhere) {
        response.setHeader("Location", "/" + key);
      }
      response.setStatus(written.created() ? 201 : 204);
    }

    @Override
    public void end() throws IOException {
      upload.close();
    }
  }
}
