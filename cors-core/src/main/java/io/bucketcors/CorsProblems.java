package io.bucketcors;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Collects problems, and knows where it is: what {@link #rule}, {@link #field}, {@link #element}
 * and {@link #at} return writes into the same collection, about that place. For whoever reads or
 * judges configuration; apps get the result. Not thread-safe.
 */
public final class CorsProblems {
  private final List<CorsProblem> found;
  private final CorsLocation.Finder finder;
  private final String bucket;
  private final int rule;
  private final @Nullable CorsField field;
  private final int element;

  private CorsProblems(
      List<CorsProblem> found,
      CorsLocation.Finder finder,
      String bucket,
      int rule,
      @Nullable CorsField field,
      int element) {
    this.found = found;
    this.finder = Objects.requireNonNull(finder, "newFinder");
    this.bucket = Objects.requireNonNull(bucket, "name");
    this.rule = rule;
    this.field = field;
    this.element = element;
  }

  /** An empty collection, at the default bucket. */
  public CorsProblems() {
    this(new ArrayList<>(), CorsLocation::inCode, CorsPolicy.DEFAULT_BUCKET, -1, null, -1);
  }

  /** At a bucket, whose places the finder knows. */
  public CorsProblems bucket(String name, CorsLocation.Finder newFinder) {
    return new CorsProblems(found, newFinder, name, -1, null, -1);
  }

  /** At a rule of this bucket, or with -1 at the bucket. */
  public CorsProblems rule(int index) {
    return new CorsProblems(found, finder, bucket, index, null, -1);
  }

  /** At a setting of this rule or bucket, or with null at the whole of it. */
  public CorsProblems field(@Nullable CorsField of) {
    return new CorsProblems(found, finder, bucket, rule, of, -1);
  }

  /** At an element of this list. */
  public CorsProblems element(int index) {
    return new CorsProblems(found, finder, bucket, rule, field, index);
  }

  /** At a place, wherever that is. */
  public CorsProblems at(CorsLocation place) {
    Objects.requireNonNull(place, "place");
    return new CorsProblems(
        found,
        (name, index, of, item) -> place,
        place.bucket(),
        place.rule(),
        place.field(),
        place.element());
  }

  /** Where this is. */
  public CorsLocation location() {
    return finder.find(bucket, rule, field, element);
  }

  /**
   * Adds an error about a whole value.
   *
   * @param value the offending value, as written; empty where something is missing
   * @param explanation what is wrong with it, in one sentence
   * @param fix what to write instead, in one sentence; empty where nobody can know
   */
  public void error(CorsProblemType type, String value, String explanation, String fix) {
    error(type, value, value, explanation, fix);
  }

  /** Adds an error about a part of a value. */
  public void error(
      CorsProblemType type, String value, String part, String explanation, String fix) {
    found.add(new CorsProblem.Refusal(type, location(), value, part, explanation, fix));
  }

  /** Adds a warning about a whole value. */
  public void warn(CorsProblemType type, String value, String explanation, String fix) {
    warn(type, value, value, explanation, fix);
  }

  /** Adds a warning about a part of a value. */
  public void warn(
      CorsProblemType type, String value, String part, String explanation, String fix) {
    found.add(new CorsProblem.Warning(type, location(), value, part, explanation, fix));
  }

  /** Adds problems as they are. */
  public void addAll(List<CorsProblem> more) {
    found.addAll(Objects.requireNonNull(more, "more"));
  }

  /** Whether any problem is an error. */
  public boolean hasErrors() {
    return found.stream().anyMatch(CorsProblem::isError);
  }

  /** How many problems there are so far, in all places. */
  public int size() {
    return found.size();
  }

  /** All problems so far, in all places, in the order in which they were found. */
  public List<CorsProblem> list() {
    return List.copyOf(found);
  }
}
