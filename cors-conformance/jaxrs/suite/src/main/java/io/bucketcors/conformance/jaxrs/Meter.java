package io.bucketcors.conformance.jaxrs;

import com.sun.management.ThreadMXBean;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Tells at {@code /meter} the least that a request has allocated since it was last asked. */
final class Meter implements Filter {
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final AtomicLong least = new AtomicLong(Long.MAX_VALUE);

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (((HttpServletRequest) request).getRequestURI().endsWith("/meter")) {
      response.getWriter().print(least.getAndSet(Long.MAX_VALUE));
      return;
    }
    long id = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(id);
    chain.doFilter(request, response);
    long bytes = threads.getThreadAllocatedBytes(id) - before;
    least.accumulateAndGet(bytes, Math::min);
  }
}
