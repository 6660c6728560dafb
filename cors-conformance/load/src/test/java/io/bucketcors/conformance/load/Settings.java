package io.bucketcors.conformance.load;

import java.time.Duration;

/**
 * One run.
 *
 * @param jars the class path of the server
 * @param seededFault what the app does wrong on purpose; {@code none} for nothing
 */
record Settings(
    String server, String mainClass, String jars, Duration duration, String seededFault) {
  private static final String SERVERS = "io.bucketcors.conformance.load.server.";

  static Settings jetty(Duration duration) {
    return new Settings("Jetty", SERVERS + "JettyServer", property("load.jetty"), duration, "none");
  }

  static Settings tomcat(Duration duration) {
    return new Settings(
        "Tomcat", SERVERS + "TomcatServer", property("load.tomcat"), duration, "none");
  }

  Settings seeded(String fault) {
    return new Settings(server, mainClass, jars, duration, fault);
  }

  /** Where the servers' classes are. */
  String servers() {
    return property("load.servers");
  }

  String war() {
    return property("load.war");
  }

  /** Requests a second, over all connections. */
  int rate() {
    return Integer.parseInt(property("load.rate"));
  }

  static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException("no " + name + ": run this through Maven");
    }
    return value;
  }
}
