package io.bucketcors.examples.bucket;

import io.bucketcors.CorsDialect;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsRule;
import io.bucketcors.examples.bucket.console.ConsoleBackend;
import io.bucketcors.examples.bucket.store.BucketRules;
import io.bucketcors.examples.bucket.store.Store;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The buckets of this server, for the console. */
record RulesBackend(Store store, BucketRules rules, Journal journal, URI endpoint, boolean open)
    implements ConsoleBackend {

  @Override
  public List<String> buckets() {
    return List.copyOf(store.names());
  }

  @Override
  public CorsDialect dialect() {
    return rules.dialect();
  }

  /** Without the bucket's name: the console compares it with rules that have none yet. */
  @Override
  public @Nullable CorsPolicy policy(String bucket) {
    CorsPolicy named = rules.policy(bucket);
    return named == null
        ? null
        : CorsPolicy.builder()
            .dialect(named.dialect())
            .responseVary(named.responseVary())
            .rules(named.rules())
            .build();
  }

  @Override
  public void replace(String bucket, List<CorsRule> others) throws IOException {
    CorsPolicy present = rules.policy(bucket);
    // The console does not show it, so it must not take it away.
    rules.replace(bucket, others, present != null && present.responseVary());
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
