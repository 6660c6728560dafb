package io.bucketcors.examples.bucket;

import io.bucketcors.examples.bucket.ObjectFolder.Written;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.jetty.ee10.servlet.ResourceServlet;
import org.eclipse.jetty.http.CompressedContentFormat;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.http.content.HttpContent;
import org.eclipse.jetty.http.content.ResourceHttpContent;
import org.eclipse.jetty.util.URIUtil;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.jspecify.annotations.Nullable;

/**
 * Objects over HTTP. Jetty's own servlet reads them: ranges, conditional requests, content types by
 * the key's extension. This one adds strong entity tags, {@code PUT}, {@code POST} and {@code
 * DELETE}.
 */
final class ObjectServlet extends ResourceServlet {
  @Serial private static final long serialVersionUID = 1L;

  private final transient ObjectFolder folder;

  ObjectServlet(ObjectFolder folder) {
    this.folder = folder;
  }

  @Override
  public void init() throws ServletException {
    super.init();
    getResourceService().setHttpContentFactory(new Objects());
    getResourceService().setEtags(true);
    getResourceService().setAcceptRanges(true);
    getResourceService().setDirAllowed(false);
    getResourceService().setPrecompressedFormats(List.of());
    getResourceService().setGzipEquivalentFileExtensions(List.of());
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String key = key(request);
    if (key.isEmpty()) {
      list(response);
      return;
    }
    Path file = folder.find(key);
    if (file == null) {
      response.sendError(404);
      return;
    }
    Conditions conditions = new Conditions(request);
    String etag = folder.etag(file);
    switch (conditions.judge(etag)) {
      case FAILED -> response.sendError(412);
      case NOT_MODIFIED -> {
        response.setHeader("ETag", etag);
        response.setStatus(304);
      }
      case MET -> super.doGet(conditions.without(request, etag), response);
    }
  }

  @Override
  protected void doHead(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    doGet(request, response);
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
      response.sendError(413, "larger than " + folder.maxBytes() + " bytes");
      return;
    }
    Written written =
        folder.put(key, request.getInputStream(), new Conditions(request)::allowWrite);
    if (written.refusal() != null) {
      switch (written.refusal()) {
        case TOO_LARGE -> response.sendError(413, "larger than " + folder.maxBytes() + " bytes");
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

  /** What Jetty's servlet serves: files that are objects, under their strong entity tags. */
  private final class Objects implements HttpContent.Factory {
    private final ResourceFactory resources = ResourceFactory.root();

    @Override
    public @Nullable HttpContent getContent(@Nullable String path) throws IOException {
      // The path comes percent-encoded.
      String key = path == null ? "" : URIUtil.decodePath(path);
      Path file = key.isEmpty() ? null : folder.find(key.substring(1));
      if (file == null) {
        return null;
      }
      String type = MimeTypes.DEFAULTS.getMimeByExtension(file.getFileName().toString());
      Resource resource = resources.newResource(file);
      HttpField etag = new HttpField(HttpHeader.ETAG, folder.etag(file));
      return new HttpContent.Wrapper(
          new ResourceHttpContent(resource, type == null ? "application/octet-stream" : type)) {
        @Override
        public HttpField getETag() {
          return etag;
        }

        /** Empty, not null: with null Jetty adds {@code Vary: Accept-Encoding}. */
        @Override
        public Set<CompressedContentFormat> getPreCompressedContentFormats() {
          return Set.of();
        }
      };
    }
  }
}
