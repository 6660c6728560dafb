package io.bucketcors.jfr;

import org.jspecify.annotations.Nullable;

/** Writes events. The only class that others know: a platform may come without the recorder. */
public final class FlightEvents {
  private static final boolean AVAILABLE = isAvailable();

  private FlightEvents() {}

  private static boolean isAvailable() {
    try {
      Class.forName("jdk.jfr.FlightRecorder", false, FlightEvents.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** Whether a recording may be under way. Costs next to nothing where none ever was. */
  public static boolean isRecording() {
    return AVAILABLE && Recorder.isInitialized();
  }

  /** Loaded only where the recorder is there. */
  private static final class Recorder {
    static boolean isInitialized() {
      return jdk.jfr.FlightRecorder.isInitialized();
    }
  }

  /** What a decision was made on, as it may be shown: escaped and bounded. */
  public interface Details {
    /** The Origin, or null. */
    @Nullable String origin();

    /** The method, or the one that a preflight asks for. */
    String method();

    /** The requested headers, or null. */
    @Nullable String headers();
  }

  /** Whether decisions are recorded. Allocates nothing, also where a recording wants others. */
  public static boolean wantsDecisions() {
    return isRecording() && Decisions.areEnabled();
  }

  /** Asked only where the recorder is at work, which asking would otherwise start. */
  private static final class Decisions {
    private static final jdk.jfr.EventType TYPE =
        jdk.jfr.EventType.getEventType(DecisionEvent.class);

    static boolean areEnabled() {
      return TYPE.isEnabled();
    }
  }

  /** Records a decision. */
  public static void decision(
      String bucket,
      boolean preflight,
      String outcome,
      String reason,
      int ruleIndex,
      @Nullable String ruleId,
      Details details) {
    DecisionEvent event = new DecisionEvent();
    event.bucket = bucket;
    event.preflight = preflight;
    event.outcome = outcome;
    event.reason = reason;
    event.ruleIndex = ruleIndex;
    event.ruleId = ruleId;
    event.origin = details.origin();
    event.method = details.method();
    event.requestedHeaders = details.headers();
    event.commit();
  }

  /** Records a reload. */
  public static void reload(
      String outcome,
      String change,
      String version,
      int rules,
      int problems,
      @Nullable String firstProblem) {
    ReloadEvent event = new ReloadEvent();
    event.change = change;
    event.outcome = outcome;
    event.version = version;
    event.rules = rules;
    event.problems = problems;
    event.firstProblem = firstProblem;
    event.commit();
  }
}
