package io.bucketcors.conformance.app;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Does what the last segment of the path names. */
public final class BehaviourServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** How often any app of this class path was called. */
  public static final AtomicInteger CALLS = new AtomicInteger();

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    CALLS.incrementAndGet();
    Object included = request.getAttribute(RequestDispatcher.INCLUDE_REQUEST_URI);
    String uri = included == null ? request.getRequestURI() : included.toString();
    String name = uri.substring(uri.lastIndexOf('/') + 1);
    Behaviours.named(name).run(request, response, this);
  }
}
