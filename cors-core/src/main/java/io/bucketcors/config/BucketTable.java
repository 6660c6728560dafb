package io.bucketcors.config;

import io.bucketcors.CorsField;
import io.bucketcors.config.PropertyTable.Value;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What one table has of one bucket. Values stay where they are and are looked up by name: of tens
 * of thousands of properties each would be an object more, far from the others in memory.
 */
final class BucketTable {
  /**
   * Rules below are marked in bits; a number may have nine digits, and the bits before it count.
   */
  private static final int MOST_MARKED = 1 << 14;

  private final String bucket;
  private final Map<PropertyName, Value> values;
  private final BitSet rules = new BitSet();
  private final Set<Integer> rulesBeyond = new TreeSet<>();

  /** What any rule sets: most set two or three things, and need not be asked for the others. */
  private final Set<CorsField> setByRules = EnumSet.noneOf(CorsField.class);

  /** Lists that are written element by element, by the name of the list. */
  private final Map<PropertyName, SortedMap<Integer, Value>> elements = new HashMap<>();

  private @Nullable RulesForm form;
  private boolean saysWhichRules;

  /** The highest layer that has origins or methods of a rule, as only rules of their own do. */
  private int highestOfWholeRules = RulesForm.NOWHERE;

  /** The highest layer that has anything of a rule. */
  private int highestOfRules = RulesForm.NOWHERE;

  private int lowestOfRules = -1;

  /**
   * @param values the values of the whole table; those of this bucket are to be added too
   */
  BucketTable(String bucket, Map<PropertyName, Value> values) {
    this.bucket = bucket;
    this.values = values;
  }

  /** Takes note of a value; of all, before anything is asked. */
  void add(PropertyName name, Value value) {
    CorsField field = name.field();
    if (name.rule() >= 0) {
      if (name.rule() < MOST_MARKED) {
        rules.set(name.rule());
      } else {
        rulesBeyond.add(name.rule());
      }
      setByRules.add(field);
      int layer = value.layer();
      highestOfRules = Math.min(highestOfRules, layer);
      lowestOfRules = Math.max(lowestOfRules, layer);
      if (field == CorsField.ALLOWED_ORIGINS || field == CorsField.ALLOWED_METHODS) {
        highestOfWholeRules = Math.min(highestOfWholeRules, layer);
      }
    }
    saysWhichRules |= makesRules(name);
    if (name.element() >= 0) {
      elements.computeIfAbsent(name.at(-1), any -> new TreeMap<>()).put(name.element(), value);
    }
  }

  /** Whether it is of a rule, or says which rules there are. */
  static boolean makesRules(PropertyName name) {
    CorsField field = name.field();
    return name.rule() >= 0
        || field == CorsField.RULES_LOCATION
        || field == CorsField.RULES_DOCUMENT
        || field == CorsField.RULES;
  }

  boolean saysWhichRules() {
    return saysWhichRules;
  }

  RulesForm form() {
    RulesForm known = form;
    if (known == null) {
      known =
          RulesForm.of(
              field -> values.get(PropertyName.of(bucket, field)),
              IntStream.concat(rules.stream(), rulesBeyond.stream().mapToInt(Integer::intValue))
                  .toArray(),
              highestOfWholeRules,
              highestOfRules,
              lowestOfRules);
      form = known;
    }
    return known;
  }

  /** The setting of that name, without an element; or null. */
  @Nullable Setting find(PropertyName name) {
    if (name.rule() >= 0 && !setByRules.contains(name.field())) {
      return null;
    }
    Value whole = values.get(name);
    SortedMap<Integer, Value> single = elements.get(name);
    return whole == null && single == null
        ? null
        : new Setting(whole, single == null ? Collections.emptySortedMap() : single);
  }

  /**
   * One setting as it was written in one table.
   *
   * @param whole {@code key=a,b}; null where there is only the other form
   * @param elements {@code key[0]=a}, {@code key[1]=b}
   */
  record Setting(@Nullable Value whole, SortedMap<Integer, Value> elements) {
    /** The config source, in words; of several elements the first one's. */
    String source() {
      Value written = whole;
      return written == null ? elements.values().iterator().next().source() : written.source();
    }
  }
}
