package io.bucketcors.benchmarks.filter;

import io.bucketcors.benchmarks.filter.fake.JettyRequestFake;
import io.bucketcors.benchmarks.filter.fake.JettyResponseFake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.eclipse.jetty.util.Callback;

/** Jetty's handler at work, before a handler that does nothing. */
public final class JettyExchange implements Exchange {
  private final CrossOriginHandler handler;
  private final JettyRequestFake request;
  private final JettyResponseFake response = JettyResponseFake.create();
  private boolean passedOn;

  JettyExchange(Rules rules, Call call) {
    request = JettyRequestFake.of(call);
    handler = handler(rules);
    handler.setHandler(
        new Handler.Abstract.NonBlocking() {
          @Override
          public boolean handle(Request passed, Response answer, Callback callback) {
            passedOn = true;
            return true;
          }
        });
    try {
      handler.start();
    } catch (Exception refused) {
      throw new IllegalStateException(refused);
    }
  }

  /** The handler with these rules. */
  public static CrossOriginHandler handler(Rules rules) {
    CrossOriginHandler handler = new CrossOriginHandler();
    handler.setAllowedOriginPatterns(new LinkedHashSet<>(rules.regexes()));
    handler.setAllowedMethods(Set.copyOf(rules.methods()));
    handler.setAllowedHeaders(Set.copyOf(rules.headers()));
    handler.setAllowCredentials(false);
    handler.setDeliverPreflightRequests(false);
    handler.setPreflightMaxAge(Duration.ofSeconds(Rules.MAX_AGE_SECONDS));
    return handler;
  }

  @Override
  public int run() {
    passedOn = false;
    response.recycle();
    try {
      handler.handle(request, response, Callback.NOOP);
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
    return response.getStatus();
  }

  @Override
  public Answer answer() {
    Map<String, List<String>> headers = new TreeMap<>();
    for (HttpField field : response.getHeaders()) {
      headers
          .computeIfAbsent(field.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(field.getValue());
    }
    return new Answer(response.getStatus(), headers, passedOn);
  }
}
