package io.bucketcors.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Names by their numbers, a handful and more. */
class HeaderNamesTest {
  private static final List<String> SIX = List.of("x-a", "x-b", "x-c", "x-d", "x-e", "x-f");

  @Test
  void areNumberedOnceInAnyCase() {
    HeaderNames names = names(SIX);
    assertThat(names.add("X-C")).isEqualTo(2);
    assertThat(names.add("x-g")).isEqualTo(6);
    assertThat(names.find("X-G")).isEqualTo(6);
    assertThat(names.find("X-B")).isEqualTo(1);
    assertThat(names.find("x-h")).isEqualTo(HeaderNames.ABSENT);
    assertThat(names.find("x-")).isEqualTo(HeaderNames.ABSENT);
  }

  @Test
  void areFoundInATextWhereTheyAreSixOrFewer() {
    HeaderNames names = names(SIX);
    assertThat(names.startingAt("x-a,x-f", 4)).isEqualTo(5);
    assertThat(names.startingAt("x-b,x-f", 0)).isEqualTo(1);
    assertThat(names.startingAt("x-bb", 0)).isEqualTo(HeaderNames.ABSENT);
    assertThat(names.length(5)).isEqualTo(3);
    names.add("x-g");
    assertThat(names.startingAt("x-b", 0)).as("too many").isEqualTo(HeaderNames.ABSENT);
  }

  private static HeaderNames names(List<String> all) {
    HeaderNames names = new HeaderNames();
    for (int i = 0; i < all.size(); i++) {
      assertThat(names.add(all.get(i))).isEqualTo(i);
    }
    return names;
  }
}
