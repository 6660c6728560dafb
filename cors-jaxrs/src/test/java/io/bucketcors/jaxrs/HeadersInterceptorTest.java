package io.bucketcors.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsDecision;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What other interceptors put into headers is gone when the first byte takes them along. */
class HeadersInterceptorTest {
  private static final CorsPolicies POLICIES =
      CorsPolicies.of(CorsPolicy.of(CorsRule.allow("https://app.example").methods("GET").build()));

  private final CorsFilters cors = new CorsFilters(CorsPolicySource.fixed(POLICIES), () -> "/shop");
  private final MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>();
  private final List<String> sent = new ArrayList<>();
  private @Nullable Object state;
  private OutputStream out = new Server();
  private boolean streamReplaced;

  /** Notes what stands in the header at each call. */
  private final class Server extends OutputStream {
    private void note(String call) {
      sent.add(call + " " + headers.get("Access-Control-Allow-Origin"));
    }

    @Override
    public void write(int one) {
      note("write " + one);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      note("write " + from + "+" + length);
    }

    @Override
    public void flush() {
      note("flush");
    }

    @Override
    public void close() {
      note("close");
    }
  }

  /** What an interceptor after this one does. */
  private interface Other {
    void writeTo(OutputStream stream) throws IOException;
  }

  private RequestState decided(String origin) {
    FakeRequest request = new FakeRequest("GET", "/shop/api/", "x").header("Origin", origin);
    RequestState decided = new RequestState(POLICIES, () -> "/shop", null, request);
    CorsDecision decision = decided.ofPath.decide(decided, RequestState.READER);
    ResponseHeaders.write(decision, decided, headers);
    state = decided;
    return decided;
  }

  private void run(Other other) throws IOException {
    WriterInterceptorContext context =
        new Stub()
            .on(
                "getProperty",
                arguments -> "io.bucketcors.jaxrs.request".equals(arguments[0]) ? state : null)
            .returns("getHeaders", headers)
            .on("getOutputStream", arguments -> out)
            .on(
                "setOutputStream",
                arguments -> {
                  out = (OutputStream) arguments[0];
                  streamReplaced = true;
                  return null;
                })
            .on(
                "proceed",
                arguments -> {
                  other.writeTo(out);
                  return null;
                })
            .as(WriterInterceptorContext.class);
    new HeadersInterceptor(cors).aroundWriteTo(context);
  }

  private void grantsAll() {
    headers.putSingle("Access-Control-Allow-Origin", "*");
  }

  @Test
  void takesForeignGrantsOutBeforeAnyByte() throws Exception {
    decided("https://app.example");
    run(
        stream -> {
          grantsAll();
          stream.write(7);
          grantsAll();
          stream.write(new byte[5], 1, 3);
          grantsAll();
          stream.flush();
          grantsAll();
          stream.close();
        });
    assertThat(sent)
        .containsExactly(
            "write 7 [https://app.example]",
            "write 1+3 [https://app.example]",
            "flush [https://app.example]",
            "close [https://app.example]");
  }

  @Test
  void takesForeignGrantsOutWhereNothingIsWritten() throws Exception {
    decided("https://evil.example");
    run(
        stream -> {
          grantsAll();
          headers.putSingle("access-control-allow-origin ", "*");
        });
    assertThat(headers).containsOnlyKeys("Vary");
  }

  @Test
  void leavesHeadersAloneThatStandAsTheyWereWritten() throws Exception {
    decided("https://app.example");
    headers.putSingle("Access-Control-Max-Age", "5");
    run(stream -> stream.write(1));
    assertThat(headers).as("not written again").containsKey("Access-Control-Max-Age");
  }

  @Test
  void looksAtTheServersOwnHeadersToo() throws Exception {
    FakeServer server = new FakeServer();
    cors.serveWith(new ServletExchange(server.request(), server.response()));
    server.headers.put("Access-Control-Allow-Origin", List.of("*"));
    decided("https://app.example");
    run(stream -> {});
    assertThat(server.headers).isEmpty();
  }

  @Test
  void leavesResponsesAloneOnWhichNothingWasDecided() throws Exception {
    run(stream -> stream.write(1));
    assertThat(sent).containsExactly("write 1 null");
    state =
        new RequestState(
            POLICIES, RequestState.NO_CONTEXT_PATH, null, new FakeRequest("GET", "/", "x"));
    run(stream -> stream.write(2));
    assertThat(sent).containsExactly("write 1 null", "write 2 null");
    assertThat(streamReplaced).isFalse();
  }
}
