package io.bucketcors.monitor;

import java.util.List;
import java.util.Map;

/**
 * The rules of one application, as JMX shows them: {@code io.bucketcors:type=Rules,name=…}. All
 * attributes can only be read.
 */
public interface CorsRulesMXBean {

  /** The version of the rules in force, twelve hexadecimal digits; see CorsPolicies.version(). */
  String getVersion();

  /** Whether CORS is governed at all. */
  boolean isEnabled();

  /** How many rules there are in all buckets. */
  int getRuleCount();

  /** The rules in force and where they come from, for people; bounded. */
  List<String> getRules();

  /** What came of the last look at the rules, such as {@code APPLIED} or {@code REFUSED}. */
  String getLastReloadOutcome();

  /** When that was; milliseconds since 1970. */
  long getLastReloadTime();

  /**
   * What the last change was that was put in force: {@code same}, {@code narrower}, {@code wider}
   * or {@code incomparable}, which grants something and withdraws something; empty before the
   * first.
   */
  String getLastChange();

  /** When what was read was last found good; milliseconds since 1970. */
  long getLastGoodTime();

  /** Seconds since what was read was last found good. */
  double getAgeSeconds();

  /** What is wrong with what was read last; warnings alone, unless it was refused. */
  List<String> getProblems();

  /** How many changes were put in force since the start. */
  long getAppliedCount();

  /** How many reloads found nothing new. */
  long getUnchangedCount();

  /** How many changes were refused. */
  long getRefusedCount();

  /** Decisions by {@code bucket=…,preflight=…,outcome=…,reason=…}. */
  Map<String, Long> getDecisions();
}
