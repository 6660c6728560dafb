package io.bucketcors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bucketcors.config.CorsPolicySources;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Exceptions cross processes: test runners, remote consoles. */
class SerialisedProblemsTest {

  @Test
  void aConfigurationExceptionKeepsItsProblems() throws Exception {
    CorsConfigurationException thrown =
        Objects.requireNonNull(
            catchThrowableOfType(
                CorsConfigurationException.class,
                () ->
                    CorsPolicySources.of(
                        Map.of(
                            "bucketcors.rules[0].allowed-origins", "https://a.example/",
                            "bucketcors.rules[0].allowed-methods", "get,patch",
                            "bucketcors.nothing", "x"))));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(thrown);
    }
    CorsConfigurationException read;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      read = (CorsConfigurationException) in.readObject();
    }
    assertThat(read).hasMessage(thrown.getMessage());
    assertThat(read.problems()).isEqualTo(thrown.problems()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(read.problems()).extracting(CorsProblem::isError).contains(true, false);
  }
}
