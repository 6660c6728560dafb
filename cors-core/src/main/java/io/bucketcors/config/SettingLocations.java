package io.bucketcors.config;

import io.bucketcors.CorsField;
import io.bucketcors.CorsLocation;
import io.bucketcors.config.PropertyTable.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds which property of which config source a setting came from. */
final class SettingLocations implements CorsLocation.Finder {
  private final PropertyLayers layers;

  SettingLocations(PropertyLayers layers) {
    this.layers = layers;
  }

  @Override
  public CorsLocation find(String bucket, int rule, @Nullable CorsField field, int element) {
    CorsLocation location = CorsLocation.inCode(bucket, rule, field, element);
    String property = PropertyName.text(bucket, rule, field);
    BucketTable.Setting setting =
        field == null ? null : layers.find(PropertyName.ofRule(bucket, rule, field));
    if (setting == null) {
      // Nobody wrote the setting: name it, and the config source that has the rest of the rule.
      return location.under(property, layers.sourceOfRule(bucket, rule));
    }
    Value whole = setting.whole();
    if (whole != null) {
      return location.under(property, whole.source());
    }
    int read = 0;
    for (Map.Entry<Integer, Value> entry : setting.elements().entrySet()) {
      Value value = entry.getValue();
      if (SettingReader.isElement(value) && read++ == element) {
        return location.under(property + "[" + entry.getKey() + "]", value.source());
      }
    }
    return location.under(property, setting.source());
  }
}
