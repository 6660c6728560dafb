package io.bucketcors.examples.bucket;

import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRequest;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Remembers the last exchanges with the bucket for the page to show. It stands outside the app and
 * notes a response at the moment it goes out, so what it has is what the browser got. Thread-safe.
 */
final class Journal extends Handler.Wrapper {
  private static final int MAX_REMEMBERED = 64;

  private final CorsPolicySource rules;
  private final Deque<Exchange> last = new ArrayDeque<>();
  private long count;

  Journal(CorsPolicySource rules) {
    this.rules = rules;
  }

  /** The exchanges with a number greater than the given one, in order. */
  List<Exchange> after(long number) {
    synchronized (last) {
      return last.stream().filter(exchange -> exchange.number() > number).toList();
    }
  }

  /** How many exchanges there were. */
  long count() {
    synchronized (last) {
      return count;
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    request.addHttpStreamWrapper(stream -> new Noting(stream, request));
    return super.handle(request, response, callback);
  }

  private void note(Request request, MetaData.Response answer) {
    CorsRequest asValue = asValue(request);
    String path = request.getHttpURI().getPath();
    CorsPolicy policy = rules.current().forRequest(path == null ? "" : path, "");
    synchronized (last) {
      count++;
      last.addLast(
          new Exchange(
              count,
              request.getMethod(),
              request.getHttpURI().getPathQuery(),
              HttpFields.build(request.getHeaders()).asImmutable(),
              answer.getStatus(),
              HttpFields.build(answer.getHttpFields()).asImmutable(),
              policy,
              policy.explain(asValue)));
      if (last.size() > MAX_REMEMBERED) {
        last.removeFirst();
      }
    }
  }

  private static CorsRequest asValue(Request request) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (HttpField field : request.getHeaders()) {
      headers
          .computeIfAbsent(field.getLowerCaseName(), name -> new ArrayList<>())
          .add(field.getValue() == null ? "" : field.getValue());
    }
    return new CorsRequest(request.getMethod(), headers);
  }

  private final class Noting extends HttpStream.Wrapper {
    private final Request request;

    Noting(HttpStream stream, Request request) {
      super(stream);
      this.request = request;
    }

    @Override
    public void send(
        MetaData.Request wire,
        MetaData.Response response,
        boolean last,
        ByteBuffer content,
        Callback callback) {
      if (response != null && response.getStatus() >= 200) {
        note(request, response);
      }
      super.send(wire, response, last, content, callback);
    }
  }
}
