package io.bucketcors.conformance.jaxrs;

import io.bucketcors.conformance.servers.AppServer;
import io.bucketcors.conformance.servers.Deployment;
import io.bucketcors.conformance.servers.RunningServer;
import io.bucketcors.conformance.servers.TomEe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An application server. Each WAR has a start of its own: some share configuration among WARs. */
final class WarStack extends ProcessStack {
  private static final String CONTEXT_PATH = "/suite";
  private static final int START_SECONDS = 60;

  private final AppServer server;
  private String logs = "";

  WarStack(AppServer server) {
    super(CONTEXT_PATH);
    this.server = server;
  }

  /** How each application of the suite comes by its feature. */
  private SuiteApp app(String name) {
    return switch (name) {
      case "/plain" -> SuiteApp.PLAIN;
      case "/buckets" ->
          SuiteApp.of(
              "buckets",
              "buckets",
              "ListedApplication",
              "Orders",
              // CXF refuses it.
              server instanceof TomEe ? "" : "Shops");
      case "/filtered" ->
          SuiteApp.of("filtered", "plain", "PlainApplication", "PastJaxrs", "SuiteRules");
      case "/overridden" ->
          SuiteApp.of(
              "overridden",
              "buckets",
              "BucketsApplication",
              "Generic",
              "Orders",
              "SuiteRules",
              "Wares");
      case "WithMistakes" -> SuiteApp.MISTAKES;
      case "Misconfigured" -> SuiteApp.MISCONFIGURED;
      case "WithLocator" -> SuiteApp.LOCATOR;
      default -> throw new IllegalArgumentException(name);
    };
  }

  @Override
  RunningServer start(String application) throws Exception {
    Path war = war(application);
    return server.start(List.of(new Deployment(CONTEXT_PATH, war, "/api/calls")));
  }

  @Override
  void startAndEnd(String application) throws Exception {
    if (application.equals("BehindFilter")) {
      logs = process("/overridden").log();
      return;
    }
    Path war = war(application);
    try (RunningServer process = server.start(List.of(new Deployment(CONTEXT_PATH, war, null)))) {
      for (int i = 0; i < START_SECONDS * 2; i++) {
        TimeUnit.MILLISECONDS.sleep(500);
        // The message may come before its cause is written.
        if (process.log().contains("CorsConfigurationException")) {
          TimeUnit.SECONDS.sleep(1);
          throw new IllegalStateException(process.log());
        }
      }
      throw new IllegalStateException("nothing refused: " + process.log());
    }
  }

  @Override
  String log() {
    return logs;
  }

  private Path war(String application) throws IOException {
    boolean filter = application.equals("/filtered") || application.equals("/overridden");
    return filter
        ? War.of(
            app(application), descriptor(application), "cors-core", "cors-jaxrs", "cors-servlet")
        : War.of(app(application), null, "cors-core", "cors-jaxrs");
  }

  private static String descriptor(String application) {
    String type =
        WarStack.class.getPackageName()
            + (application.equals("/filtered") ? ".PlainApplication" : ".BucketsApplication");
    return """
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="5.0">
          <filter>
            <filter-name>cors</filter-name>
            <filter-class>io.bucketcors.servlet.CorsFilter</filter-class>
            <async-supported>true</async-supported>
          </filter>
          <filter-mapping>
            <filter-name>cors</filter-name>
            <url-pattern>/*</url-pattern>
            <dispatcher>REQUEST</dispatcher>
            <dispatcher>ASYNC</dispatcher>
            <dispatcher>ERROR</dispatcher>
          </filter-mapping>
          <servlet>
            <servlet-name>%s</servlet-name>
            <load-on-startup>1</load-on-startup>
            <async-supported>true</async-supported>
          </servlet>
          <servlet-mapping>
            <servlet-name>%s</servlet-name>
            <url-pattern>/api/*</url-pattern>
          </servlet-mapping>
        </web-app>
        """
        .formatted(type, type);
  }
}
