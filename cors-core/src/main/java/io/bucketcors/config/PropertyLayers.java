package io.bucketcors.config;

import io.bucketcors.CorsField;
import io.bucketcors.CorsPolicy;
import io.bucketcors.config.PropertyTable.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Several tables as one, the one that counts most first. The rules of a bucket come whole from the
 * first table that has any, never mixed property by property: a mixed rule would be one that nobody
 * wrote.
 */
final class PropertyLayers {
  private final int count;
  private final Map<String, List<BucketTable>> buckets = new HashMap<>();

  PropertyLayers(List<PropertyTable> tables) {
    count = tables.size();
    for (int table = 0; table < count; table++) {
      int number = table;
      tables
          .get(table)
          .values()
          .forEach((name, value) -> tables(name.bucket()).get(number).add(name, value));
    }
  }

  private List<BucketTable> tables(String bucket) {
    List<BucketTable> tables = buckets.get(bucket);
    if (tables == null) {
      tables = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        tables.add(new BucketTable());
      }
      buckets.put(bucket, tables);
    }
    return tables;
  }

  /** What one table has of one bucket. */
  private static final class BucketTable {
    private final Map<CorsField, Setting> bucket = new EnumMap<>(CorsField.class);
    private final Map<Integer, Map<CorsField, Setting>> rules = new HashMap<>();
    private @Nullable RulesForm form;

    /** The highest layer that has origins or methods of a rule, as only rules of their own do. */
    private int highestOfWholeRules = RulesForm.NOWHERE;

    /** The highest layer that has anything of a rule. */
    private int highestOfRules = RulesForm.NOWHERE;

    private int lowestOfRules = -1;

    void add(PropertyName name, Value value) {
      Map<CorsField, Setting> settings = bucket;
      if (name.rule() >= 0) {
        settings = rules.computeIfAbsent(name.rule(), any -> new EnumMap<>(CorsField.class));
        int layer = value.layer();
        highestOfRules = Math.min(highestOfRules, layer);
        lowestOfRules = Math.max(lowestOfRules, layer);
        if (name.field() == CorsField.ALLOWED_ORIGINS
            || name.field() == CorsField.ALLOWED_METHODS) {
          highestOfWholeRules = Math.min(highestOfWholeRules, layer);
        }
      }
      settings.computeIfAbsent(name.field(), any -> new Setting()).add(name.element(), value);
    }

    boolean saysWhichRules() {
      return !rules.isEmpty()
          || bucket.containsKey(CorsField.RULES_LOCATION)
          || bucket.containsKey(CorsField.RULES_DOCUMENT)
          || bucket.containsKey(CorsField.RULES);
    }

    RulesForm form() {
      RulesForm known = form;
      if (known == null) {
        known =
            RulesForm.of(
                bucket, rules.keySet(), highestOfWholeRules, highestOfRules, lowestOfRules);
        form = known;
      }
      return known;
    }
  }

  /** One setting as it was written in one table. */
  static final class Setting {
    private @Nullable Value whole;
    private SortedMap<Integer, Value> elements = Collections.emptySortedMap();
    private int layer = Integer.MAX_VALUE;

    private void add(int element, Value value) {
      layer = Math.min(layer, value.layer());
      if (element < 0) {
        whole = value;
      } else {
        elements = elements.isEmpty() ? new TreeMap<>() : elements;
        elements.put(element, value);
      }
    }

    /** {@code key=a,b}; null where there is only the other form. */
    @Nullable Value whole() {
      return whole;
    }

    /** {@code key[0]=a}, {@code key[1]=b}. */
    SortedMap<Integer, Value> elements() {
      return elements;
    }

    /** The config source, in words; of several elements the first one's. */
    String source() {
      Value written = whole;
      return written == null ? elements.values().iterator().next().source() : written.source();
    }

    /** The highest layer of any value. */
    int layer() {
      return layer;
    }
  }

  /** The names of the named buckets, sorted. */
  SortedSet<String> namedBuckets() {
    SortedSet<String> names = new TreeSet<>(buckets.keySet());
    names.remove(CorsPolicy.DEFAULT_BUCKET);
    return Collections.unmodifiableSortedSet(names);
  }

  /** How a bucket's rules are given. */
  RulesForm form(String bucket) {
    BucketTable ruling = ruling(bucket);
    return ruling == null ? RulesForm.NOTHING : ruling.form();
  }

  /** The config source of a rule: that of its first setting; null where there is no such rule. */
  @Nullable String sourceOfRule(String bucket, int rule) {
    BucketTable ruling = ruling(bucket);
    Map<CorsField, Setting> settings = ruling == null ? null : ruling.rules.get(rule);
    return settings == null ? null : settings.values().iterator().next().source();
  }

  /** The settings of a rule that come from another config source than the rule does. */
  SortedMap<CorsField, String> sourcesBesideRule(String bucket, int rule) {
    SortedMap<CorsField, String> others = new TreeMap<>();
    BucketTable ruling = ruling(bucket);
    if (ruling != null) {
      String source = sourceOfRule(bucket, rule);
      ruling
          .rules
          .getOrDefault(rule, Map.of())
          .forEach(
              (field, setting) -> {
                if (!setting.source().equals(source)) {
                  others.put(field, setting.source());
                }
              });
    }
    return others;
  }

  /** The config sources that say which rules a bucket has, in tables that a higher one hides. */
  Set<String> sourcesOfHiddenRules(String bucket) {
    Set<String> sources = new TreeSet<>();
    BucketTable ruling = ruling(bucket);
    for (BucketTable table : buckets.getOrDefault(bucket, List.of())) {
      if (table != ruling && table.saysWhichRules()) {
        table.rules.values().stream()
            .flatMap(rule -> rule.values().stream())
            .forEach(setting -> sources.add(setting.source()));
        table.bucket.forEach(
            (field, setting) -> {
              if (field == CorsField.RULES_LOCATION || field == CorsField.RULES_DOCUMENT) {
                sources.add(setting.source());
              }
            });
      }
    }
    return sources;
  }

  /** The value of a property that is no list, or null. */
  @Nullable Value text(PropertyName name) {
    Setting setting = find(name);
    return setting == null ? null : setting.whole();
  }

  /** A setting, from the first table that has it; or null. */
  @Nullable Setting find(PropertyName name) {
    BucketTable ruling = ruling(name.bucket());
    CorsField field = name.field();
    boolean makesRules =
        name.rule() >= 0
            || field == CorsField.RULES_LOCATION
            || field == CorsField.RULES_DOCUMENT
            || field == CorsField.RULES;
    if (makesRules) {
      return ruling == null ? null : settings(ruling, name.rule()).get(field);
    }
    for (BucketTable table : buckets.getOrDefault(name.bucket(), List.of())) {
      Setting setting = table.bucket.get(field);
      if (setting != null) {
        return field == CorsField.DIALECT && table == ruling && isBelowRules(setting, table)
            ? null
            : setting;
      }
      if (table == ruling && (field.isOfRules() || field == CorsField.DIALECT)) {
        return null; // Below the rules nothing may make them more daring.
      }
    }
    return null;
  }

  /** A dialect that stands below the rules, where it does not count; or null. */
  @Nullable Value dialectBelowRules(String bucket) {
    BucketTable ruling = ruling(bucket);
    if (ruling == null || find(PropertyName.of(bucket, CorsField.DIALECT)) != null) {
      return null;
    }
    for (BucketTable table : buckets.getOrDefault(bucket, List.of())) {
      Setting setting = table.bucket.get(CorsField.DIALECT);
      if (setting != null) {
        return setting.whole();
      }
    }
    return null;
  }

  private static boolean isBelowRules(Setting dialect, BucketTable table) {
    return dialect.layer() > table.form().lowestLayer();
  }

  private static Map<CorsField, Setting> settings(BucketTable table, int rule) {
    return rule < 0 ? table.bucket : table.rules.getOrDefault(rule, Map.of());
  }

  /** The first table that says which rules a bucket has. */
  private @Nullable BucketTable ruling(String bucket) {
    for (BucketTable table : buckets.getOrDefault(bucket, List.of())) {
      if (table.saysWhichRules()) {
        return table;
      }
    }
    return null;
  }
}
