package io.bucketcors;

import io.bucketcors.text.Quoted;
import java.io.Serial;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong, or odd, with what was configured. Immutable. Found by a {@link
 * CorsProblems}.
 */
public abstract sealed class CorsProblem implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  private final CorsProblemType type;
  private final CorsLocation location;
  private final String value;
  private final String part;
  private final String explanation;
  private final String fix;

  CorsProblem(
      CorsProblemType type,
      CorsLocation location,
      String value,
      String part,
      String explanation,
      String fix) {
    this.type = Objects.requireNonNull(type, "type");
    this.location = Objects.requireNonNull(location, "location");
    this.value = Objects.requireNonNull(value, "value");
    this.part = Objects.requireNonNull(part, "part");
    this.explanation = Objects.requireNonNull(explanation, "explanation");
    this.fix = Objects.requireNonNull(fix, "fix");
  }

  /** What kind of problem it is. The same can be an error in one dialect, a warning in another. */
  public CorsProblemType type() {
    return type;
  }

  /** A stable name for programs, such as {@code origin-trailing-slash}: the {@link #type}'s. */
  public String code() {
    return type.code();
  }

  /** Where it was written. */
  public CorsLocation location() {
    return location;
  }

  /** The offending value, as written; empty where something is missing. */
  public String value() {
    return value;
  }

  /** The part of the value that offends; equal to the value where all of it does. */
  public String part() {
    return part;
  }

  /** What is wrong with it, in one sentence. */
  public String explanation() {
    return explanation;
  }

  /** What to write instead, in one sentence; empty where nobody can know. */
  public String fix() {
    return fix;
  }

  /** Whether rules with this problem are refused; otherwise it is a warning. */
  public boolean isError() {
    return this instanceof Refusal;
  }

  /** All of it as one line for people. Escaped: never holds raw control characters. */
  public String message() {
    StringBuilder text = new StringBuilder();
    text.append(location).append(": ");
    if (!value.isEmpty() && !value.equals(location.property())) {
      text.append(Quoted.of(value)).append(": ");
    }
    text.append(explanation);
    if (!part.isEmpty() && !part.equals(value)) {
      text.append(" (").append(Quoted.of(part)).append(')');
    }
    if (!fix.isEmpty()) {
      text.append("; ").append(fix);
    }
    return text.append(" [").append(code()).append(']').toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CorsProblem that
        && type == that.type
        && isError() == that.isError()
        && location.equals(that.location)
        && value.equals(that.value)
        && part.equals(that.part)
        && explanation.equals(that.explanation)
        && fix.equals(that.fix);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * code().hashCode() + location.hashCode()) + value.hashCode();
  }

  /** The {@link #message}. */
  @Override
  public String toString() {
    return message();
  }

  /** An error: rules with it are not put in force. */
  public static final class Refusal extends CorsProblem {
    @Serial private static final long serialVersionUID = 1L;

    Refusal(
        CorsProblemType type,
        CorsLocation location,
        String value,
        String part,
        String explanation,
        String fix) {
      super(type, location, value, part, explanation, fix);
    }
  }

  /** Something that works, though hardly as it was meant. */
  public static final class Warning extends CorsProblem {
    @Serial private static final long serialVersionUID = 1L;

    Warning(
        CorsProblemType type,
        CorsLocation location,
        String value,
        String part,
        String explanation,
        String fix) {
      super(type, location, value, part, explanation, fix);
    }
  }
}
