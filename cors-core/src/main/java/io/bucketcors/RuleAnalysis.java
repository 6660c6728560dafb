package io.bucketcors;

import io.bucketcors.origin.OriginPattern;
import java.util.ArrayList;
import java.util.List;

/** Looks for rules that work, though hardly as they were meant. */
final class RuleAnalysis {
  private final PolicySettings settings;
  private final List<CorsRule> rules;
  private final List<List<OriginPattern>> origins;
  private final CorsLocation.Finder finder;

  RuleAnalysis(
      PolicySettings settings,
      List<CorsRule> rules,
      List<List<OriginPattern>> origins,
      CorsLocation.Finder finder) {
    this.settings = settings;
    this.rules = rules;
    this.origins = origins;
    this.finder = finder;
  }

  List<CorsProblem> run() {
    return new ArrayList<>();
  }
}
