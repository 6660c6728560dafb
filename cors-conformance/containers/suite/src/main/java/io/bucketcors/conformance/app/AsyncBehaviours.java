package io.bucketcors.conformance.app;

import io.bucketcors.conformance.app.Behaviours.Behaviour;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** What an app can do to a response, asynchronously. */
final class AsyncBehaviours {
  private static final long SHORT_MILLIS = 50;

  private AsyncBehaviours() {}

  static Map<String, Behaviour> all() {
    return Map.of(
        "async-complete",
        (request, response, servlet) -> {
          AsyncContext async = request.startAsync(request, response);
          async.start(() -> finish(async));
        },
        "async-reset",
        (request, response, servlet) -> {
          AsyncContext async = request.startAsync();
          async.start(
              () -> {
                async.getResponse().reset();
                finish(async);
              });
        },
        "async-dispatch",
        (request, response, servlet) -> request.startAsync().dispatch("/do/ok"),
        "async-dispatch-reset",
        (request, response, servlet) -> request.startAsync().dispatch("/do/reset"),
        "async-dispatch-throw",
        (request, response, servlet) -> request.startAsync(request, response).dispatch("/do/throw"),
        "async-timeout",
        (request, response, servlet) -> request.startAsync().setTimeout(SHORT_MILLIS),
        "async-timeout-handled",
        (request, response, servlet) -> {
          AsyncContext async = request.startAsync();
          async.addListener(new CompletingListener());
          async.setTimeout(SHORT_MILLIS);
        },
        "async-throw",
        (request, response, servlet) -> {
          request.startAsync();
          Behaviours.fail();
        },
        "async-send-error",
        (request, response, servlet) -> {
          AsyncContext async = request.startAsync();
          ((HttpServletResponse) async.getResponse()).sendError(503);
          async.complete();
        },
        "non-blocking",
        (request, response, servlet) -> {
          AsyncContext async = request.startAsync();
          ServletOutputStream out = async.getResponse().getOutputStream();
          out.setWriteListener(new Writer(async, out));
        });
  }

  private static void finish(AsyncContext async) {
    try {
      Behaviours.ok((HttpServletResponse) async.getResponse());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      async.complete();
    }
  }

  /** Answers 503 when time is over. */
  private static final class CompletingListener implements AsyncListener {
    @Override
    public void onTimeout(AsyncEvent event) {
      ((HttpServletResponse) event.getAsyncContext().getResponse()).setStatus(503);
      event.getAsyncContext().complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }

  /** Writes when the container says so. */
  private static final class Writer implements WriteListener {
    private final AsyncContext async;
    private final ServletOutputStream out;
    private int left = 3;

    Writer(AsyncContext async, ServletOutputStream out) {
      this.async = async;
      this.out = out;
    }

    @Override
    public void onWritePossible() throws IOException {
      while (out.isReady()) {
        if (left-- == 0) {
          async.complete();
          return;
        }
        out.write(new byte[30_000]);
      }
    }

    @Override
    public void onError(Throwable problem) {
      async.complete();
    }
  }
}
