package io.bucketcors.benchmarks.filter;

import io.bucketcors.benchmarks.filter.FilterScenario.Group;

/** Who is measured. */
public enum Subject {
  FLOOR("floor"),
  OURS("Bucket CORS"),
  JETTY_HANDLER("Jetty 12 handler"),
  VERTX("Vert.x"),
  JETTY_FILTER("Jetty ee10 filter"),
  QUARKUS("Quarkus"),
  TOMCAT("Tomcat"),
  THETRANSACTIONCOMPANY("thetransactioncompany"),
  SPRING("Spring");

  private final String title;

  Subject(String title) {
    this.title = title;
  }

  /** Its name in tables. */
  public String title() {
    return title;
  }

  /** Whether it answers the fakes of its own framework, not of servlets. */
  public boolean atOwnLevel() {
    return this == JETTY_HANDLER || this == VERTX || this == QUARKUS;
  }

  /** Whether it has what the scenario is about. */
  public boolean has(FilterScenario scenario) {
    if (this == FLOOR) {
      return scenario.group() != Group.OURS && scenario.group() != Group.ATTACK;
    }
    if (this == OURS) {
      return true;
    }
    if (scenario.group() == Group.OURS) {
      return false;
    }
    if (scenario == FilterScenario.FRESH_ORIGIN) {
      // Their own headers would have to be filled each time.
      return !atOwnLevel();
    }
    return this != TOMCAT || scenario.rules().kind() != Rules.Kind.WILDCARD;
  }

  /**
   * Whether it looks at what decides the scenario. Where it does not, it grants the origin and
   * leaves the rest to the browser, and its time is the time of a lighter task.
   */
  public boolean checks(FilterScenario scenario) {
    return switch (scenario) {
      case PREFLIGHT_3, PREFLIGHT_20, COLLIDING_HEADERS, HEADERS_16K_LIST_3, HEADERS_16K_LIST_100 ->
          this != FLOOR && !atOwnLevel();
      // Of several lines, all others read the first.
      case HEADERS_200_LINES_LIST_3, HEADERS_200_LINES_LIST_100 -> this == OURS || this == SPRING;
      default -> this != FLOOR;
    };
  }

  /** Sets it up. */
  public Exchange exchange(FilterScenario scenario) {
    Rules rules = scenario.rules();
    Call call = scenario.call();
    return switch (this) {
      case JETTY_HANDLER -> new JettyExchange(rules, call);
      case VERTX -> new VertxExchange(VertxExchange.vertx(rules), call);
      case QUARKUS -> new VertxExchange(VertxExchange.quarkus(rules), call);
      default ->
          new ServletExchange(
              switch (this) {
                case FLOOR -> ServletFilters.floor(rules);
                case JETTY_FILTER -> ServletFilters.jetty(rules);
                case TOMCAT -> ServletFilters.tomcat(rules);
                case THETRANSACTIONCOMPANY -> ServletFilters.thetransactioncompany(rules);
                case SPRING -> ServletFilters.spring(rules);
                default -> ours(scenario, rules);
              },
              call,
              scenario == FilterScenario.FRESH_ORIGIN);
    };
  }

  private static jakarta.servlet.Filter ours(FilterScenario scenario, Rules rules) {
    if (scenario == FilterScenario.BUCKETS_10000) {
      return ServletFilters.oursByBuckets(rules);
    }
    return scenario.group() == Group.OURS
        ? ServletFilters.oursByRules(rules)
        : ServletFilters.ours(rules);
  }
}
