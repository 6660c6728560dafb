package io.bucketcors.config;

import io.bucketcors.CorsPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Several tables as one, the one that counts most first. The rules of a bucket come whole from the
 * first table that has any, never mixed key by key: a mixed rule would be one that nobody wrote.
 */
final class Keys {
  private final List<KeyTable> tables;
  private final List<Map<Key, NavigableMap<Integer, Reading>>> elements = new ArrayList<>();
  private final Map<String, NavigableSet<Integer>> rules = new HashMap<>();
  private final Map<String, Integer> rulesTables = new HashMap<>();
  private final SortedSet<String> buckets = new TreeSet<>();

  Keys(List<KeyTable> tables) {
    this.tables = tables;
    for (int table = 0; table < tables.size(); table++) {
      Map<Key, NavigableMap<Integer, Reading>> lists = new HashMap<>();
      for (Map.Entry<Key, Reading> entry : tables.get(table).readings().entrySet()) {
        Key key = entry.getKey();
        buckets.add(key.bucket());
        if (key.element() >= 0) {
          lists
              .computeIfAbsent(key.at(-1), list -> new TreeMap<>())
              .put(key.element(), entry.getValue());
        }
        if (key.rule() >= 0 || key.setting().makesRules()) {
          rulesTables.putIfAbsent(key.bucket(), table);
        }
        if (key.rule() >= 0 && rulesTables.getOrDefault(key.bucket(), -1) == table) {
          rules.computeIfAbsent(key.bucket(), bucket -> new TreeSet<>()).add(key.rule());
        }
      }
      elements.add(lists);
    }
    buckets.remove(CorsPolicy.DEFAULT_BUCKET);
  }

  /** The names of the named buckets, sorted. */
  SortedSet<String> namedBuckets() {
    return Collections.unmodifiableSortedSet(buckets);
  }

  /** The indexes of a bucket's rules, ascending. */
  NavigableSet<Integer> rules(String bucket) {
    Reading none = none(bucket);
    return none != null && none.rank() < highestRank(bucket)
        ? Collections.emptyNavigableSet()
        : rules.getOrDefault(bucket, Collections.emptyNavigableSet());
  }

  /** What says of a bucket that it has no rules, on purpose; or null. */
  @Nullable Reading none(String bucket) {
    Reading reading = text(Key.of(bucket, Setting.RULES));
    if (reading == null || reading.value() == null) {
      return null;
    }
    String value = reading.value().strip();
    boolean none = value.isEmpty() || value.equals("[]");
    // A higher source that has rules hides this, as it hides any other rules.
    return none && reading.rank() <= highestRank(bucket) ? reading : null;
  }

  /** The rank of the highest source that has a key of a rule; higher sources have lower ranks. */
  private int highestRank(String bucket) {
    int table = rulesTables.getOrDefault(bucket, 0);
    int highest = Integer.MAX_VALUE;
    for (Map.Entry<Key, Reading> entry : tables.get(table).readings().entrySet()) {
      Key key = entry.getKey();
      if (key.bucket().equals(bucket) && key.rule() >= 0) {
        highest = Math.min(highest, entry.getValue().rank());
      }
    }
    return highest;
  }

  /** The config source of the first key of a rule. */
  String sourceOfRule(String bucket, int rule) {
    for (Setting setting : Setting.values()) {
      Key key = new Key(bucket, rule, setting, -1);
      Forms forms = setting.isList() ? list(key) : null;
      Reading reading =
          forms == null
              ? text(key)
              : forms.whole() == null
                  ? forms.single().get(forms.single().firstKey())
                  : forms.whole();
      if (reading != null) {
        return reading.source();
      }
    }
    throw new IllegalArgumentException("no such rule");
  }

  /** Where the rules document of a bucket is, or null where no such place is named. */
  @Nullable String rulesLocation(String bucket) {
    Reading reading = text(Key.of(bucket, Setting.RULES_LOCATION));
    String value = reading == null ? null : reading.value();
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** The value of a key, or null. */
  @Nullable Reading text(Key key) {
    for (int table = firstTable(key); table <= lastTable(key); table++) {
      Reading reading = tables.get(table).readings().get(key);
      if (reading != null) {
        return reading;
      }
    }
    return null;
  }

  /** Both forms of a list, as far as they are in the first table that has any; or null. */
  @Nullable Forms list(Key key) {
    for (int table = firstTable(key); table <= lastTable(key); table++) {
      Reading whole = tables.get(table).readings().get(key);
      SortedMap<Integer, Reading> single =
          elements.get(table).getOrDefault(key, Collections.emptyNavigableMap());
      if (whole != null || !single.isEmpty()) {
        return new Forms(whole, single);
      }
    }
    return null;
  }

  /**
   * A list as it was written.
   *
   * @param whole {@code key=a,b}
   * @param single {@code key[0]=a}, {@code key[1]=b}
   */
  record Forms(@Nullable Reading whole, SortedMap<Integer, Reading> single) {}

  private int firstTable(Key key) {
    boolean ofRules = key.rule() >= 0 || key.setting().makesRules();
    return ofRules ? rulesTables.getOrDefault(key.bucket(), 0) : 0;
  }

  /** Below the rules nothing may make them more daring. */
  private int lastTable(Key key) {
    int last = tables.size() - 1;
    return key.setting().belongsToRules() ? rulesTables.getOrDefault(key.bucket(), last) : last;
  }
}
