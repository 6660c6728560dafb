package io.bucketcors.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the filter says, and that it says it once. */
class WarningsTest {
  private final List<String> said = new ArrayList<>();
  private final Logger logger = Logger.getLogger("io.bucketcors.servlet");
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord message) {
          said.add(message.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private final CorsFilter filter =
      new CorsFilter(
          CorsPolicySource.fixed(
              CorsPolicies.of(
                  CorsPolicy.of(CorsRule.allow("https://app.example").methods("GET").build()))));

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(handler);
  }

  private static Fakes exchange() {
    return new Fakes().origin("https://app.example");
  }

  @Test
  void warnsOnceThatTheAppWritesPolicyHeaders() throws Exception {
    for (int i = 0; i < 3; i++) {
      Fakes http = exchange();
      filter.doFilter(
          http.request(),
          http.response(),
          (request, response) ->
              ((HttpServletResponse) response).setHeader("Access-Control-Allow-Origin", "*"));
    }
    assertThat(said).singleElement().asString().contains("Access-Control-*");
  }

  @Test
  void saysNothingWhereAllIsWell() throws Exception {
    Fakes http = exchange();
    filter.doFilter(http.request(), http.response(), (request, response) -> {});
    assertThat(said).isEmpty();
  }

  @Test
  void warnsOfAnInitParameterWithoutThePrefix() throws Exception {
    Fakes http = exchange();
    http.initParameters.put("cors.allowed.origins", "*");
    http.initParameters.put("bucketcors.enabled", "false");
    http.initParameters.put("bucketcors.reload-interval", "PT0S");
    CorsFilter configured = new CorsFilter();
    configured.init(http.filterConfig());
    configured.destroy();
    assertThat(said).singleElement().asString().contains("ignores the init-param");
  }
}
