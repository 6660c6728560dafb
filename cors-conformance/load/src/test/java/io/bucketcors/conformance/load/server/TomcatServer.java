package io.bucketcors.conformance.load.server;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.ThreadLocalLeakPreventionListener;
import org.apache.catalina.startup.Tomcat;
import org.jspecify.annotations.Nullable;

/** Tomcat 11.0. */
public final class TomcatServer extends LoadServer {
  private static final String THREADS = "80";

  private final Tomcat tomcat = new Tomcat();
  private @Nullable Context app;

  private TomcatServer() {}

  /** Takes the WAR as its only argument. */
  public static void main(String[] args) throws Exception {
    serve(new TomcatServer(), args[0]);
  }

  @Override
  int start() throws Exception {
    tomcat.setBaseDir(Files.createTempDirectory(Path.of("."), "tomcat").toString());
    Connector connector = new Connector("HTTP/1.1");
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    // All threads from the start: one that starts while an app calls the server inherits, on
    // JDK 17, the access control context of that app, and holds its class loader with it.
    connector.setProperty("minSpareThreads", THREADS);
    connector.setProperty("maxThreads", THREADS);
    tomcat.setConnector(connector);
    // As in the server.xml that Tomcat comes with: renews the threads that have served an app.
    tomcat.getServer().addLifecycleListener(new ThreadLocalLeakPreventionListener());
    tomcat.start();
    return connector.getLocalPort();
  }

  @Override
  ClassLoader deploy(Path war) {
    Context next = tomcat.addWebapp("", war.toString());
    if (next.getState() != LifecycleState.STARTED) {
      throw new IllegalStateException("the app did not start");
    }
    app = next;
    return next.getLoader().getClassLoader();
  }

  @Override
  void undeploy() {
    Context last = app;
    app = null;
    if (last != null) {
      tomcat.getHost().removeChild(last);
    }
  }
}
