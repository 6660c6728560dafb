package io.bucketcors.servlet;

import static io.bucketcors.servlet.ServletWriter.WRITER;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Where a filter runs, and what all its exchanges share.
 *
 * @param container the container
 * @param writer writes the headers so that they stay there
 * @param varyStays whether {@code Vary} stays on errors that the container answers itself
 * @param warnings what the filter says once
 */
record Site(Container container, ServletWriter writer, boolean varyStays, Warnings warnings) {

  static Site of(HttpServletRequest request, HttpServletResponse response, Warnings warnings) {
    Container container = Container.of(request, response);
    if (container != Container.JETTY) {
      return new Site(container, WRITER, true, warnings);
    }
    JettyVary writer = JettyVary.of(response);
    if (writer == null) {
      warnings.unknownJetty();
    }
    return new Site(container, writer == null ? WRITER : writer, writer != null, warnings);
  }
}
