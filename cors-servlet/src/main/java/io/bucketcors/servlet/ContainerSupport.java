package io.bucketcors.servlet;

import static io.bucketcors.servlet.ServletWriter.WRITER;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * What the container that a filter runs in needs, so that headers stay on its responses. All
 * exchanges of a filter share it.
 *
 * @param container the container
 * @param writer writes the headers so that they stay there
 * @param varyStays whether {@code Vary} stays on errors that the container answers itself
 * @param warnings what the filter logs once
 */
record ContainerSupport(
    Container container, ServletWriter writer, boolean varyStays, Warnings warnings) {

  static ContainerSupport of(
      HttpServletRequest request, HttpServletResponse response, Warnings warnings) {
    Container container = Container.of(request, response);
    if (container != Container.JETTY) {
      return new ContainerSupport(container, WRITER, true, warnings);
    }
    JettyVary writer = JettyVary.of(response);
    if (writer == null) {
      warnings.unknownJetty();
    }
    return new ContainerSupport(
        container, writer == null ? WRITER : writer, writer != null, warnings);
  }
}
