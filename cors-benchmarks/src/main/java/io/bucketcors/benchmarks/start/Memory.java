package io.bucketcors.benchmarks.start;

import io.bucketcors.CorsPolicies;
import io.bucketcors.benchmarks.decide.ManyRules;
import io.bucketcors.benchmarks.filter.Rules;
import io.bucketcors.benchmarks.filter.ServletFilters;
import org.openjdk.jol.info.GraphStats;

/** Weighs what rules take while they are in force, everything that they reach. */
public final class Memory {
  private Memory() {}

  /** Prints a line a kind. */
  public static void main(String[] args) {
    CorsPolicies rules = CorsPolicies.of(ManyRules.policy(10_000));
    CorsPolicies buckets = ServletFilters.buckets(10_000, Rules.exact(1));
    CorsPolicies one = CorsPolicies.of(ManyRules.policy(1));
    System.out.println("memory/one\t" + GraphStats.parseInstance(one).totalSize());
    System.out.println("memory/rules\t" + GraphStats.parseInstance(rules).totalSize());
    System.out.println("memory/buckets\t" + GraphStats.parseInstance(buckets).totalSize());
    System.exit(0);
  }
}
