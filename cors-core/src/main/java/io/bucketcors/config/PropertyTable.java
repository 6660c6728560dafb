package io.bucketcors.config;

import io.bucketcors.CorsField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All that a property source holds under the prefix, at one moment. Pure data: equal tables mean
 * that nothing changed.
 *
 * <p>A source may have layers, the config sources of MicroProfile Config and their profiles for
 * one. Of a property the highest layer counts, and a list is one value: it comes whole from the
 * highest layer that has any of it.
 *
 * @param values the properties whose names mean something
 * @param unknown the names under the prefix that mean nothing
 * @param givers the names of the config sources that gave any of these; one that gave and falls
 *     silent is an outage
 * @param empty the names of the config sources that hold nothing at all, as stores that are down
 * @param locations the properties that name places of rules documents
 */
record PropertyTable(
    Map<PropertyName, Value> values,
    List<Unknown> unknown,
    Set<String> givers,
    Set<String> empty,
    Set<PropertyName> locations) {

  /**
   * The value of one property, and who gave it.
   *
   * @param value the value, possibly empty; null where an expression in it does not resolve
   * @param text the value as it was written, expressions included
   * @param source the config source, in words
   * @param layer the place among the layers; the lower, the more it counts
   */
  record Value(@Nullable String value, String text, String source, int layer) {
    // Not the generated ones: see PropertyName.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Value that
          && layer == that.layer
          && Objects.equals(value, that.value)
          && text.equals(that.text)
          && source.equals(that.source);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * text.hashCode() + source.hashCode()) + layer;
    }
  }

  /** What a name is that nothing reads. */
  enum Kind {
    PROPERTY,
    /** Others may have set it for purposes of their own, as Kubernetes for a service. */
    VARIABLE,
    /** A property of a profile, where nothing reads profiles. */
    PROFILE
  }

  /** A name under the prefix that nothing reads. */
  record Unknown(String name, String source, Kind kind) {
    // Not the generated ones: see PropertyName.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Unknown that
          && kind == that.kind
          && name.equals(that.name)
          && source.equals(that.source);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + source.hashCode();
    }
  }

  /** Gathers what layers say, in any order. */
  static final class Builder {
    private Map<PropertyName, Value> values = new LinkedHashMap<>();
    private final List<Unknown> unknown = new ArrayList<>();
    private final Set<String> givers = new TreeSet<>();
    private final Set<String> empty = new TreeSet<>();
    private final Set<PropertyName> locations = new HashSet<>();
    private int oneLayer = -1;
    private boolean layered;

    /** Makes room for so many values, if there are none yet: growing with many takes its time. */
    void expect(int size) {
      if (values.isEmpty()) {
        values = new LinkedHashMap<>(2 * size);
      }
    }

    /** Adds a value, unless a higher layer has given one. */
    void add(PropertyName name, Value value) {
      layered |= oneLayer >= 0 && oneLayer != value.layer();
      oneLayer = value.layer();
      Value first = values.putIfAbsent(name, value);
      if (first != null && value.layer() < first.layer()) {
        values.put(name, value);
      }
      if (name.field() == CorsField.RULES_LOCATION) {
        locations.add(name);
      }
    }

    void unknown(String name, String source, Kind kind) {
      if (!PropertySource.READ_BEFORE.contains(name)) {
        unknown.add(new Unknown(name, source, kind));
      }
    }

    void gives(String source) {
      givers.add(source);
    }

    void isEmpty(String source) {
      empty.add(source);
    }

    PropertyTable build() {
      if (layered) {
        takeListsWhole();
      }
      // So that problems come in the same order every time.
      unknown.sort(Comparator.comparing(Unknown::name));
      return new PropertyTable(values, unknown, givers, empty, locations);
    }

    private void takeListsWhole() {
      Map<PropertyName, Integer> highest = new HashMap<>();
      values.forEach(
          (name, value) -> {
            if (name.field().isList()) {
              highest.merge(name.at(-1), value.layer(), Math::min);
            }
          });
      values
          .entrySet()
          .removeIf(
              entry -> {
                Integer layer = highest.get(entry.getKey().at(-1));
                return layer != null && layer < entry.getValue().layer();
              });
    }
  }

  PropertyTable {
    values = Collections.unmodifiableMap(values);
    unknown = List.copyOf(unknown);
    givers = Set.copyOf(givers);
    empty = Set.copyOf(empty);
    locations = Set.copyOf(locations);
  }

  /**
   * Whether there is a property of the library's, even a misspelt one. Variables may be others'.
   */
  boolean saysAnything() {
    return !values.isEmpty() || unknown.stream().anyMatch(name -> name.kind() != Kind.VARIABLE);
  }

  /** The places of all rules documents that are named, whether or not they count. */
  List<String> documents() {
    List<String> places = new ArrayList<>();
    for (PropertyName name : locations) {
      Value value = values.get(name);
      String place = value == null ? null : value.value();
      if (place != null && !place.isBlank()) {
        places.add(place.strip());
      }
    }
    return places;
  }

  // Not the generated ones: see PropertyName.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PropertyTable that
        && same(values, that.values)
        && unknown.equals(that.unknown)
        && givers.equals(that.givers)
        && empty.equals(that.empty);
  }

  /** Two readings of one source come in the same order, and need no look-ups. */
  private static boolean same(Map<PropertyName, Value> one, Map<PropertyName, Value> other) {
    if (one.size() != other.size()) {
      return false;
    }
    Iterator<Map.Entry<PropertyName, Value>> others = other.entrySet().iterator();
    for (Map.Entry<PropertyName, Value> entry : one.entrySet()) {
      Map.Entry<PropertyName, Value> beside = others.next();
      if (!entry.getKey().equals(beside.getKey())) {
        return one.equals(other);
      }
      if (!entry.getValue().equals(beside.getValue())) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return 31 * values.hashCode() + unknown.hashCode();
  }
}
