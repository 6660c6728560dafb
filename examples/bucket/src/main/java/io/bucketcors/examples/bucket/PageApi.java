package io.bucketcors.examples.bucket;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblem;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the page asks its own server: the rules, to exchange them, and what reached the bucket.
 * Changing anything takes {@code PUT}, which pages of other origins cannot send: nothing here
 * answers their preflight.
 */
final class PageApi extends HttpServlet {
  @Serial private static final long serialVersionUID = 1L;

  private static final int MAX_RULES_BYTES = 64 * 1024;

  private final transient Rules rules;
  private final transient Journal journal;
  private final int bucketPort;

  PageApi(Rules rules, Journal journal, int bucketPort) {
    this.rules = rules;
    this.journal = journal;
    this.bucketPort = bucketPort;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (String.valueOf(request.getPathInfo())) {
      case "/state" -> send(response, 200, state(List.of()));
      case "/exchanges" -> send(response, 200, exchanges(request.getParameter("after")));
      default -> response.sendError(404);
    }
  }

  @Override
  protected void doPut(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!"/rules".equals(request.getPathInfo())) {
      response.sendError(404);
      return;
    }
    byte[] body = request.getInputStream().readNBytes(MAX_RULES_BYTES + 1);
    if (body.length > MAX_RULES_BYTES) {
      response.sendError(413, "rules larger than " + MAX_RULES_BYTES + " bytes");
      return;
    }
    try {
      rules.replace(RuleText.read(new String(body, StandardCharsets.UTF_8)));
      send(response, 200, state(rules.source().current().warnings()));
    } catch (CorsConfigurationException refused) {
      send(response, 422, state(refused.problems()));
    } catch (IllegalArgumentException brokenEscape) {
      response.sendError(400, "a \\u escape in the rules is broken");
    }
  }

  private JsonObject state(List<CorsProblem> problems) {
    CorsPolicy policy = rules.source().current().defaultBucket();
    JsonArrayBuilder list = Json.createArrayBuilder();
    for (CorsProblem problem : problems) {
      JsonObjectBuilder json =
          Json.createObjectBuilder()
              .add("error", problem.isError())
              .add("code", problem.code())
              .add("message", problem.message());
      list.add(json);
    }
    return Json.createObjectBuilder()
        .add("bucketPort", bucketPort)
        .add("lastExchange", journal.count())
        .add("ruleCount", policy.rules().size())
        .add("rules", RuleText.write(policy))
        .add("problems", list)
        .build();
  }

  private JsonObject exchanges(String after) {
    long number = after != null && after.matches("[0-9]{1,18}") ? Long.parseLong(after) : 0;
    JsonArrayBuilder list = Json.createArrayBuilder();
    journal.after(number).forEach(exchange -> list.add(exchange.toJson()));
    return Json.createObjectBuilder().add("exchanges", list).build();
  }

  private static void send(HttpServletResponse response, int status, JsonObject json)
      throws IOException {
    byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
