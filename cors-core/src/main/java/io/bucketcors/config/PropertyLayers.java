package io.bucketcors.config;

import io.bucketcors.CorsField;
import io.bucketcors.CorsPolicy;
import io.bucketcors.config.BucketTable.Setting;
import io.bucketcors.config.PropertyTable.Value;
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
  private final List<PropertyTable> all;
  private final Map<String, List<BucketTable>> buckets = new HashMap<>();

  PropertyLayers(List<PropertyTable> tables) {
    all = tables;
    for (int table = 0; table < tables.size(); table++) {
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
      tables = all.stream().map(table -> new BucketTable(bucket, table.values())).toList();
      buckets.put(bucket, tables);
    }
    return tables;
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
    Map<CorsField, Setting> settings = rule(bucket, rule);
    return settings.isEmpty() ? null : settings.values().iterator().next().source();
  }

  /** The settings of a rule that come from another config source than the rule does. */
  SortedMap<CorsField, String> sourcesBesideRule(String bucket, int rule) {
    SortedMap<CorsField, String> others = new TreeMap<>();
    String source = sourceOfRule(bucket, rule);
    rule(bucket, rule)
        .forEach(
            (field, setting) -> {
              if (!setting.source().equals(source)) {
                others.put(field, setting.source());
              }
            });
    return others;
  }

  private Map<CorsField, Setting> rule(String bucket, int rule) {
    Map<CorsField, Setting> settings = new EnumMap<>(CorsField.class);
    for (CorsField field : CorsField.values()) {
      Setting setting = rule < 0 ? null : find(PropertyName.ofRule(bucket, rule, field));
      if (setting != null) {
        settings.put(field, setting);
      }
    }
    return settings;
  }

  /** The config sources that say which rules a bucket has, in tables that a higher one hides. */
  Set<String> sourcesOfHiddenRules(String bucket) {
    Set<String> sources = new TreeSet<>();
    BucketTable ruling = ruling(bucket);
    List<BucketTable> tables = buckets.getOrDefault(bucket, List.of());
    for (int table = 0; table < tables.size(); table++) {
      if (tables.get(table) != ruling && tables.get(table).saysWhichRules()) {
        all.get(table)
            .values()
            .forEach(
                (name, value) -> {
                  if (name.bucket().equals(bucket)
                      && name.field() != CorsField.RULES
                      && BucketTable.makesRules(name)) {
                    sources.add(value.source());
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
    if (BucketTable.makesRules(name)) {
      return ruling == null ? null : ruling.find(name);
    }
    CorsField field = name.field();
    for (BucketTable table : buckets.getOrDefault(name.bucket(), List.of())) {
      Setting setting = table.find(name);
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
      Setting setting = table.find(PropertyName.of(bucket, CorsField.DIALECT));
      if (setting != null) {
        return setting.whole();
      }
    }
    return null;
  }

  private static boolean isBelowRules(Setting dialect, BucketTable table) {
    Value written = dialect.whole();
    return written != null && written.layer() > table.form().lowestLayer();
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
