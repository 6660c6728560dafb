package io.bucketcors;

import io.bucketcors.adapter.CorsRequestReader;
import io.bucketcors.jfr.FlightEvents;
import io.bucketcors.origin.OriginPattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one bucket, checked and compiled. Immutable and thread-safe; deciding takes no lock
 * and allocates nothing.
 *
 * <p>The first rule decides that lists the origin and the method and, on a preflight, covers every
 * requested header. CORS is no access control: a denied actual request still reaches the app, and
 * the browser keeps the answer from the script.
 */
public final class CorsPolicy {
  /** The name of the bucket that is the whole app. */
  public static final String DEFAULT_BUCKET = "default";

  private final PolicySettings settings;
  private final List<CorsRule> rules;
  private final List<CorsProblem> warnings;
  private final List<List<OriginPattern>> origins;

  /** Null where nothing is matched. */
  private final @Nullable RuleMatcher matcher;

  private final Answers answers;
  private final boolean governs;

  private CorsPolicy(
      PolicySettings settings,
      List<CorsRule> rules,
      List<List<OriginPattern>> origins,
      List<CorsProblem> warnings,
      @Nullable RuleMatcher matcher,
      Answers answers) {
    this.settings = settings;
    this.rules = rules;
    this.origins = origins;
    this.warnings = warnings;
    this.matcher = matcher;
    this.answers = answers;
    governs = !rules.isEmpty() || settings.dialect() != CorsDialect.STANDARD;
  }

  /** No rules, dialect {@code standard}: the app runs as if there were no CORS support. */
  static CorsPolicy ungoverned() {
    PolicySettings settings = PolicySettings.standard(DEFAULT_BUCKET);
    return new CorsPolicy(
        settings, List.of(), List.of(), List.of(), null, new UngovernedAnswers(settings.bucket()));
  }

  /** A policy that grants nothing, for a request whose bucket nobody can tell. */
  static CorsPolicy refusing() {
    return Refusing.POLICY;
  }

  /** Made when it is first needed, and without compiling anything. */
  private static final class Refusing {
    static final CorsPolicy POLICY =
        new CorsPolicy(
            PolicySettings.standard(DEFAULT_BUCKET),
            List.of(CorsRule.allow("https://nobody.invalid").methods("GET").build()),
            List.of(List.of()),
            List.of(),
            null,
            Answers.of(
                PolicySettings.standard(DEFAULT_BUCKET), List.of(), RuleMatcher.refusingAll()));
  }

  /**
   * What a change of one bucket's rules grants, and what it withdraws. Takes a few milliseconds for
   * a hundred rules, and never longer than a few seconds: see {@link CorsComparison#complete}.
   */
  public static CorsComparison compare(CorsPolicy before, CorsPolicy after) {
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(after, "after");
    return new PoliciesComparer().compare(before, after);
  }

  /** Starts the policy of the default bucket, dialect {@code standard}. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * A policy of the default bucket with the given rules, dialect {@code standard}.
   *
   * @throws CorsConfigurationException with every problem, if a rule must not be put in force
   */
  public static CorsPolicy of(CorsRule... rules) {
    Objects.requireNonNull(rules, "rules");
    return builder().rules(Arrays.asList(rules)).build();
  }

  /** The bucket's name. */
  public String bucket() {
    return settings.bucket();
  }

  /** Whose way of answering the bucket follows. */
  public CorsDialect dialect() {
    return settings.dialect();
  }

  /** The rules, in the order in which they are tried. */
  public List<CorsRule> rules() {
    return rules;
  }

  /** The status of an allowed preflight, 200 to 299. */
  public int preflightStatus() {
    return settings.preflightStatus();
  }

  /** Dialect {@code cos}: whether every response carries {@code Vary: Origin}. */
  public boolean responseVary() {
    return settings.responseVary();
  }

  /** Whether every governed response says why in one header. */
  public boolean diagnostics() {
    return settings.diagnostics();
  }

  /** The origins that each rule lists. */
  List<List<OriginPattern>> origins() {
    return origins;
  }

  /** Whether the rules decide; not in one that refuses whatever they say. */
  boolean isMatched() {
    return matcher != null;
  }

  /** What is odd about the rules though they work. */
  public List<CorsProblem> warnings() {
    return warnings;
  }

  /** Whether the bucket answers at all: not where it has no rules, in dialect {@code standard}. */
  public boolean governs() {
    return governs;
  }

  /**
   * Decides on a request. Never throws whatever the request holds, and allocates nothing of its
   * own.
   */
  public <R> CorsDecision decide(R request, CorsRequestReader<? super R> reader) {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(reader, "reader");
    return answers.decide(request, reader);
  }

  /** Decides on a request given as a value. */
  public CorsDecision decide(CorsRequest request) {
    return decide(request, CorsRequest.READER);
  }

  /**
   * Tells those who watch of a decision: counts it, and where anybody listens, writes a JFR event
   * and a line of log. To be called once for each request, by whoever acts on the decision. Never
   * throws, and allocates nothing where nobody listens.
   *
   * @param decision what {@link #decide(Object, CorsRequestReader)} returned for the request
   */
  public <R> void record(CorsDecision decision, R request, CorsRequestReader<? super R> reader) {
    Objects.requireNonNull(decision, "decision");
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(reader, "reader");
    decision.counter().increment();
    if (FlightEvents.wantsDecisions()
        || decision instanceof CorsDecision.Denied && DenialLog.isOn()) {
      DenialLog.tell(this, decision, request, reader);
    }
  }

  /** Shows every answer that can be given, each by a name of its own. */
  void decisions(String prefix, BiConsumer<String, CorsDecision> visitor) {
    String names = prefix + bucket() + "/" + dialect() + "/";
    answers.forEach((name, decision) -> visitor.accept(names + name, decision));
  }

  /** Says for every rule what of it matched a request, the slow and obvious way. */
  public CorsExplanation explain(CorsRequest request) {
    Objects.requireNonNull(request, "request");
    return new Explainer(settings.dialect(), rules, origins).explain(request, decide(request));
  }

  /** For people: the bucket, its dialect, and how many rules it has. */
  @Override
  public String toString() {
    return "bucket "
        + bucket()
        + ", dialect "
        + dialect().key()
        + ", "
        + (rules.size() == 1 ? "1 rule" : rules.size() + " rules");
  }

  /** This policy for paths that containers and apps may read differently: it grants nothing. */
  CorsPolicy refusingAll() {
    if (rules.isEmpty()) {
      return this;
    }
    Answers refusing = Answers.of(settings, List.of(), RuleMatcher.refusingAll());
    return new CorsPolicy(settings, rules, origins, warnings, null, refusing);
  }

  /** This policy in a snapshot of that version, which its diagnostics name. */
  CorsPolicy in(String version) {
    if (!settings.diagnostics() || matcher == null) {
      return this;
    }
    PolicySettings dated = settings.in(version);
    return new CorsPolicy(
        dated, rules, origins, warnings, matcher, Answers.of(dated, rules, matcher));
  }

  /** Builds a policy. Not thread-safe. */
  public static final class Builder {
    private String bucket = DEFAULT_BUCKET;
    private CorsDialect dialect = CorsDialect.STANDARD;
    private @Nullable Integer preflightStatus;
    private boolean responseVary;
    private boolean diagnostics;
    private final List<CorsRule> rules = new ArrayList<>();
    private CorsLocation.Finder finder = CorsLocation::inCode;

    private Builder() {}

    /** Names the bucket: {@code [a-z0-9]+}. */
    public Builder bucket(String name) {
      bucket = Objects.requireNonNull(name, "name");
      return this;
    }

    /** Sets whose way of answering the bucket follows. */
    public Builder dialect(CorsDialect newDialect) {
      dialect = Objects.requireNonNull(newDialect, "newDialect");
      return this;
    }

    /**
     * Sets the status of an allowed preflight, 200 to 299; by default 204, in {@code s3} and {@code
     * cos} 200.
     */
    public Builder preflightStatus(int status) {
      preflightStatus = status;
      return this;
    }

    /** Dialect {@code cos}: whether every response carries {@code Vary: Origin}. */
    public Builder responseVary(boolean vary) {
      responseVary = vary;
      return this;
    }

    /** Whether every governed response says why in one header, {@code Bucket-Cors}. */
    public Builder diagnostics(boolean on) {
      diagnostics = on;
      return this;
    }

    /** Adds a rule after those already there. */
    public Builder rule(CorsRule rule) {
      rules.add(Objects.requireNonNull(rule, "rule"));
      return this;
    }

    /** Adds rules after those already there. */
    public Builder rules(List<CorsRule> more) {
      rules.addAll(List.copyOf(Objects.requireNonNull(more, "more")));
      return this;
    }

    /** Sets how problems name the places at which settings were written. */
    public Builder locatedBy(CorsLocation.Finder newFinder) {
      finder = Objects.requireNonNull(newFinder, "newFinder");
      return this;
    }

    /** Every error and warning, in the order of the rules. */
    public List<CorsProblem> check() {
      CorsProblems problems = new CorsProblems();
      compile(problems);
      return problems.list();
    }

    /**
     * Checks and compiles the rules.
     *
     * @throws CorsConfigurationException with every problem, if any is an error
     */
    public CorsPolicy build() {
      CorsProblems problems = new CorsProblems();
      CorsPolicy policy = compile(problems);
      if (policy == null) {
        throw new CorsConfigurationException(problems.list());
      }
      return policy;
    }

    /**
     * Checks and compiles the rules in one go, for whoever goes on after an error.
     *
     * @param found takes every problem, warnings included
     * @return null where a problem is an error
     */
    public @Nullable CorsPolicy compile(CorsProblems found) {
      Objects.requireNonNull(found, "found");
      PolicySettings settings = settings();
      List<CorsRule> copy = List.copyOf(rules);
      CorsProblems own = new CorsProblems();
      PolicyCheck.Compiled compiled =
          new PolicyCheck(settings, copy, own.bucket(bucket, finder)).run();
      List<CorsProblem> problems = own.list();
      found.addAll(problems);
      if (compiled == null) {
        return null;
      }
      RuleMatcher matcher = new RuleMatcher(compiled.headers(), compiled.index(), copy.size());
      Answers answers = Answers.of(settings, copy, matcher);
      return new CorsPolicy(settings, copy, compiled.origins(), problems, matcher, answers);
    }

    private PolicySettings settings() {
      int usual = dialect == CorsDialect.STANDARD ? 204 : 200;
      int status = preflightStatus == null ? usual : preflightStatus;
      return new PolicySettings(bucket, dialect, status, responseVary, diagnostics, null);
    }
  }
}
