package io.bucketcors;

import io.bucketcors.CorsDecision.Denied;

/** Denies whatever a bucket would have allowed, for one reason, and answers the rest as it does. */
final class RefusingAnswers implements Answers {
  private final Answers answers;
  private final Denied preflight;
  private final Denied actual;

  RefusingAnswers(PolicySettings settings, Answers answers, CorsReason reason) {
    this.answers = answers;
    boolean standard = settings.dialect() == CorsDialect.STANDARD;
    HeaderPlan plan =
        new HeaderPlan.Builder()
            .vary(standard ? StandardAnswers.VARY_OPTIONS : null)
            .constant(CorsHeaders.DIAGNOSTICS, settings.denied(reason))
            .build();
    HeaderPlan actualPlan =
        new HeaderPlan.Builder()
            .vary(standard ? StandardAnswers.VARY_ORIGIN : null)
            .constant(CorsHeaders.DIAGNOSTICS, settings.denied(reason))
            .build();
    preflight = new Denied(settings.bucket(), true, reason, plan, new Answer(403, null));
    actual = new Denied(settings.bucket(), false, reason, actualPlan, null);
  }

  @Override
  public <R> CorsDecision decide(R request, CorsRequestReader<? super R> reader) {
    CorsDecision decision = answers.decide(request, reader);
    if (decision.isAllowed() || decision instanceof CorsDecision.NotCors) {
      return decision.isPreflight() ? preflight : actual;
    }
    return decision;
  }
}
