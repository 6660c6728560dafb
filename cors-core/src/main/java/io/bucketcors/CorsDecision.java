package io.bucketcors;

import io.bucketcors.adapter.CorsHeaders;
import io.bucketcors.adapter.CorsRequestReader;
import io.bucketcors.adapter.CorsResponseWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What a policy decided about one request. Decisions are prebuilt when the policy is compiled and
 * shared by all requests that end the same way; what depends on the request itself is read again
 * when the headers are written. Immutable but for a counter.
 */
public abstract sealed class CorsDecision {
  /** The status of a decision that leaves the answer to the app. */
  static final int APP_ANSWERS = 0;

  private static final CorsResponseWriter<Map<String, String>> MAP_WRITER =
      new CorsResponseWriter<>() {
        @Override
        public void set(Map<String, String> response, String name, String value) {
          response.put(name, value);
        }

        @Override
        public void vary(Map<String, String> response, String fieldNames) {
          response.put(CorsHeaders.VARY, fieldNames);
        }
      };

  private final String bucket;
  private final boolean preflight;
  private final CorsReason reason;
  private final HeaderPlan headers;
  private final int status;
  private final @Nullable BucketError error;
  private final @Nullable AnswerIds ids;

  /** Replaced before the snapshot is put in force, and never later. */
  private LongAdder counter;

  /** The decision of the same outcome that counts for this one; null where it counts itself. */
  private final @Nullable CorsDecision countedAs;

  /** What stood on the counter before it was this decision's. */
  private long countedBefore;

  /**
   * @param status the status to answer with, or {@link #APP_ANSWERS}
   * @param error how to write the body, or null for an empty one
   * @param ids what names the body, where it is known already
   */
  CorsDecision(
      String bucket,
      boolean preflight,
      CorsReason reason,
      HeaderPlan headers,
      int status,
      @Nullable BucketError error,
      @Nullable AnswerIds ids) {
    this.bucket = bucket;
    this.preflight = preflight;
    this.reason = reason;
    this.headers = headers;
    this.status = status;
    this.error = error;
    this.ids = ids;
    this.counter = new LongAdder();
    this.countedAs = null;
  }

  /** The same decision with other headers or other ids: one outcome, and counted as one. */
  private CorsDecision(CorsDecision known, HeaderPlan headers, @Nullable AnswerIds ids) {
    this.bucket = known.bucket;
    this.preflight = known.preflight;
    this.reason = known.reason;
    this.headers = headers;
    this.status = known.status;
    this.error = known.error;
    this.ids = ids;
    this.counter = known.counter;
    this.countedAs = known;
  }

  /** The bucket that decided; {@code default} for the whole app's. */
  public String bucket() {
    return bucket;
  }

  /** Whether the request was a preflight: {@code OPTIONS}, Origin and a requested method. */
  public boolean isPreflight() {
    return preflight;
  }

  /** Why. */
  public CorsReason reason() {
    return reason;
  }

  /**
   * Whether the policy answers the request itself, with {@link #status} and {@link #body}, and the
   * app must not see it. Otherwise the app runs, with the headers already set.
   */
  public boolean isAnswer() {
    return status != APP_ANSWERS;
  }

  /** The status to answer with; 0 where the app answers. */
  public int status() {
    return status;
  }

  /** Whether the answer has a body: only the refusals of dialects {@code s3} and {@code cos}. */
  public boolean hasBody() {
    return error != null;
  }

  /**
   * The body to answer with, {@code application/xml} in UTF-8, or null for an empty one. Every
   * value of the request in it is escaped and bounded.
   *
   * @param path the request's path, as the container decoded it
   */
  public <R> @Nullable String body(R request, CorsRequestReader<? super R> reader, String path) {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(reader, "reader");
    Objects.requireNonNull(path, "path");
    if (error == null) {
      return null;
    }
    AnswerIds named = ids == null ? AnswerIds.next(error.dialect()) : ids;
    return error.xml(request, reader, path, named);
  }

  /**
   * This decision for one answer. The body of a refusal names the answer by ids, which stores send
   * as headers too: what this returns has ids of its own, the same in {@link #writeHeaders} and
   * {@link #body} however often they are called. Without it there are none in the headers, and each
   * body has others. A decision without a body is returned as it is.
   */
  public CorsDecision toAnswer() {
    return this;
  }

  /**
   * Writes all headers of the decision. Writing them again, after a {@code reset()} for one, gives
   * the same.
   */
  public <R, W> void writeHeaders(
      R request,
      CorsRequestReader<? super R> reader,
      W response,
      CorsResponseWriter<? super W> writer) {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(reader, "reader");
    Objects.requireNonNull(response, "response");
    Objects.requireNonNull(writer, "writer");
    headers.write(request, reader, response, writer);
    if (ids != null) {
      ids.writeHeaders(response, writer);
    }
  }

  /**
   * All headers of the decision as values, for consoles and tests. {@code Vary} holds what the
   * decision adds to it.
   *
   * @param request the request that was decided on
   * @return a new map in the order of writing; the names as the Fetch standard writes them
   */
  public Map<String, String> headers(CorsRequest request) {
    Objects.requireNonNull(request, "request");
    Map<String, String> map = new LinkedHashMap<>();
    writeHeaders(request, CorsRequest.READER, map, MAP_WRITER);
    return map;
  }

  /** Whether the response of an allowed request carries a grant: whether a rule matched. */
  public boolean isAllowed() {
    return this instanceof Allowed;
  }

  /**
   * Whether {@code Access-Control-Allow-Origin} is among the headers, without which browsers take
   * no notice of the others: on what is allowed, and on what needs no Origin in a bucket that gives
   * everybody the same answer.
   */
  public boolean isGrant() {
    return headers.isGrant();
  }

  /** The counter of this outcome. */
  LongAdder counter() {
    return countedAs == null ? counter : countedAs.counter;
  }

  /** How often it was given, by this decision and those that it goes on with. */
  long count() {
    return counter.sum() - countedBefore;
  }

  /** Goes on with the counter of the same outcome in an earlier snapshot. */
  void countOn(CorsDecision before) {
    counter = before.counter;
    countedBefore = before.countedBefore;
  }

  /** Goes on with the counter of another outcome that there is no more. */
  void countOn(LongAdder other) {
    counter = other;
    countedBefore = other.sum();
  }

  /** A rule matched. */
  public static final class Allowed extends CorsDecision {
    private final int ruleIndex;
    private final @Nullable String ruleId;

    Allowed(
        String bucket,
        boolean preflight,
        int ruleIndex,
        @Nullable String ruleId,
        HeaderPlan headers,
        int status) {
      super(bucket, preflight, CorsReason.ALLOWED, headers, status, null, null);
      this.ruleIndex = ruleIndex;
      this.ruleId = ruleId;
    }

    /** The same decision, with other headers. */
    Allowed(Allowed known, HeaderPlan headers) {
      super(known, headers, null);
      this.ruleIndex = known.ruleIndex;
      this.ruleId = known.ruleId;
    }

    /** The index of the rule that matched first. */
    public int ruleIndex() {
      return ruleIndex;
    }

    /** The id of that rule, or null. */
    public @Nullable String ruleId() {
      return ruleId;
    }

    @Override
    public String toString() {
      return (isPreflight() ? "preflight" : "request") + " allowed by rule " + ruleIndex;
    }
  }

  /** No rule matched. */
  public static final class Denied extends CorsDecision {
    Denied(
        String bucket,
        boolean preflight,
        CorsReason reason,
        HeaderPlan headers,
        int status,
        @Nullable BucketError error) {
      super(bucket, preflight, reason, headers, status, error, null);
    }

    private Denied(CorsDecision known, AnswerIds ids) {
      super(known, known.headers, ids);
    }

    @Override
    public CorsDecision toAnswer() {
      BucketError error = super.error;
      return error == null || super.ids != null
          ? this
          : new Denied(this, AnswerIds.next(error.dialect()));
    }

    @Override
    public String toString() {
      return (isPreflight() ? "preflight" : "request") + " denied: " + reason();
    }
  }

  /**
   * The request has no {@code Origin}. Its response may carry headers all the same: {@code Vary},
   * or the answer of a bucket that gives everybody the same one.
   */
  public static final class NotCors extends CorsDecision {
    NotCors(String bucket, HeaderPlan headers) {
      super(bucket, false, CorsReason.NOT_CORS, headers, APP_ANSWERS, null, null);
    }

    @Override
    public String toString() {
      return "not a CORS request";
    }
  }
}
