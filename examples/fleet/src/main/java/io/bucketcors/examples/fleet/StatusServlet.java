package io.bucketcors.examples.fleet;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.jspecify.annotations.Nullable;

/** What the MXBean of the rules says, as JSON: version, last reload, problems, counts. */
final class StatusServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    try {
      response.getWriter().println(status());
    } catch (JMException e) {
      throw new IOException(e);
    }
  }

  private static String status() throws JMException {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    StringBuilder json = new StringBuilder("{\"pid\":").append(ProcessHandle.current().pid());
    for (ObjectName name : beans.queryNames(new ObjectName("io.bucketcors:type=Rules,*"), null)) {
      for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
        Object value = beans.getAttribute(name, attribute.getName());
        json.append(",\n").append(member(attribute.getName(), value));
      }
    }
    return json.append('}').toString();
  }

  private static String member(String name, @Nullable Object value) {
    return json(name) + ":" + json(value);
  }

  private static String json(@Nullable Object value) {
    if (value instanceof CompositeData composite) {
      return composite.getCompositeType().keySet().stream()
          .map(key -> member(key, composite.get(key)))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (value instanceof TabularData table) {
      return list(table.values().stream());
    }
    if (value instanceof Object[] array) {
      return list(Arrays.stream(array));
    }
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return String.valueOf(value);
    }
    return '"' + escaped(value.toString()) + '"';
  }

  private static String list(Stream<?> values) {
    return values.map(StatusServlet::json).collect(Collectors.joining(",", "[", "]"));
  }

  private static String escaped(String text) {
    return text.chars()
        .mapToObj(
            c ->
                c < ' ' || c == '"' || c == '\\' || c == '<'
                    ? String.format("\\u%04x", c)
                    : Character.toString(c))
        .collect(Collectors.joining());
  }
}
