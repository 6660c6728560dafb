package io.bucketcors.benchmarks.filter;

import io.bucketcors.benchmarks.filter.fake.ServletRequestFake;
import io.bucketcors.benchmarks.filter.fake.ServletResponseFake;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/** A servlet filter at work, with an app behind it that does nothing. */
final class ServletExchange implements Exchange, FilterChain {
  private final Filter filter;
  private final ServletRequestFake request;
  private final ServletResponseFake response = ServletResponseFake.create();
  private boolean passedOn;

  ServletExchange(Filter filter, Call call, boolean fresh) {
    this.filter = filter;
    request = ServletRequestFake.of(call, fresh);
  }

  @Override
  public int run() {
    passedOn = false;
    request.recycle();
    response.recycle();
    try {
      filter.doFilter(request, response, this);
    } catch (IOException | ServletException impossible) {
      throw new IllegalStateException(impossible);
    }
    return response.getStatus();
  }

  @Override
  public void doFilter(ServletRequest passedRequest, ServletResponse passedResponse) {
    passedOn = true;
  }

  @Override
  public Answer answer() {
    return new Answer(response.getStatus(), response.headers(), passedOn);
  }
}
