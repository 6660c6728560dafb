package io.bucketcors.examples.fleet;

import io.bucketcors.monitor.CorsRulesMXBean;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** What the MXBean of the rules says, as JSON. */
final class StatusServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    CorsRulesMXBean rules = rules();
    JsonObjectBuilder decisions = Json.createObjectBuilder();
    rules.getDecisions().forEach(decisions::add);
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    response
        .getWriter()
        .println(
            Json.createObjectBuilder()
                .add("version", rules.getVersion())
                .add("outcome", rules.getLastReloadOutcome())
                .add("reloaded", rules.getLastReloadTime())
                .add("applied", rules.getAppliedCount())
                .add("unchanged", rules.getUnchangedCount())
                .add("refused", rules.getRefusedCount())
                .add("decisions", decisions)
                .add("problems", Json.createArrayBuilder(rules.getProblems()))
                .build());
  }

  private static CorsRulesMXBean rules() throws IOException {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    try {
      // The node has one filter, so there is one bean.
      ObjectName name =
          beans.queryNames(new ObjectName("io.bucketcors:type=Rules,*"), null).iterator().next();
      return JMX.newMXBeanProxy(beans, name, CorsRulesMXBean.class);
    } catch (MalformedObjectNameException e) {
      throw new IOException(e);
    }
  }
}
