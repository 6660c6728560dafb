package io.bucketcors;

import io.bucketcors.CorsDecision.Denied;
import io.bucketcors.CorsDecision.NotCors;
import io.bucketcors.adapter.CorsHeaders;
import io.bucketcors.adapter.CorsPreflight;
import io.bucketcors.adapter.CorsRequestReader;
import java.util.function.BiConsumer;

/** No rules in dialect {@code standard}: the app is untouched, preflights included. */
final class UngovernedAnswers implements Answers {
  private static final HeaderPlan NOTHING = new HeaderPlan.Builder().build();

  private final NotCors notCors;
  private final Denied preflight;
  private final Denied actual;

  UngovernedAnswers(String bucket) {
    notCors = new NotCors(bucket, NOTHING);
    preflight =
        new Denied(bucket, true, CorsReason.NO_RULES, NOTHING, CorsDecision.APP_ANSWERS, null);
    actual =
        new Denied(bucket, false, CorsReason.NO_RULES, NOTHING, CorsDecision.APP_ANSWERS, null);
  }

  @Override
  public void forEach(BiConsumer<String, CorsDecision> visitor) {
    visitor.accept("not cors", notCors);
    visitor.accept("preflight denied", preflight);
    visitor.accept("actual denied", actual);
  }

  @Override
  public <R> CorsDecision decide(R request, CorsRequestReader<? super R> reader) {
    if (reader.header(request, CorsHeaders.ORIGIN, 0) == null) {
      return notCors;
    }
    return CorsPreflight.isPreflight(request, reader) ? preflight : actual;
  }
}
