package io.bucketcors.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsField;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PropertyNameTest {
  /** So a config can be asked by the name that its source lists. */
  @Test
  void isWrittenInOneWayOnly() {
    int read = 0;
    for (String prefix : new String[] {"bucketcors.", "bucketcors.buckets.files."}) {
      for (String rule : new String[] {"", "rules[0].", "rules[12]."}) {
        for (CorsField field : CorsField.values()) {
          for (String element : new String[] {"", "[0]", "[10]"}) {
            PropertyName name = PropertyName.parse(prefix + rule + field.key() + element);
            if (name != null) {
              assertThat(name.text()).isEqualTo(prefix + rule + field.key() + element);
              read++;
            }
          }
        }
      }
    }
    assertThat(read).isGreaterThan(60);
    String name = "bucketcors.rules[1].allowed-origins[2]";
    assertThat(PropertyName.parse(name)).isNotNull();
    for (String other :
        new String[] {
          name.toUpperCase(Locale.ROOT),
          name.replace("allowed-origins", "Allowed-Origins"),
          name.replace("allowed-origins", "allowedOrigins"),
          name.replace("[1]", "[01]"),
          name.replace("[2]", "[02]"),
          name + " ",
          name.replace("bucketcors.", "bucketcors.buckets.default.")
        }) {
      assertThat(PropertyName.parse(other)).as(other).isNull();
    }
  }
}
