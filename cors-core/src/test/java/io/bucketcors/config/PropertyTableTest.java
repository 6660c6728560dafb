package io.bucketcors.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.CorsField;
import io.bucketcors.config.PropertyTable.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class PropertyTableTest {
  private static final List<CorsField> FIELDS =
      List.of(CorsField.ALLOWED_ORIGINS, CorsField.ALLOWED_METHODS, CorsField.EXPOSE_HEADERS);

  private static PropertyTable table(List<CorsField> fields, String value) {
    PropertyTable.Builder table = new PropertyTable.Builder();
    fields.forEach(
        field ->
            table.add(
                PropertyName.ofRule("default", 0, field), new Value(value, value, "a map", 0)));
    return table.build();
  }

  /** Some config sources list their names in another order each time. */
  @Test
  void isTheSameInEveryOrder() {
    List<CorsField> turned = List.of(FIELDS.get(2), FIELDS.get(0), FIELDS.get(1));

    assertThat(table(turned, "a")).isEqualTo(table(FIELDS, "a"));
    assertThat(table(turned, "b")).isNotEqualTo(table(FIELDS, "a"));
  }

  @Test
  void differsByAValueANameOrOneMore() {
    PropertyTable table = table(FIELDS, "a");

    assertThat(table(FIELDS, "a")).isEqualTo(table).hasSameHashCodeAs(table);
    assertThat(table(FIELDS, "b")).isNotEqualTo(table);
    assertThat(table(FIELDS.subList(0, 2), "a")).isNotEqualTo(table);
    assertThat(table(List.of(FIELDS.get(0), FIELDS.get(1), CorsField.ID), "a")).isNotEqualTo(table);
  }

  @Test
  void hasNoRuleThatNobodyWrote() {
    PropertyTable.Builder table = new PropertyTable.Builder();
    table.add(PropertyName.of("default", CorsField.PATHS), new Value("/a", "/a", "a map", 0));
    table.add(
        PropertyName.ofRule("default", 1, CorsField.ID), new Value("b", "b", "another map", 0));
    PropertyLayers layers = new PropertyLayers(List.of(table.build()));

    assertThat(layers.sourceOfRule("default", -1)).isNull();
    assertThat(layers.sourceOfRule("default", 0)).isNull();
    assertThat(layers.sourceOfRule("default", 1)).isEqualTo("another map");
    assertThat(layers.sourceOfRule("other", 1)).isNull();
  }
}
