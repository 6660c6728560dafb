package io.bucketcors.jaxrs;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Around all other interceptors: what one of them, or a response filter after this project's, has
 * put into the headers is taken out again before the first byte of the body takes them along.
 */
final class HeadersInterceptor implements WriterInterceptor {
  private final CorsFilters cors;

  HeadersInterceptor(CorsFilters cors) {
    this.cors = cors;
  }

  @Override
  public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
    if (context.getProperty(RequestState.PROPERTY) instanceof RequestState state
        && state.written != null) {
      MultivaluedMap<String, Object> headers = context.getHeaders();
      context.setOutputStream(new SettlingStream(context.getOutputStream(), state, headers));
      context.proceed();
      settle(state, headers);
    } else {
      context.proceed();
    }
  }

  private void settle(RequestState state, MultivaluedMap<String, Object> headers) {
    if (state.written != null && !ResponseHeaders.isSettled(headers, state)) {
      ResponseHeaders.dropPolicyHeaders(headers, state);
      ResponseHeaders.write(state.written, state, headers);
    }
    ServerExchange server = cors.server();
    if (server != null) {
      server.keepOnly(state.allowedOrigin);
    }
  }

  private final class SettlingStream extends FilterOutputStream {
    private final RequestState state;
    private final MultivaluedMap<String, Object> headers;

    SettlingStream(OutputStream out, RequestState state, MultivaluedMap<String, Object> headers) {
      super(out);
      this.state = state;
      this.headers = headers;
    }

    @Override
    public void write(int one) throws IOException {
      settle(state, headers);
      out.write(one);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      settle(state, headers);
      out.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
      settle(state, headers);
      out.flush();
    }

    @Override
    public void close() throws IOException {
      settle(state, headers);
      out.close();
    }
  }
}
