package io.bucketcors.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** One decision. Off unless a recording asks for it: there is one for each request. */
@Name("io.bucketcors.Decision")
@Label("CORS Decision")
@Category({"Bucket CORS"})
@Description("How one request was answered by the CORS rules")
@Enabled(false)
@StackTrace(false)
final class DecisionEvent extends Event {
  @Label("Bucket")
  String bucket = "";

  @Label("Preflight")
  boolean preflight;

  @Label("Outcome")
  String outcome = "";

  @Label("Reason")
  String reason = "";

  @Label("Rule Index")
  int ruleIndex;

  @Label("Rule Id")
  @Nullable String ruleId;

  @Label("Origin")
  @Nullable String origin;

  @Label("Method")
  String method = "";

  @Label("Requested Headers")
  @Nullable String requestedHeaders;
}
