package io.bucketcors;

import io.bucketcors.adapter.CorsHeaders;
import io.bucketcors.adapter.CorsRequestReader;
import io.bucketcors.jfr.FlightEvents;
import io.bucketcors.text.Quoted;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Tells of decisions one by one, where somebody listens: denials as lines of log at level DEBUG,
 * all of them as JFR events. What comes from a request is escaped and bounded, and strangers cannot
 * fill a log: beyond ten lines a second denials are only counted.
 */
final class DenialLog {
  private static final Logger LOG = System.getLogger("io.bucketcors.denied");
  private static final int LINES_A_SECOND = 10;
  private static final int MOST_NAMES = 20;

  /** The second, and how many lines there were in it. */
  private static final AtomicLong SECOND = new AtomicLong();

  private static final AtomicLong LINES = new AtomicLong();
  private static final AtomicLong LEFT_OUT = new AtomicLong();

  private DenialLog() {}

  static boolean isOn() {
    return LOG.isLoggable(Level.DEBUG);
  }

  static <R> void tell(
      CorsPolicy policy, CorsDecision decision, R request, CorsRequestReader<? super R> reader) {
    try {
      if (FlightEvents.wantsDecisions()) {
        record(decision, request, reader);
      }
      if (decision instanceof CorsDecision.Denied && isOn() && isWithinRate()) {
        long left = LEFT_OUT.getAndSet(0);
        LOG.log(
            Level.DEBUG,
            sentence(policy, decision, request, reader)
                + (left == 0 ? "" : " (" + left + " denials before it were not logged)"));
      }
    } catch (RuntimeException | LinkageError e) {
      // A request must not fail for somebody's log handler.
    }
  }

  private static boolean isWithinRate() {
    long now = System.nanoTime() / 1_000_000_000L;
    long second = SECOND.get();
    if (now != second && SECOND.compareAndSet(second, now)) {
      LINES.set(0);
    }
    if (LINES.incrementAndGet() <= LINES_A_SECOND) {
      return true;
    }
    LEFT_OUT.incrementAndGet();
    return false;
  }

  private static <R> void record(
      CorsDecision decision, R request, CorsRequestReader<? super R> reader) {
    FlightEvents.decision(
        decision.bucket(),
        decision.isPreflight(),
        decision.reason().outcome(),
        decision.reason().name(),
        decision instanceof CorsDecision.Allowed rule ? rule.ruleIndex() : -1,
        decision instanceof CorsDecision.Allowed rule ? rule.ruleId() : null,
        new FlightEvents.Details() {
          @Override
          public @Nullable String origin() {
            return shown(reader.header(request, CorsHeaders.ORIGIN, 0));
          }

          @Override
          public String method() {
            return Quoted.bare(asked(decision, request, reader));
          }

          @Override
          public @Nullable String headers() {
            return shown(reader.header(request, CorsHeaders.REQUEST_HEADERS, 0));
          }
        });
  }

  private static @Nullable String shown(@Nullable String value) {
    return value == null ? null : Quoted.bare(value);
  }

  private static <R> String asked(
      CorsDecision decision, R request, CorsRequestReader<? super R> reader) {
    String requested =
        decision.isPreflight() ? reader.header(request, CorsHeaders.REQUEST_METHOD, 0) : null;
    return requested == null ? reader.method(request) : requested;
  }

  private static <R> String sentence(
      CorsPolicy policy, CorsDecision decision, R request, CorsRequestReader<? super R> reader) {
    String origin = reader.header(request, CorsHeaders.ORIGIN, 0);
    return "CORS denied: "
        + decision.reason()
        + ", bucket "
        + decision.bucket()
        + (decision.isPreflight() ? ", preflight for " : ", ")
        + Quoted.of(asked(decision, request, reader))
        + " from "
        + (origin == null ? "no origin" : Quoted.of(origin))
        + failed(policy, decision, request, reader);
  }

  /** What of the request no rule has room for. */
  private static <R> String failed(
      CorsPolicy policy, CorsDecision decision, R request, CorsRequestReader<? super R> reader) {
    return switch (decision.reason()) {
      case ORIGIN_NOT_ALLOWED -> ": no rule lists the origin";
      case METHOD_NOT_ALLOWED -> ": rules list the origin, but none together with the method";
      case HEADER_NOT_ALLOWED -> headers(policy, request, reader);
      case MALFORMED_ORIGIN -> ": no browser sends such an origin";
      case AMBIGUOUS_PATH -> ": the path may be several buckets'";
      default -> "";
    };
  }

  private static <R> String headers(
      CorsPolicy policy, R request, CorsRequestReader<? super R> reader) {
    String asked = reader.header(request, CorsHeaders.REQUEST_HEADERS, 0);
    if (asked == null) {
      return "";
    }
    List<String> refused = new ArrayList<>();
    String[] names = asked.split(",", MOST_NAMES + 1);
    for (int i = 0; i < Math.min(names.length, MOST_NAMES); i++) {
      String name = names[i].strip();
      CorsDecision alone = policy.decide(request, new OneHeader<R>(reader, name));
      if (alone.reason() == CorsReason.HEADER_NOT_ALLOWED) {
        refused.add(Quoted.of(name));
      }
    }
    return refused.isEmpty()
        ? ": no single rule allows all of the requested headers"
        : ": no rule allows the requested headers " + String.join(", ", refused);
  }

  /** The same request, asking for one header alone. */
  private record OneHeader<R>(CorsRequestReader<? super R> reader, String name)
      implements CorsRequestReader<R> {
    @Override
    public String method(R request) {
      return reader.method(request);
    }

    @Override
    public @Nullable String header(R request, String header, int line) {
      if (header.equals(CorsHeaders.REQUEST_HEADERS)) {
        return line == 0 ? name : null;
      }
      return reader.header(request, header, line);
    }
  }
}
