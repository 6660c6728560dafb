package io.bucketcors.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.Servers;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The published table as a whole. */
@ExtendWith(Servers.Extension.class)
class TableTest {

  @Test
  void hasNoBlankCell(Servers servers) {
    Assumptions.assumeFalse(servers.table().isWriting(), "the table is being written");
    Map<String, Map<String, String>> rows = servers.table().rows();
    Set<String> columns = new TreeSet<>();
    rows.values().forEach(row -> columns.addAll(row.keySet()));
    assertThat(rows).hasSizeGreaterThan(50);
    assertThat(columns).hasSizeGreaterThanOrEqualTo(10);
    rows.forEach(
        (name, row) -> {
          assertThat(row.keySet()).as(name).isEqualTo(columns);
          assertThat(row.values()).as(name).noneMatch(String::isBlank);
        });
  }

  @Test
  void tabulatesOnlyWhatDiffers(Servers servers) {
    Assumptions.assumeFalse(servers.table().isWriting(), "the table is being written");
    assertThat(servers.table().differences()).isNotEmpty();
    servers
        .table()
        .differences()
        .forEach((name, cells) -> assertThat(Set.copyOf(cells)).as(name).hasSizeGreaterThan(1));
  }
}
