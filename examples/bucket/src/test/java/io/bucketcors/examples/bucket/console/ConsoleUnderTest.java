package io.bucketcors.examples.bucket.console;

import io.bucketcors.CorsDialect;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsRule;
import io.bucketcors.conformance.harness.JettyServer;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The console on a port of its own, in front of one bucket {@code demo} that is only rules. */
final class ConsoleUnderTest implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final JettyServer server;
  private final Rules rules;

  private ConsoleUnderTest(JettyServer server, Rules rules) {
    this.server = server;
    this.rules = rules;
  }

  static ConsoleUnderTest start(CorsDialect dialect) throws Exception {
    Rules rules = new Rules(dialect);
    return new ConsoleUnderTest(JettyServer.start(Console.app(rules)), rules);
  }

  /** The rules in force. */
  List<CorsRule> rules() {
    return rules.policy.rules();
  }

  int port() {
    return server.port();
  }

  HttpResponse<String> send(String method, String path, @Nullable String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws Exception {
    return send("GET", path, null);
  }

  /** Sends JSON; an apostrophe stands for a quotation mark. */
  HttpResponse<String> json(String method, String path, String body) throws Exception {
    return send(method, path, body.replace('\'', '"'), "Content-Type", "application/json");
  }

  JsonObject ask(String path, String body) throws Exception {
    return read(json("POST", path, body));
  }

  HttpResponse<String> put(String rules) throws Exception {
    return json("PUT", "/api/buckets/demo/rules", "{'rules':" + rules + "}");
  }

  static JsonObject read(HttpResponse<String> response) {
    try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
      return reader.readObject();
    }
  }

  @Override
  public void close() {
    server.close();
  }

  private static final class Rules implements ConsoleBackend {
    private final CorsDialect dialect;
    private volatile CorsPolicy policy;

    Rules(CorsDialect dialect) {
      this.dialect = dialect;
      policy = compile(List.of());
    }

    private CorsPolicy compile(List<CorsRule> rules) {
      return CorsPolicy.builder().dialect(dialect).rules(rules).build();
    }

    @Override
    public List<String> buckets() {
      return List.of("demo");
    }

    @Override
    public CorsDialect dialect() {
      return dialect;
    }

    @Override
    public URI endpoint() {
      return URI.create("http://localhost:8080/");
    }

    @Override
    public boolean open() {
      return false;
    }

    @Override
    public @Nullable CorsPolicy policy(String bucket) {
      return bucket.equals("demo") ? policy : null;
    }

    @Override
    public void replace(String bucket, List<CorsRule> rules) {
      policy = compile(rules);
    }

    @Override
    public JsonArray exchanges(long after) {
      return Json.createArrayBuilder().add(after).build();
    }

    @Override
    public long lastExchange() {
      return 7;
    }
  }
}
