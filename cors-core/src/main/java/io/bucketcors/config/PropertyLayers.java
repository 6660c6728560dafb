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
import java.util.NavigableSet;
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
  private final Map<String, List<Layer>> buckets = new HashMap<>();

  PropertyLayers(List<PropertyTable> tables) {
    count = tables.size();
    for (int table = 0; table < count; table++) {
      int number = table;
      tables
          .get(table)
          .values()
          .forEach((name, value) -> layers(name.bucket()).get(number).add(name, value));
    }
  }

  private List<Layer> layers(String bucket) {
    List<Layer> layers = buckets.get(bucket);
    if (layers == null) {
      layers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        layers.add(new Layer());
      }
      buckets.put(bucket, layers);
    }
    return layers;
  }

  /** What one table has of one bucket. */
  private static final class Layer {
    private final Map<CorsField, Setting> bucket = new EnumMap<>(CorsField.class);
    private final Map<Integer, Map<CorsField, Setting>> rules = new HashMap<>();

    /** The rank of the highest source that has a property of a rule; higher ranks are lower. */
    private int rankOfRules = Integer.MAX_VALUE;

    void add(PropertyName name, Value value) {
      Map<CorsField, Setting> settings = bucket;
      if (name.rule() >= 0) {
        settings = rules.computeIfAbsent(name.rule(), any -> new EnumMap<>(CorsField.class));
        rankOfRules = Math.min(rankOfRules, value.rank());
      }
      settings.computeIfAbsent(name.field(), any -> new Setting()).add(name.element(), value);
    }

    boolean saysWhereRulesAre() {
      return !rules.isEmpty()
          || bucket.containsKey(CorsField.RULES_LOCATION)
          || bucket.containsKey(CorsField.RULES);
    }
  }

  /** One setting as it was written in one table. */
  static final class Setting {
    private @Nullable Value whole;
    private SortedMap<Integer, Value> elements = Collections.emptySortedMap();

    private void add(int element, Value value) {
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

    /**
     * Of the two forms the one from the higher source counts. Element by element the same list may
     * go on in a lower source; the higher one counts whole.
     *
     * @return the whole one, or null where the elements count
     */
    @Nullable Value wholeIfItCounts() {
      Value written = whole;
      return written == null || !elements.isEmpty() && rankOfElements() < written.rank()
          ? null
          : written;
    }

    /** The rank of the highest source of an element. */
    int rankOfElements() {
      return elements.values().stream().mapToInt(Value::rank).min().orElse(Integer.MAX_VALUE);
    }

    /** The config source, in words; of several the first element's. */
    String source() {
      Value counting = wholeIfItCounts();
      return counting == null ? elements.values().iterator().next().source() : counting.source();
    }
  }

  /** The names of the named buckets, sorted. */
  SortedSet<String> namedBuckets() {
    SortedSet<String> names = new TreeSet<>(buckets.keySet());
    names.remove(CorsPolicy.DEFAULT_BUCKET);
    return Collections.unmodifiableSortedSet(names);
  }

  /** The indexes of a bucket's rules, ascending. */
  NavigableSet<Integer> rules(String bucket) {
    Layer layer = ruling(bucket);
    Value none = none(bucket);
    return layer == null || none != null && none.rank() < layer.rankOfRules
        ? Collections.emptyNavigableSet()
        : new TreeSet<>(layer.rules.keySet());
  }

  /** What says of a bucket that it has no rules, on purpose; or null. */
  @Nullable Value none(String bucket) {
    Layer layer = ruling(bucket);
    Value written = layer == null ? null : text(PropertyName.of(bucket, CorsField.RULES));
    if (layer == null || written == null || written.value() == null) {
      return null;
    }
    String value = written.value().strip();
    boolean none = value.isEmpty() || value.equals("[]");
    // A higher source that has rules hides this, as it hides any other rules.
    return none && written.rank() <= layer.rankOfRules ? written : null;
  }

  /** The config source of a rule: that of its first setting; null where there is no such rule. */
  @Nullable String sourceOfRule(String bucket, int rule) {
    Layer layer = ruling(bucket);
    Map<CorsField, Setting> settings = layer == null ? null : layer.rules.get(rule);
    return settings == null ? null : settings.values().iterator().next().source();
  }

  /** Where the rules document of a bucket is, or null where no such place is named. */
  @Nullable String rulesLocation(String bucket) {
    Value written = text(PropertyName.of(bucket, CorsField.RULES_LOCATION));
    String value = written == null ? null : written.value();
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** The value of a property that is no list, or null. */
  @Nullable Value text(PropertyName name) {
    Setting setting = find(name);
    return setting == null ? null : setting.whole();
  }

  /** A setting, from the first table that has it; or null. */
  @Nullable Setting find(PropertyName name) {
    List<Layer> layers = buckets.getOrDefault(name.bucket(), List.of());
    Layer ruling = ruling(name.bucket());
    CorsField field = name.field();
    boolean makesRules =
        name.rule() >= 0 || field == CorsField.RULES_LOCATION || field == CorsField.RULES;
    if (makesRules) {
      return ruling == null ? null : settings(ruling, name.rule()).get(field);
    }
    for (Layer layer : layers) {
      Setting setting = layer.bucket.get(field);
      if (setting != null) {
        return setting;
      }
      if (layer == ruling && field.isOfRules()) {
        return null; // Below the rules nothing may make them more daring.
      }
    }
    return null;
  }

  private static Map<CorsField, Setting> settings(Layer layer, int rule) {
    return rule < 0 ? layer.bucket : layer.rules.getOrDefault(rule, Map.of());
  }

  /** The first table that says what rules a bucket has. */
  private @Nullable Layer ruling(String bucket) {
    for (Layer layer : buckets.getOrDefault(bucket, List.of())) {
      if (layer.saysWhereRulesAre()) {
        return layer;
      }
    }
    return null;
  }
}
