package io.bucketcors.conformance.matrix;

import io.bucketcors.conformance.matrix.Axes.Adapter;
import io.bucketcors.conformance.matrix.Axes.App;
import io.bucketcors.conformance.matrix.Axes.Headers;
import io.bucketcors.conformance.matrix.Axes.Method;
import io.bucketcors.conformance.matrix.Axes.Redirect;
import io.bucketcors.conformance.matrix.Axes.Site;
import java.util.ArrayList;
import java.util.List;

/** Sites that ask the same URL through a cache, one after the other; each order has its own URL. */
record Order(
    int id,
    RuleSet rules,
    Method method,
    Headers headers,
    boolean credentials,
    Adapter adapter,
    List<Site> sites) {
  /** Listed, below what is listed, a stranger, and one whose origin is {@code null}. */
  static final List<Site> SITES = List.of(Site.APP, Site.SUB, Site.STRANGER, Site.OPAQUE);

  private static final List<RuleSet> RULES =
      List.of(
          RuleSet.EXACT,
          RuleSet.EXACT_CREDENTIALS,
          RuleSet.SUB_DOMAINS_AND_APEX,
          RuleSet.TWO_RULES,
          RuleSet.SHADOWED,
          RuleSet.ANYBODY_EXPOSES_ALL,
          RuleSet.EXPOSES_LIST,
          RuleSet.NULL_AND_APP);

  /** For rules that give one site more than another, and browsers that keep what they got. */
  static List<Order> ofUnequals() {
    List<Order> all = new ArrayList<>();
    for (RuleSet rules : List.of(RuleSet.MIXED, RuleSet.NULL_AND_APP)) {
      for (Adapter adapter : Adapter.values()) {
        for (List<Site> sites : permutations(SITES)) {
          for (boolean credentials : new boolean[] {true, false}) {
            int id = all.size();
            all.add(new Order(id, rules, Method.GET, Headers.NONE, credentials, adapter, sites));
          }
        }
      }
    }
    return all;
  }

  /** Every order for a plain GET; a third of them, others each time, for what is else. */
  static List<Order> all() {
    List<Order> all = new ArrayList<>();
    for (RuleSet rules : RULES) {
      int n = 0;
      for (List<Site> sites : permutations(SITES)) {
        all.add(atFilter(all.size(), rules, Method.GET, Headers.NONE, false, sites));
        int id = all.size();
        all.add(
            switch (n++ % 3) {
              case 0 -> atFilter(id, rules, Method.HEAD, Headers.NONE, false, sites);
              case 1 -> atFilter(id, rules, Method.GET, Headers.CUSTOM, false, sites);
              default -> atFilter(id, rules, Method.GET, Headers.NONE, true, sites);
            });
      }
    }
    return all;
  }

  private static Order atFilter(
      int id,
      RuleSet rules,
      Method method,
      Headers headers,
      boolean credentials,
      List<Site> sites) {
    return new Order(id, rules, method, headers, credentials, Adapter.SERVLET, sites);
  }

  /** What a page of a site asks. */
  Cell at(Site site) {
    return cell(site, method);
  }

  /** The same as the app sees it: nginx makes GET of HEAD, so as to keep one answer for both. */
  Cell atApp(Site site) {
    return cell(site, method == Method.HEAD ? Method.GET : method);
  }

  private Cell cell(Site site, Method of) {
    return new Cell(id, rules, site, of, headers, credentials, Redirect.NONE, App.OK, adapter);
  }

  private static List<List<Site>> permutations(List<Site> sites) {
    if (sites.isEmpty()) {
      return List.of(List.of());
    }
    List<List<Site>> all = new ArrayList<>();
    for (Site first : sites) {
      List<Site> others = new ArrayList<>(sites);
      others.remove(first);
      for (List<Site> rest : permutations(others)) {
        List<Site> whole = new ArrayList<>(List.of(first));
        whole.addAll(rest);
        all.add(whole);
      }
    }
    return all;
  }

  @Override
  public String toString() {
    return "order "
        + id
        + " ["
        + String.join(", ", rules.name(), method.name, headers.name())
        + (credentials ? ", credentials" : "")
        + ", "
        + adapter
        + "] "
        + sites;
  }
}
