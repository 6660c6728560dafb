package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CorsLocationTest {
  private static final List<Supplier<CorsLocation>> PLACES =
      List.of(
          () -> CorsLocation.inCode("files"),
          () -> CorsLocation.inCode("default"),
          () -> CorsLocation.inCode("files", 0, null, -1),
          () -> CorsLocation.inCode("files", 1, null, -1),
          () -> CorsLocation.inCode("files", 1, CorsField.ALLOWED_ORIGINS, -1),
          () -> CorsLocation.inCode("files", 1, CorsField.ALLOWED_METHODS, -1),
          () -> CorsLocation.inCode("files", 1, CorsField.ALLOWED_METHODS, 0),
          () -> CorsLocation.inCode("files").under("a", null),
          () -> CorsLocation.inCode("files").under(null, "a"),
          () -> CorsLocation.inCode("files").under("a", "b"),
          () -> CorsLocation.inCode("files").at("a", 1, 1),
          () -> CorsLocation.inCode("files").at("a", 2, 1),
          () -> CorsLocation.inCode("files").at("a", 1, 2));

  @Test
  void isTheSameWhereAllPartsAre() {
    Set<Integer> hashes = new HashSet<>();
    for (int i = 0; i < PLACES.size(); i++) {
      CorsLocation place = PLACES.get(i).get();
      for (int j = 0; j < PLACES.size(); j++) {
        assertThat(place.equals(PLACES.get(j).get())).as("%d and %d", i, j).isEqualTo(i == j);
      }
      assertThat(place).hasSameHashCodeAs(PLACES.get(i).get()).isNotEqualTo("files");
      hashes.add(place.hashCode());
    }
    assertThat(hashes).hasSizeGreaterThan(PLACES.size() / 2);
  }

  /** Problems are kept in sets by their places: thousands of them, in rules that are alike. */
  @Test
  void placesOfOneListHaveHashesOfTheirOwn() {
    Set<Integer> hashes = new HashSet<>();
    for (int rule = 0; rule < 10; rule++) {
      for (int element = 0; element < 10; element++) {
        for (int line = 1; line < 10; line++) {
          CorsLocation place =
              CorsLocation.inCode("files", rule, CorsField.ALLOWED_ORIGINS, element);
          hashes.add(place.at("a", line, 1).hashCode());
        }
      }
    }
    assertThat(hashes).hasSize(900);
  }

  @Test
  void placesInManyBucketsHaveHashesOfTheirOwn() {
    Set<Integer> hashes = new HashSet<>();
    for (int bucket = 0; bucket < 10; bucket++) {
      for (int rule = 0; rule < 10; rule++) {
        hashes.add(CorsLocation.inCode("files" + bucket, rule, null, -1).hashCode());
      }
    }
    assertThat(hashes).hasSize(100);
  }

  @Test
  void keepsWhereItIsWritten() {
    CorsLocation property = CorsLocation.inCode("files", 1, null, 2).under("a", "b");
    assertThat(property.property()).isEqualTo("a");
    assertThat(property.source()).isEqualTo("b");
    assertThat(property.element()).isEqualTo(2);
    assertThat(property).hasToString("a, element 2 (b)");
    CorsLocation document = CorsLocation.inCode("files", 1, null, 2).at("rules.xml", 3, 4);
    assertThat(document.source()).isEqualTo("rules.xml");
    assertThat(document.line()).isEqualTo(3);
    assertThat(document.column()).isEqualTo(4);
    assertThat(property.line()).isZero();
    assertThat(property.column()).isZero();
    assertThat(document)
        .hasToString("bucket files, rule 1, element 2 (rules.xml, line 3, column 4)");
  }

  @Test
  void namesWhatStandsBesideIt() {
    assertThat(CorsLocation.inCode("files", 1, null, -1).beside(CorsField.PATHS))
        .isEqualTo("paths");
    assertThat(CorsLocation.inCode("files", 1, null, -1).under("p", "s").beside(CorsField.PATHS))
        .isEqualTo("bucketcors.buckets.files.rules[1].paths");
    assertThat(CorsLocation.inCode("files", 0, null, -1).under("p", "s").beside(CorsField.ID))
        .isEqualTo("bucketcors.buckets.files.rules[0].id");
    assertThat(CorsLocation.inCode("default").under("p", "s").beside(CorsField.PATHS))
        .isEqualTo("bucketcors.paths");
    CorsLocation document = CorsLocation.inCode("default", 0, null, -1).at("rules.xml", 1, 1);
    assertThat(document.beside(CorsField.PATHS)).isEqualTo("bucketcors.paths");
    assertThat(document.besideDocument()).isEqualTo(" beside bucketcors.rules-location");
    assertThat(CorsLocation.inCode("default").besideDocument()).isEmpty();
  }
}
