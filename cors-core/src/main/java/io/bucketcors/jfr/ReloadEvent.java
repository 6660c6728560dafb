package io.bucketcors.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** One look at the rules. */
@Name("io.bucketcors.Reload")
@Label("CORS Rules Reload")
@Category({"Bucket CORS"})
@Description("What came of reading the CORS rules again")
@StackTrace(false)
final class ReloadEvent extends Event {
  @Label("Outcome")
  String outcome = "";

  @Label("Change")
  @Description("What the change grants: same, narrower, wider or incomparable")
  String change = "";

  @Label("Version in Force")
  String version = "";

  @Label("Rules in Force")
  int rules;

  @Label("Problems")
  int problems;

  @Label("First Problem")
  @Nullable String firstProblem;
}
