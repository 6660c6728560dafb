package io.bucketcors.examples.bucket;

import io.bucketcors.CorsDialect;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsRule;
import io.bucketcors.examples.bucket.console.ConsoleBackend;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one bucket of this server, for the console. */
record RulesBackend(Rules rules, Journal journal, URI endpoint) implements ConsoleBackend {
  static final String BUCKET = "demo";

  @Override
  public List<String> buckets() {
    return List.of(BUCKET);
  }

  @Override
  public CorsDialect dialect() {
    return rules.source().current().defaultBucket().dialect();
  }

  @Override
  public boolean open() {
    return true;
  }

  @Override
  public @Nullable CorsPolicy policy(String bucket) {
    return bucket.equals(BUCKET) ? rules.source().current().defaultBucket() : null;
  }

  @Override
  public void replace(String bucket, List<CorsRule> others) {
    rules.replace(CorsPolicies.of(CorsPolicy.builder().dialect(dialect()).rules(others).build()));
  }

  @Override
  public JsonArray exchanges(long after) {
    JsonArrayBuilder list = Json.createArrayBuilder();
    journal.after(after).forEach(exchange -> list.add(exchange.toJson()));
    return list.build();
  }

  @Override
  public long lastExchange() {
    return journal.count();
  }
}
