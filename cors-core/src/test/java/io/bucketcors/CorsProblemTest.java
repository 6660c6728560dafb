package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CorsProblemTest {
  private static final CorsLocation HERE =
      CorsLocation.inCode("files", 1, CorsField.ALLOWED_METHODS, 0);
  private static final CorsLocation THERE = CorsLocation.inCode("files");
  private static final CorsProblemType CASE = CorsProblemType.METHOD_CASE;

  private static final List<Supplier<CorsProblem>> PROBLEMS =
      List.of(
          () -> new CorsProblem.Refusal(CASE, HERE, "put", "p", "why", "write PUT"),
          () -> new CorsProblem.Warning(CASE, HERE, "put", "p", "why", "write PUT"),
          () ->
              new CorsProblem.Refusal(
                  CorsProblemType.METHOD_PATCH_CASE, HERE, "put", "p", "why", "write PUT"),
          () -> new CorsProblem.Refusal(CASE, THERE, "put", "p", "why", "write PUT"),
          () -> new CorsProblem.Refusal(CASE, HERE, "get", "p", "why", "write PUT"),
          () -> new CorsProblem.Refusal(CASE, HERE, "put", "u", "why", "write PUT"),
          () -> new CorsProblem.Refusal(CASE, HERE, "put", "p", "how", "write PUT"),
          () -> new CorsProblem.Refusal(CASE, HERE, "put", "p", "why", "write GET"));

  @Test
  void isTheSameWhereAllPartsAre() {
    for (int i = 0; i < PROBLEMS.size(); i++) {
      CorsProblem problem = PROBLEMS.get(i).get();
      for (int j = 0; j < PROBLEMS.size(); j++) {
        assertThat(problem.equals(PROBLEMS.get(j).get())).as("%d and %d", i, j).isEqualTo(i == j);
      }
      assertThat(problem).hasSameHashCodeAs(PROBLEMS.get(i).get()).isNotEqualTo("put");
    }
  }

  /** They are kept in sets: thousands of them, in rules that are alike. */
  @Test
  void thoseOfOneListHaveHashesOfTheirOwn() {
    Set<Integer> hashes = new HashSet<>();
    for (CorsProblemType type : List.of(CASE, CorsProblemType.METHOD_TOO_LONG)) {
      for (int rule = 0; rule < 10; rule++) {
        for (String value : List.of("a", "b", "c", "d", "e")) {
          CorsLocation place = CorsLocation.inCode("files", rule, null, -1);
          hashes.add(new CorsProblem.Warning(type, place, value, "", "why", "").hashCode());
        }
      }
    }
    assertThat(hashes).hasSize(100);
  }

  @Test
  void keepsItsParts() {
    CorsProblem problem = PROBLEMS.get(0).get();
    assertThat(problem.type()).isEqualTo(CASE);
    assertThat(problem.code()).isEqualTo("method-case");
    assertThat(problem.location()).isEqualTo(HERE);
    assertThat(problem.value()).isEqualTo("put");
    assertThat(problem.part()).isEqualTo("p");
    assertThat(problem.explanation()).isEqualTo("why");
    assertThat(problem.fix()).isEqualTo("write PUT");
    assertThat(problem.isError()).isTrue();
    assertThat(PROBLEMS.get(1).get().isError()).isFalse();
  }

  @Test
  void namesTheOffendingPartOnlyWhereItIsNotTheWhole() {
    assertThat(message("put", "p", "write PUT"))
        .isEqualTo("bucket files: \"put\": why (\"p\"); write PUT [method-case]");
    assertThat(message("put", "put", "write PUT"))
        .isEqualTo("bucket files: \"put\": why; write PUT [method-case]");
    assertThat(message("put", "", "")).isEqualTo("bucket files: \"put\": why [method-case]");
    assertThat(message("", "", "")).isEqualTo("bucket files: why [method-case]");
  }

  private static String message(String value, String part, String fix) {
    return new CorsProblem.Warning(CASE, THERE, value, part, "why", fix).message();
  }
}
