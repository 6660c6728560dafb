package io.bucketcors.config;

import io.bucketcors.CorsField;
import io.bucketcors.config.PropertyTable.Value;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How one table gives the rules of a bucket: as numbered rules, as a document, by the location of
 * one, or by saying that there are none. Of these a bucket has one, so the one in the highest layer
 * hides what lower layers have; what stands beside it or above it contradicts it.
 */
final class RulesForm {
  private static final int[] NO_RULES = {};

  /** Nothing says which rules there are. */
  static final RulesForm NOTHING =
      new RulesForm(
          new EnumMap<>(CorsField.class), NO_RULES, Integer.MAX_VALUE, Integer.MAX_VALUE, -1);

  /** The layer of what is nowhere: below all others. */
  static final int NOWHERE = Integer.MAX_VALUE;

  private final Map<CorsField, Value> single;
  private final int[] indexes;

  /** The highest layer that has origins or methods of a rule, as only rules of their own do. */
  private final int layerOfRules;

  /** The highest layer that has anything of a rule. */
  private final int highestOfRules;

  private final int lowestOfRules;
  private final @Nullable CorsField counting;
  private final int layer;

  private RulesForm(Map<CorsField, Value> single, int[] rules, int whole, int highest, int lowest) {
    this.single = single;
    this.layerOfRules = whole;
    this.highestOfRules = highest;
    this.lowestOfRules = lowest;
    CorsField best = null;
    int bestLayer = whole;
    for (Map.Entry<CorsField, Value> entry : single.entrySet()) {
      if (entry.getValue().layer() < bestLayer) {
        best = entry.getKey();
        bestLayer = entry.getValue().layer();
      }
    }
    // Something of a rule and nothing else means rules, though half of them is missing.
    this.counting = best;
    this.layer = bestLayer == NOWHERE ? highest : bestLayer;
    this.indexes = rules;
  }

  /**
   * @param bucket the values of the bucket itself, null for those that are not there
   * @param rules the indexes of the numbered rules, ascending
   * @param whole the highest layer that has origins or methods of a rule
   * @param highest the highest layer that has anything of a rule
   * @param lowest the lowest layer that has anything of a rule
   */
  static RulesForm of(
      Function<CorsField, @Nullable Value> bucket,
      int[] rules,
      int whole,
      int highest,
      int lowest) {
    Map<CorsField, Value> single = new EnumMap<>(CorsField.class);
    for (CorsField field :
        new CorsField[] {CorsField.RULES_LOCATION, CorsField.RULES_DOCUMENT, CorsField.RULES}) {
      Value value = bucket.apply(field);
      if (value != null && isSet(field, value.value())) {
        single.put(field, value);
      }
    }
    return new RulesForm(single, rules, whole, highest, lowest);
  }

  /**
   * An empty location is none, and {@code rules} itself can only be empty. An empty document is a
   * bad one, such as of a store's node that somebody emptied: if it were none, the rules of lower
   * sources would come into force.
   */
  private static boolean isSet(CorsField field, @Nullable String value) {
    if (field == CorsField.RULES_DOCUMENT) {
      return true;
    }
    if (field == CorsField.RULES) {
      return value != null && (value.isBlank() || value.strip().equals("[]"));
    }
    return value == null || !value.isBlank();
  }

  /** Whether anything says which rules there are. */
  boolean isGiven() {
    return !single.isEmpty() || indexes.length > 0;
  }

  /** Whether that property counts: it is the highest, or as high as the highest. */
  boolean counts(CorsField field) {
    Value value = single.get(field);
    return value != null && value.layer() == layer;
  }

  /**
   * The indexes of the numbered rules, ascending; none where a higher layer hides them. Beside a
   * document of the same layer, or above it, they contradict it.
   */
  int[] rules() {
    return highestOfRules <= layer ? indexes : NO_RULES;
  }

  /** Whether the numbered rules are rules of their own, and not only settings of some. */
  boolean hasWholeRules() {
    return layerOfRules <= layer;
  }

  /** The lowest layer that has a part in the rules. */
  int lowestLayer() {
    return counting == null && lowestOfRules >= 0 ? lowestOfRules : layer;
  }

  /** The property that says how the rules are given, hidden ones included; or null. */
  @Nullable Value value(CorsField field) {
    return single.get(field);
  }

  /** Whether numbered rules are there and hidden by a higher layer. */
  boolean hidesRules() {
    return indexes.length > 0 && highestOfRules > layer;
  }
}
