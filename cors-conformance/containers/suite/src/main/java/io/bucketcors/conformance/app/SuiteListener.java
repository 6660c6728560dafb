package io.bucketcors.conformance.app;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Set;

/** Makes a WAR the app that its {@code web.xml} names. */
public final class SuiteListener implements ServletContextListener {
  /** The context parameter with the name of the app. */
  public static final String APP = "suite.app";

  @Override
  public void contextInitialized(ServletContextEvent event) {
    TestApp app = TestApp.named(event.getServletContext().getInitParameter(APP));
    app.onStartup(Set.of(), event.getServletContext());
    if (event.getServletContext().getAttribute(Sockets.CONTAINER) != null) {
      Sockets.register(event.getServletContext());
    }
  }
}
