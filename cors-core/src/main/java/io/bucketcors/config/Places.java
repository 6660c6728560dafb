package io.bucketcors.config;

import io.bucketcors.CorsLocation;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers which property of which config source every setting came from. */
final class Places implements CorsLocation.Finder {
  private final Map<Place, CorsLocation> places = new HashMap<>();

  private record Place(String bucket, int rule, String field, int element) {
    // Not the generated ones: see Key.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Place that
          && rule == that.rule
          && element == that.element
          && field.equals(that.field)
          && bucket.equals(that.bucket);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * (31 * bucket.hashCode() + rule) + field.hashCode()) + element;
    }
  }

  /** Remembers where a setting came from; another bucket's or rule's key, where it is inherited. */
  void put(String bucket, int rule, String field, int element, Key key, Reading reading) {
    put(bucket, rule, field, element, key.property(), reading.source());
  }

  /** Remembers that a rule is there at all. */
  void putRule(String bucket, int rule, String source) {
    put(bucket, rule, "", -1, Key.property(bucket, rule, ""), source);
  }

  private void put(
      String bucket, int rule, String field, int element, String property, String source) {
    CorsLocation location = CorsLocation.inCode(bucket, rule, field, element);
    places.put(new Place(bucket, rule, field, element), location.under(property, source));
  }

  @Override
  public CorsLocation find(String bucket, int rule, String field, int element) {
    CorsLocation exact = places.get(new Place(bucket, rule, field, element));
    if (exact != null) {
      return exact;
    }
    CorsLocation whole = places.get(new Place(bucket, rule, field, -1));
    if (whole != null) {
      return new CorsLocation(bucket, rule, field, element, whole.property(), whole.source(), 0, 0);
    }
    // Nobody wrote the setting: name it, and the config source that has the rest of the rule.
    CorsLocation around = places.get(new Place(bucket, rule, "", -1));
    @Nullable String source = around == null ? null : around.source();
    String property = Key.property(bucket, rule, field);
    return new CorsLocation(bucket, rule, field, element, property, source, 0, 0);
  }
}
