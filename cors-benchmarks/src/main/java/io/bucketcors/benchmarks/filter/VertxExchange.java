package io.bucketcors.benchmarks.filter;

import io.bucketcors.benchmarks.filter.fake.VertxContextFake;
import io.quarkus.vertx.http.runtime.cors.CORSConfig;
import io.quarkus.vertx.http.runtime.cors.CORSFilter;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A handler of Vert.x at work. */
final class VertxExchange implements Exchange {
  private final Handler<RoutingContext> handler;
  private final VertxContextFake context;

  VertxExchange(Handler<RoutingContext> handler, Call call) {
    this.handler = handler;
    context = VertxContextFake.of(call);
  }

  static Handler<RoutingContext> vertx(Rules rules) {
    CorsHandler handler = CorsHandler.create();
    switch (rules.kind()) {
      case EXACT -> handler.addOrigins(rules.origins());
      case WILDCARD -> handler.addOriginsWithRegex(rules.regexes());
      case ANY -> handler.addOrigin("*");
    }
    return handler
        .allowedMethods(
            rules.methods().stream().map(HttpMethod::valueOf).collect(Collectors.toSet()))
        .allowedHeaders(Set.copyOf(rules.headers()))
        .maxAgeSeconds(Rules.MAX_AGE_SECONDS);
  }

  static Handler<RoutingContext> quarkus(Rules rules) {
    List<String> origins =
        rules.kind() == Rules.Kind.WILDCARD
            ? rules.regexes().stream().map(regex -> "/" + regex + "/").toList()
            : rules.patterns();
    return new CORSFilter(new QuarkusConfig(origins, rules.methods(), rules.headers()));
  }

  @Override
  public int run() {
    context.recycle();
    handler.handle(context);
    return context.response().getStatusCode();
  }

  @Override
  public Answer answer() {
    Map<String, List<String>> headers = new TreeMap<>();
    for (String name : context.response().headers().names()) {
      headers.put(name.toLowerCase(Locale.ROOT), context.response().headers().getAll(name));
    }
    return new Answer(context.response().getStatusCode(), headers, context.passedOn());
  }

  private record QuarkusConfig(
      List<String> listedOrigins, List<String> listedMethods, List<String> listedHeaders)
      implements CORSConfig {
    @Override
    public boolean enabled() {
      return true;
    }

    @Override
    public Optional<List<String>> origins() {
      return Optional.of(listedOrigins);
    }

    @Override
    public Optional<List<String>> methods() {
      return Optional.of(listedMethods);
    }

    @Override
    public Optional<List<String>> headers() {
      return Optional.of(listedHeaders);
    }

    @Override
    public Optional<List<String>> exposedHeaders() {
      return Optional.empty();
    }

    @Override
    public Optional<Duration> accessControlMaxAge() {
      return Optional.of(Duration.ofSeconds(Rules.MAX_AGE_SECONDS));
    }

    @Override
    public Optional<Boolean> accessControlAllowCredentials() {
      return Optional.of(false);
    }
  }
}
