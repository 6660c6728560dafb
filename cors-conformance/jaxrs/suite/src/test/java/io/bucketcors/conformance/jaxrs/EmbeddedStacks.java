package io.bucketcors.conformance.jaxrs;

import java.util.List;

/** Implementations on servlet containers that run in this process. */
final class EmbeddedStacks implements StackFactory {
  /** Each implementation and each container, in one version: what runs without -Dthorough=true. */
  static final String EACH_ONCE = "(cxf-4.1|jersey-3) jetty|resteasy-6 tomcat|jersey-3 undertow";

  @Override
  public String part() {
    return "Embedded containers";
  }

  @Override
  public List<String> names() {
    return List.of(
        "jersey-3 jetty",
        "jersey-4 jetty",
        "resteasy-6 jetty",
        "resteasy-7 jetty",
        "cxf-4.1 jetty",
        "cxf-4.2 jetty",
        "jersey-3 tomcat",
        "resteasy-6 tomcat",
        "jersey-3 undertow",
        "resteasy-6 undertow");
  }

  @Override
  public int chapters() {
    return 10;
  }

  @Override
  public boolean hasServlets(String name) {
    return true;
  }

  @Override
  public Stack start(String name) throws Exception {
    int space = name.indexOf(' ');
    return EmbeddedStack.start(name.substring(0, space), name.substring(space + 1));
  }
}
