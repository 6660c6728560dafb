package io.bucketcors.conformance.matrix;

import io.bucketcors.conformance.matrix.Axes.Adapter;
import io.bucketcors.conformance.matrix.Axes.App;
import io.bucketcors.conformance.matrix.Axes.Headers;
import io.bucketcors.conformance.matrix.Axes.Method;
import io.bucketcors.conformance.matrix.Axes.Redirect;
import io.bucketcors.conformance.matrix.Axes.Site;
import java.util.List;
import java.util.stream.IntStream;

/** One request of one page. */
record Cell(
    int id,
    RuleSet rules,
    Site site,
    Method method,
    Headers headers,
    boolean credentials,
    Redirect redirect,
    App app,
    Adapter adapter) {

  static Cell of(int id, List<Object> values) {
    return new Cell(
        id,
        (RuleSet) values.get(0),
        (Site) values.get(1),
        (Method) values.get(2),
        (Headers) values.get(3),
        (Boolean) values.get(4),
        (Redirect) values.get(5),
        (App) values.get(6),
        (Adapter) values.get(7));
  }

  /** Cells in which any three values of the axes stand together. */
  static List<Cell> covering(List<List<Object>> axes) {
    List<List<Object>> rows = CoveringArray.of(axes, Cell::exists);
    return IntStream.range(0, rows.size()).mapToObj(i -> of(i, rows.get(i))).toList();
  }

  /** What there is: JAX-RS has no {@code sendError}, for one. */
  static boolean exists(List<Object> values) {
    return values.get(7) != Adapter.JAXRS || ((App) values.get(6)).jaxrs;
  }

  /** Where its request goes, below the server. */
  String path() {
    return "/"
        + adapter.path
        + "/"
        + rules
        + "/go?cell="
        + id
        + "&app="
        + app
        + "&redirect="
        + redirect
        + "&hop=1";
  }

  @Override
  public String toString() {
    return "cell "
        + id
        + " ["
        + String.join(
            ", ",
            rules.name(),
            site.name(),
            method.name,
            headers.name(),
            credentials ? "credentials" : "no credentials",
            "redirect " + redirect,
            app.name(),
            adapter.name())
        + "]";
  }
}
