package io.bucketcors.examples.bucket;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblem;
import io.bucketcors.examples.bucket.UnreadableRules.Complaint;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
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
      case "/state" -> send(response, 200, state(List.of(), ""));
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
    Receiving.start(request, response, new Exchanging(response));
  }

  /** A body that becomes the rules. */
  private final class Exchanging implements Receiving.Receiver {
    private final HttpServletResponse response;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    Exchanging(HttpServletResponse response) {
      this.response = response;
    }

    @Override
    public boolean take(byte[] bytes, int length) {
      body.write(bytes, 0, length);
      return body.size() <= MAX_RULES_BYTES;
    }

    @Override
    public void answer() throws IOException {
      if (body.size() > MAX_RULES_BYTES) {
        String most = "rules of at most " + MAX_RULES_BYTES + " bytes are taken";
        refuse(413, List.of(Complaint.at(1, "page-too-large", "", most, "")));
        return;
      }
      try {
        RuleText.Read read = RuleText.read(body.toString(StandardCharsets.UTF_8));
        rules.replace(read.policies());
        send(response, 200, state(complaints(read.warnings()), read.kind()));
      } catch (CorsConfigurationException refused) {
        refuse(422, complaints(refused.problems()));
      } catch (UnreadableRules unreadable) {
        boolean broken =
            unreadable.complaints().stream()
                .anyMatch(complaint -> complaint.code().equals(KeyLines.BROKEN_ESCAPE));
        refuse(broken ? 400 : 422, unreadable.complaints());
      }
    }

    private void refuse(int status, List<Complaint> problems) throws IOException {
      send(response, status, state(problems, ""));
    }

    @Override
    public void end() {}
  }

  private static List<Complaint> complaints(List<CorsProblem> problems) {
    return problems.stream().map(Complaint::of).toList();
  }

  private JsonObject state(List<Complaint> problems, String kind) {
    CorsPolicy policy = rules.source().current().defaultBucket();
    JsonArrayBuilder list = Json.createArrayBuilder();
    for (Complaint problem : problems) {
      JsonObjectBuilder json =
          Json.createObjectBuilder()
              .add("error", problem.error())
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
        .add("kind", kind)
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
