package io.bucketcors.examples.bucket.console;

import io.bucketcors.CorsComparison;
import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblems;
import io.bucketcors.CorsRule;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the page asks its own server. Whatever takes a body takes it as JSON by {@code PUT} or
 * {@code POST}, which no page of another origin can send: nothing here answers its preflight.
 */
final class ConsoleApi extends HttpServlet {
  @Serial private static final long serialVersionUID = 1L;

  private final transient ConsoleBackend backend;

  ConsoleApi(ConsoleBackend backend) {
    this.backend = backend;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (isOfAnotherPage(request)) {
      respond(response, Unreadable.request(403, "only the console's own page may ask"));
    } else {
      super.service(request, response);
    }
  }

  /**
   * What other pages send has an Origin or says so in Fetch Metadata; other programs do neither.
   */
  private static boolean isOfAnotherPage(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    String site = request.getHeader("Sec-Fetch-Site");
    String own = request.getScheme() + "://" + request.getHeader("Host");
    return origin != null && !origin.equalsIgnoreCase(own)
        || site != null && !site.equals("same-origin") && !site.equals("none");
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      String path = String.valueOf(request.getPathInfo());
      switch (path) {
        case "/state" -> send(response, 200, state());
        case "/exchanges" -> send(response, 200, exchanges(request.getParameter("after")));
        default -> send(response, 200, rules(policy(bucket(path))));
      }
    } catch (Unreadable unreadable) {
      respond(response, unreadable);
    }
  }

  @Override
  protected void doPut(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = String.valueOf(request.getPathInfo());
    take(request, response, body -> replace(bucket(path), body));
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Question question =
        switch (String.valueOf(request.getPathInfo())) {
          case "/check" -> this::check;
          case "/convert" -> this::convert;
          case "/explain" -> this::explain;
          case "/compare" -> this::compare;
          default ->
              body -> {
                throw Unreadable.request(404, "there is nothing at this path");
              };
        };
    take(request, response, question);
  }

  /** Answers a body. */
  private interface Question {
    JsonObject answer(JsonObject body) throws Unreadable, IOException;
  }

  private static void take(
      HttpServletRequest request, HttpServletResponse response, Question question)
      throws IOException {
    String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
    if (!type.matches("application/json\\s*(;.*)?")) {
      respond(response, Unreadable.request(415, "a body is application/json"));
      return;
    }
    Body.read(request, response, bytes -> answer(response, bytes, question));
  }

  private static void answer(
      HttpServletResponse response, byte @Nullable [] bytes, Question question) throws IOException {
    try {
      if (bytes == null) {
        throw Unreadable.request(413, "at most " + Body.MAX_BYTES + " bytes are taken");
      }
      send(response, 200, question.answer(object(bytes)));
    } catch (Unreadable unreadable) {
      respond(response, unreadable);
    } catch (CorsConfigurationException refused) {
      send(response, 422, problems(RuleJson.problems(refused.problems())));
    }
  }

  private static JsonObject object(byte[] bytes) throws Unreadable {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      if (reader.readValue() instanceof JsonObject object) {
        return object;
      }
    } catch (JsonException | IllegalStateException broken) {
      // As what is no object.
    }
    throw Unreadable.request(400, "the body is no JSON object");
  }

  private JsonObject state() {
    return Json.createObjectBuilder()
        .add("endpoint", backend.endpoint().toString())
        .add("dialect", backend.dialect().key())
        .add("open", backend.open())
        .add("buckets", Json.createArrayBuilder(backend.buckets()))
        .add("lastExchange", backend.lastExchange())
        .build();
  }

  private JsonObject exchanges(@Nullable String after) {
    long number = after != null && after.matches("[0-9]{1,18}") ? Long.parseLong(after) : 0;
    return Json.createObjectBuilder().add("exchanges", backend.exchanges(number)).build();
  }

  private static String bucket(String path) throws Unreadable {
    String[] parts = path.split("/", -1);
    if (parts.length == 4 && parts[1].equals("buckets") && parts[3].equals("rules")) {
      return parts[2];
    }
    throw Unreadable.request(404, "there is nothing at this path");
  }

  private CorsPolicy policy(String bucket) throws Unreadable {
    CorsPolicy policy = backend.policy(bucket);
    if (policy == null) {
      throw Unreadable.request(404, "there is no such bucket");
    }
    return policy;
  }

  private static JsonObject rules(CorsPolicy policy) {
    return Json.createObjectBuilder()
        .add("rules", RuleJson.write(policy.rules()))
        .add("version", version(policy))
        .add("problems", RuleJson.problems(policy.warnings()))
        .build();
  }

  /** The same for the same rules, whichever bucket has them. */
  private static String version(CorsPolicy policy) {
    CorsPolicy plain = CorsPolicy.builder().dialect(policy.dialect()).rules(policy.rules()).build();
    return CorsPolicies.of(plain).version();
  }

  /** Only the rules that the page has seen are replaced: others may have come meanwhile. */
  private synchronized JsonObject replace(String bucket, JsonObject body)
      throws Unreadable, IOException {
    CorsPolicy before = policy(bucket);
    String seen = body.getString("version", "");
    if (!seen.isEmpty() && !seen.equals(version(before))) {
      String message = "the rules in force are not those that this page has read";
      String fix = "look at the change again: it is now against those in force";
      throw new Unreadable(409, List.of(Unreadable.problem(0, "console-changed", message, fix)));
    }
    CorsPolicy judged = compiled(body, before);
    backend.replace(bucket, judged.rules());
    return rules(policy(bucket));
  }

  private JsonObject check(JsonObject body) throws Unreadable {
    JsonObjectBuilder json = Json.createObjectBuilder();
    if (body.containsKey("document")) {
      RuleText.Read read = RuleText.read(body.getString("document", ""), backend.dialect());
      json.add("rules", RuleJson.write(read.rules())).add("kind", read.kind());
      return json.add("problems", RuleJson.problems(read.problems())).build();
    }
    CorsProblems problems = new CorsProblems();
    List<CorsRule> rules = RuleJson.read(body, problems);
    CorsPolicy.builder().dialect(backend.dialect()).rules(rules).compile(problems);
    return json.add("problems", RuleJson.problems(problems.list())).build();
  }

  private JsonObject convert(JsonObject body) throws Unreadable {
    CorsPolicy inForce = body.containsKey("bucket") ? policy(body.getString("bucket", "")) : null;
    return Conversion.of(compiled(body, inForce), body.getString("to", ""));
  }

  private JsonObject explain(JsonObject body) throws Unreadable {
    CorsPolicy inForce = body.containsKey("bucket") ? policy(body.getString("bucket", "")) : null;
    CorsPolicy policy = body.containsKey("rules") ? compiled(body, inForce) : inForce;
    if (policy == null) {
      throw Unreadable.request(400, "name a bucket, or give rules");
    }
    if (!(body.get("request") instanceof JsonObject request)) {
      throw Unreadable.request(400, "\"request\" is what a script asks for");
    }
    return Why.explain(policy, Asked.read(request), backend.endpoint());
  }

  private JsonObject compare(JsonObject body) throws Unreadable {
    CorsPolicy before = policy(body.getString("bucket", ""));
    CorsComparison comparison = CorsPolicy.compare(before, compiled(body, before));
    JsonArrayBuilder differences = Json.createArrayBuilder();
    for (CorsComparison.Difference difference : comparison.differences()) {
      String url = backend.endpoint() + body.getString("bucket", "") + "/test.txt";
      differences.add(
          Json.createObjectBuilder()
              .add("kind", difference.kind().name().toLowerCase(Locale.ROOT))
              .add("region", difference.region())
              .add("what", difference.what())
              .add("before", difference.before().toString())
              .add("after", difference.after().toString())
              .add("curl", difference.witnesses().get(0).curl(url)));
    }
    return Json.createObjectBuilder()
        .add("kind", comparison.change().word())
        .add("complete", comparison.complete())
        .add("text", comparison.text())
        .add("differences", differences)
        .build();
  }

  /** The rules of a request as they would be in force; like those that are, but for the rules. */
  private CorsPolicy compiled(JsonObject body, @Nullable CorsPolicy like) throws Unreadable {
    CorsProblems problems = new CorsProblems();
    CorsPolicy.Builder builder = CorsPolicy.builder().dialect(backend.dialect());
    if (like != null) {
      builder.preflightStatus(like.preflightStatus()).responseVary(like.responseVary());
      builder.bucket(like.bucket());
    }
    CorsPolicy policy = builder.rules(RuleJson.read(body, problems)).compile(problems);
    throwIfAny(problems);
    if (policy == null) {
      throw new CorsConfigurationException(problems.list());
    }
    return policy;
  }

  private static void throwIfAny(CorsProblems problems) {
    if (problems.hasErrors()) {
      throw new CorsConfigurationException(problems.list());
    }
  }

  private static JsonObject problems(JsonArray problems) {
    return Json.createObjectBuilder().add("problems", problems).build();
  }

  private static void respond(HttpServletResponse response, Unreadable unreadable)
      throws IOException {
    send(response, unreadable.status(), problems(unreadable.problems()));
  }

  private static void send(HttpServletResponse response, int status, JsonValue json)
      throws IOException {
    byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
